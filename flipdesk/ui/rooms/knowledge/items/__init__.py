"""The page of knowledge items."""
