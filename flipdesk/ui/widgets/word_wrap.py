"""Wrapping thousands of short texts quickly: every word is measured once."""

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import text_width

Line = tuple[int, int]
"""From and to in letters of the text, the blank behind it not included."""
_KEPT = 20_000


class WordWrap:
    """Texts of one line of words, single blanks between them, in one font."""

    def __init__(self, theme: Theme, role: FontRole = "body") -> None:
        self._theme = theme
        self._role = role
        self._words: dict[str, int] = {}
        self._lines: dict[tuple[str, int], tuple[Line, ...]] = {}
        self._blank = 0

    def forget(self) -> None:
        """Drop what was measured in another font."""
        self._words.clear()
        self._lines.clear()

    def lines(self, text: str, room: int) -> tuple[Line, ...]:
        """Return the lines of a text on a width of so many px; one at least."""
        found = self._lines.get((text, room))
        if found is None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            found = self._lines[text, room] = self._wrapped(text, max(1, room))
        return found

    def _wrapped(self, text: str, room: int) -> tuple[Line, ...]:
        if not self._words:
            self._blank = text_width(self._theme, " ", self._role)
        found: list[Line] = []
        begin = at = wide = 0
        for word in text.split(" "):
            width = self._width(word)
            if wide and wide + self._blank + width > room:
                found.append((begin, at - 1))
                begin, wide = at, 0
            wide += width + (self._blank if wide else 0)
            end = at + len(word)
            while wide > room and end - begin > 1:
                # A word longer than a line is cut where the line ends.
                cut = begin + max(1, (end - begin) * room // wide)
                found.append((begin, cut))
                begin = cut
                wide = self._width(text[begin:end])
            at = end + 1
        return (*found, (begin, len(text)))

    def _width(self, word: str) -> int:
        width = self._words.get(word)
        if width is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            width = self._words[word] = text_width(self._theme, word, self._role)
        return width
