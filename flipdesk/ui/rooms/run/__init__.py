"""Afvikl: agenda clock, capture bar and the people in the room."""
