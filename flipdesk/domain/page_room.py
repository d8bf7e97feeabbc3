"""How much there is room for on pages of the base template, estimated in points.

The heights are those of the template's styles in Calibri; the letters of a line are counted a
little short, so that what is said to fit does so in Word and in LibreOffice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from flipdesk.domain.document_snapshot import HeadRow

PAGE_PT = 715.0
_SPARE = 0.95
"""What headings that must not stand alone at the foot of a page can leave empty."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A style: the height of a line, the space around a paragraph, and the letters of a line."""

    line_pt: float
    around_pt: float
    letters: int

    def height_pt(self, text: str) -> float:
        """Return the height of a paragraph of this text."""
        lines = sum(max(1, ceil(len(one) / self.letters)) for one in text.split("\n"))
        return self.around_pt + self.line_pt * lines


TITLE = Measure(25.7, 2, 42)
SUBTITLE = Measure(18.3, 11, 70)
HEADING_1 = Measure(19.6, 20.5, 56)
HEADING_2 = Measure(16.7, 15, 70)
HEADING_3 = Measure(14.1, 10, 82)
WORDS = Measure(15.5, 6, 84)
NOTE = Measure(15.5, 3, 84)
BULLET = Measure(14.8, 2.5, 80)
HEAD_LINE = Measure(14.5, 2, 66)
ROW_PT = 5.0
"""What a row of a table adds to the lines in it."""


def head_pt(rows: Iterable[HeadRow]) -> float:
    """Return the height of the head table."""
    return sum(ROW_PT + sum(HEAD_LINE.height_pt(line.text) for line in row.lines) for row in rows)


def cell_pt(text: str, letters: int) -> float:
    """Return the height of the text in a cell whose lines hold so many letters."""
    return Measure(HEAD_LINE.line_pt, HEAD_LINE.around_pt, letters).height_pt(text)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that may be shown; the lower `rank`, the sooner.

    `place` is the heading it stands under, and `heading_pt` the height of that heading.
    """

    place: str
    rank: float
    height_pt: float
    heading_pt: float


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
        needed = piece.height_pt + (0 if piece.place in opened else piece.heading_pt)
        if piece.place in closed or needed > room:
            closed.add(piece.place)
            continue
        room -= needed
        opened.add(piece.place)
        shown.add(index)
    return frozenset(shown)
