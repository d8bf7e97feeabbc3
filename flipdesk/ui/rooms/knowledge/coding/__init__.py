"""The page of coding: words and codes, one coder or two."""
