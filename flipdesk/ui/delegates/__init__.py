"""What item views paint."""
