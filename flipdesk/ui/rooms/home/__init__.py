"""Hjem: what comes next, what waits, and every series."""
