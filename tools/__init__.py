"""Programs for those who work on FlipDesk."""
