"""What other programs read: session files."""
