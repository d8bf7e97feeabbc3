"""Item models over the knowledge base."""
