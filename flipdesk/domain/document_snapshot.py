"""What a document says, decided and frozen: plain text in its own language, ready to be drawn.

Consent and audience have already been applied; a document drawn from this can hold nothing else.
"""

from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.potential_mark import PotentialMark


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `key` is the GUID of what it shows, so that a comment can find home.

    `lead` and `tail` are words of ours before and after it, which are not part of what it shows.
    """

    text: str
    key: str | None = None
    strong: bool = False
    marks: tuple[PotentialMark, ...] = ()
    lead: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One row of the head table: "Afbud" and the lines beside it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One reflection as it may be shown.

    `speaker` is None when nobody may be named. `kind` names what is not a plain reflection
    ("Praksiseksempel"). `offset`, `tags` and `caution` stand only in the researchers' version.
    """

    key: str
    text: str
    speaker: str | None = None
    is_quote: bool = False
    kind: str = ""
    marks: tuple[PotentialMark, ...] = ()
    tags: tuple[str, ...] = ()
    offset: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Contributions under one sub-heading; the voices of research and practice are never mixed.

    `note` stands under the sub-heading, and alone there when nothing was said.
    """

    heading: str
    contributions: tuple[Contribution, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item: "2. Oplæg", "til orientering", a note such as "Ved Frederik Lund"."""

    heading: str
    groups: tuple[Group, ...]
    key: str | None = None
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A section of lines, drawn as a list. `rest` says what there was no room for, and where.

    The keys of its lines are those of outcomes, unless it shows reflections.
    """

    heading: str
    lines: tuple[Line, ...]
    rest: str = ""
    shows_reflections: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its share of the width in percent."""

    title: str
    share: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; every cell is a line."""

    cells: tuple[Line, ...]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A section that is a table with a header row. `rest` as of `Lines`, below the table."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSnapshot:
    """A document in one language, in the order it is drawn: head, summary, items, sections.

    `identifier` names what it is about, its language and version, and comes back with the
    document. `category` is what kind of document it is, in one word. `banner` is a warning that
    stands on every page. `written` is aware. `items_rest` says what there was no room for among
    the items. In a timed one, what was said stands in tables with times and tags.
    """

    identifier: str
    language: str
    version: int
    written: datetime
    category: str
    title: str
    subtitle: str
    name: str
    status: str
    author: str
    banner: str
    head: tuple[HeadRow, ...]
    summary: Lines
    items_heading: str
    items: tuple[Item, ...]
    sections: tuple[Lines | Table, ...]
    items_rest: str = ""
    organisation: str = ""
    is_timed: bool = False
