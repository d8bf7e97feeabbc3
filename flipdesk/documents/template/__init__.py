"""Word templates of an organisation: what they hold and where they want the parts of a document."""
