"""A document as the few parts that HTML and PDF are drawn from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.potential_mark import PotentialMark

THEIRS = "da"


class Style(StrEnum):
    """What a paragraph is."""

    PLAIN = "plain"
    SUBTITLE = "subtitle"
    NOTE = "note"
    WORDS = "words"
    QUOTE = "quote"
    SOURCE = "source"
    SMALL = "small"
    REST = "rest"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class Span:
    """Words, or a potential where `mark` is set. What is theirs somebody wrote or said: it is
    Danish in every document.
    """

    text: str = ""
    mark: PotentialMark | None = None
    is_strong: bool = False
    is_theirs: bool = False

    def is_foreign(self, language: str) -> bool:
        """Return whether it is in another language than its document."""
        return self.is_theirs and language != THEIRS


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `anchor` is the hidden id of what it shows, "" for nothing."""

    spans: tuple[Span, ...]
    style: Style = Style.PLAIN
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title: level 2 to 4; `label` stands muted behind it."""

    level: int
    text: str
    label: str = ""
    anchor: str = ""

    @property
    def span(self) -> Span:
        """Its words; those of a heading that shows something are theirs."""
        return Span(self.text, is_theirs=bool(self.anchor))


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines as a list."""

    items: tuple[Para, ...]
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """Paragraphs one below the other; a heading names the rest of its row."""

    paras: tuple[Para, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; without `titles` its first cells are headings. `shares` are percent of the width,
    `room_mm` the least height of a row that is left to write in.
    """

    caption: str
    shares: tuple[int, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    titles: tuple[str, ...] = ()
    room_mm: int = 0


Part = Para | Heading | Listed | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document in one language; `written` is aware. `banner` and `below` stand on every
    page.
    """

    language: str
    identifier: str
    title: str
    subtitle: str
    author: str
    subject: str
    below: str
    banner: str
    written: datetime
    parts: tuple[Part, ...]
    anchor: str = ""
    is_landscape: bool = False
