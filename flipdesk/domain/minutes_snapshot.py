"""What minutes say, decided and frozen: plain text in the document's language, ready to be drawn.

Consent and audience have already been applied; a document drawn from this can hold nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from flipdesk.domain.ids import SessionId
from flipdesk.domain.potential_mark import PotentialMark
from flipdesk.domain.vocabulary import Audience, MinutesState
from flipdesk.domain.withheld import Withheld


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `key` is the GUID of what it shows, so that a comment can find home."""

    text: str
    key: str | None = None
    strong: bool = False
    marks: tuple[PotentialMark, ...] = ()


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
    """Contributions under one sub-heading; the voices of research and practice are never mixed."""

    heading: str
    contributions: tuple[Contribution, ...]


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
    """A section of lines, drawn as a list."""

    heading: str
    lines: tuple[Line, ...]


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
    """A section that is a table with a header row."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A comment that the document brings along, addressed to whom it concerns; `key` as above."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class MinutesSnapshot:
    """Minutes of one session for one audience in one language.

    `identifier` names session, audience, language and version, and comes back with the document.
    `minutes_id` is the GUID that the version will have once it is kept, "" for one that will not.
    `banner` is a warning that stands on every page. `written` is aware, `held_on` the local day.
    """

    identifier: str
    session_id: SessionId
    audience: Audience
    language: str
    version: int
    state: MinutesState
    written: datetime
    held_on: date
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
    withheld: tuple[Withheld, ...]
    minutes_id: str = ""
    questions: tuple[Question, ...] = ()
