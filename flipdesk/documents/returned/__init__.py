"""Word documents that come back: a guarded door, a reader of pieces, changes and comments."""
