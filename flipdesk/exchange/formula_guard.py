"""No cell may do anything: a spreadsheet takes text that begins with certain letters for a formula.

See OWASP, CSV injection. A leading apostrophe makes text of it, in what people are shown too.
"""

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With the full-width forms, which some programs read as the others."""
_UNSEEN = " \u00a0\u200b\u200c\u200d\u2060\ufeff"
"""What some programs leave away at the beginning of a cell."""


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take the text for something to work out."""
    return text.startswith(_BEGINNINGS) or text.lstrip(_UNSEEN).startswith(_BEGINNINGS)


def guarded(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if is_formula(text) else text
