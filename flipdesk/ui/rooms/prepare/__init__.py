"""Forbered: purpose, run sheet and participants of a session."""
