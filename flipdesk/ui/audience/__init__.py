"""The audience's window: what the room sees, and how it is chosen and hidden."""
