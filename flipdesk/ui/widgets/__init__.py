"""Small parts that rooms are made of."""
