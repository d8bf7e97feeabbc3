"""What can be searched: which table holds it and which of its columns is read."""

INDEXED = {
    "reflection": "text",
    "outcome": "text",
    "transcript_segment": "text",
    "minutes_text": "text",
    "material": "title",
}
"""The table of each kind and the column that is in its index, named after it."""
