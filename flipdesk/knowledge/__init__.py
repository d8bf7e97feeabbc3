"""The SQLite knowledge base: the only SQL in the program."""
