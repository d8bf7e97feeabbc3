"""A text taken apart into its words, each with its place."""

import re

_TYPESET = "–—‘’‚“”„…•\u2011\u2028"
"""What Word writes instead of the signs of Latin-1; none of it is part of a word."""
_NO_WORD = re.compile(r"[\W_]")
_SPACED = bytes(ord(chr(n).lower()) if chr(n).isalnum() else ord(" ") for n in range(256))
"""Latin-1 in lower case, with blanks for all that words do not consist of."""


class SaidText:
    def __init__(self, text: str) -> None:
        self.text = text
        self._spaced = spaced(text)
        self.words = self._spaced.split()
        """In lower case."""

    def spans(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return where the words from one number to another, not included, begin and end."""
        found, at = [], self._place(first)
        for word in self.words[first:last]:
            start = self._spaced.index(word, at)
            at = start + len(word)
            found.append((start, at))
        return found

    def _place(self, number: int) -> int:
        """Return from where on to look for a word."""
        # Splitting is much quicker than looking for one word after the other.
        rest = self._spaced.split(None, number)[number] if number else self._spaced
        return len(self._spaced) - len(rest)


def spaced(text: str) -> str:
    """Return a text in lower case with blanks between its words; each letter keeps its place."""
    try:
        return _spaced(text)
    except UnicodeEncodeError:
        for sign in _TYPESET:
            text = text.replace(sign, " ")
    try:
        return _spaced(text)
    except UnicodeEncodeError:
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(one.lower()[0] for one in text)
        return _NO_WORD.sub(" ", lower)


def _spaced(text: str) -> str:
    return text.encode("latin-1").translate(_SPACED).decode("latin-1")
