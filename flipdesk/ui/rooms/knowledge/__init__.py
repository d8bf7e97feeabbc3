"""Viden: search and matrix over all sessions."""
