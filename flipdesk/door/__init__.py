"""The one door that files from outside come through: what may be opened, how much, and how."""
