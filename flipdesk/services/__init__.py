"""Use cases that join knowledge, audio, documents and exchange."""
