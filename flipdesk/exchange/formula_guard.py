"""Keeps a spreadsheet from running what somebody wrote.

https://owasp.org/www-community/attacks/CSV_Injection
"""

_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """Return text that a spreadsheet takes for text: with an apostrophe before a formula's sign."""
    return f"'{text}" if text.startswith(_BEGINS) else text
