"""How much there is room for on pages of the base template, estimated in points.

The heights are those of the template's styles in Calibri; the width of a text is guessed a little
wide, so that what is said to fit does so in Word and in LibreOffice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from flipdesk.domain.document_snapshot import HeadRow

PAGE_PT = 715.0
_SPARE = 0.96
"""What headings that must not stand alone at the foot of a page can leave empty."""
_WIDTHS_EM = {
    letter: width
    for width, letters in ((0.27, " ijl.,:;'|()!-If"), (0.38, 'rstczJ"/'), (0.78, "mwæMWÆ@%"))
    for letter in letters
}
_USUAL_EM, _STRANGE_EM = 0.53, 1.05
_LAST_LATIN = "\u017f"
_BREAKS = 1.04
"""Lines end before the word that does not fit."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A style: height of a line and space around a paragraph in points, width of a line in em."""

    line_pt: float
    around_pt: float
    line_em: float

    def height_pt(self, text: str) -> float:
        """Return the height of a paragraph of this text."""
        lines = sum(max(1, ceil(_width_em(one) / self.line_em)) for one in text.split("\n"))
        return self.around_pt + self.line_pt * lines


TITLE = Measure(25.7, 2, 21)
SUBTITLE = Measure(18.3, 11, 36)
HEADING_1 = Measure(19.6, 20.5, 28)
HEADING_2 = Measure(16.7, 15, 35)
HEADING_3 = Measure(14.1, 10, 41)
WORDS = Measure(15.5, 6, 42.8)
NOTE = Measure(15.5, 9, 42.8)
BULLET = Measure(14.8, 2.5, 41)
HEAD_LINE = Measure(14.5, 2, 33)
ROW_PT = 5.0
"""What a row of a table adds to the lines in it."""
_CELL_GAP_EM = 1.1


def _width_em(text: str) -> float:
    """Return about how wide a text is in Calibri."""
    widths = (
        _WIDTHS_EM.get(letter, _USUAL_EM if letter <= _LAST_LATIN else _STRANGE_EM)
        for letter in text
    )
    return sum(widths) * _BREAKS


def head_pt(rows: Iterable[HeadRow]) -> float:
    """Return the height of the head table."""
    return sum(ROW_PT + sum(HEAD_LINE.height_pt(line.text) for line in row.lines) for row in rows)


def cell_pt(text: str, share: float) -> float:
    """Return the height of the text in a cell that takes this share of the width of the page."""
    width = share * WORDS.line_em - _CELL_GAP_EM
    return Measure(HEAD_LINE.line_pt, HEAD_LINE.around_pt, width).height_pt(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that may be shown; the lower `rank`, the sooner.

    `place` is the list it stands in; `headings` are the names and heights of those above it, which
    are drawn once.
    """

    place: str
    rank: float
    height_pt: float
    headings: tuple[tuple[str, float], ...]


def room_pt(pages: int, taken_pt: float) -> float:
    """Return what is left of so many pages when this much of them is taken."""
    return pages * PAGE_PT * _SPARE - taken_pt


def fitting(pieces: Iterable[Piece], room: float) -> frozenset[int]:
    """Return the indices of the pieces there is room for, the most important ones.

    Once one of a place did not fit, none after it in that place is shown: what is read is never
    the beginning, a hole, and something smaller.
    """
    shown: set[int] = set()
    opened: set[str] = set()
    closed: set[str] = set()
    for index, piece in sorted(enumerate(pieces), key=lambda pair: (pair[1].rank, pair[0])):
        above = [height for name, height in piece.headings if name not in opened]
        needed = piece.height_pt + sum(above)
        if piece.place in closed or needed > room:
            closed.add(piece.place)
            continue
        room -= needed
        opened.update(name for name, _height in piece.headings)
        shown.add(index)
    return frozenset(shown)
