"""What people read: Word minutes (python-docx)."""
