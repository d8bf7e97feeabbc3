"""Bearbejd: sound, reflections and minutes side by side."""
