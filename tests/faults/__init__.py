"""Recordings that are broken on purpose; every test measures what was lost and prints it."""
