"""A report: the numbers behind one chart as a table, each number with the door to its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.search import HitKind, Query


class Unit(StrEnum):
    """What a column counts; an offset is a place on the timeline of a recording."""

    COUNT = "count"
    PERCENT = "percent"
    DURATION_MS = "duration_ms"
    OFFSET_MS = "offset_ms"
    MINUTES = "minutes"
    HOURS = "hours"
    TEXT = "text"


class Form(StrEnum):
    """How a report is drawn."""

    MATRIX = "matrix"
    BARS = "bars"
    TIMELINE = "timeline"
    PLAN = "plan"
    DRIFT = "drift"
    TENSIONS = "tensions"
    JOURNEYS = "journeys"


@dataclass(frozen=True, slots=True)
class Door:
    """Where a number leads: notes by ids or by a query, a session, or the report of one series."""

    kind: HitKind = "reflection"
    ids: tuple[str, ...] = ()
    query: Query | None = None
    session_id: SessionId | None = None
    series_id: SeriesId | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or words where the column holds text; None where there is nothing to count.

    One that is hidden because it is small carries neither its number nor its door.
    """

    number: float | None = None
    text: str = ""
    door: Door | None = None
    is_hidden: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to show: no number or none, and no words."""
        return not self.number and not self.text and not self.is_hidden


@dataclass(frozen=True, slots=True)
class Column:
    """`title` is short for a head; a sum is drawn apart from what it adds up."""

    key: str
    title: str
    unit: Unit = Unit.COUNT
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`slug` and `digit` are those of the potential a row is about; `kind` tells rows apart."""

    key: str
    title: str
    cells: tuple[Cell, ...]
    slug: str = ""
    kind: str = ""
    is_sum: bool = False
    digit: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One table of numbers; a chart, its text and every export are drawn from it alone.

    `head` names what the rows are. `summary` says the main thing in words, `notes` how to read
    it, `missing` what would fill it when there are no rows. `measure` is the chosen one.
    """

    name: str
    form: Form
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    question: str = ""
    summary: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: str = ""
    measure: str = ""
    scope: str = ""
    """In words what it is narrowed to, "" for everything."""

    @property
    def is_empty(self) -> bool:
        return not self.rows

    def column(self, key: str) -> int:
        """Return the place of a column.

        Raises:
            KeyError: there is none of that key.
        """
        for place, column in enumerate(self.columns):
            if column.key == key:
                return place
        raise KeyError(key)

    def cell(self, row: Row, key: str) -> Cell:
        """Return what a row holds in a column; raises as `column` does."""
        return row.cells[self.column(key)]

    def counted(self) -> Iterator[tuple[int, int, Cell]]:
        """Yield row, column and cell of every number that is no sum."""
        for place, row in enumerate(self.rows):
            for at, (column, cell) in enumerate(zip(self.columns, row.cells, strict=True)):
                if not row.is_sum and not column.is_sum and column.unit is not Unit.TEXT:
                    yield place, at, cell


@dataclass(frozen=True, slots=True)
class Scope:
    """What a report is about; empty means everything. `few` is the smallest number shown.

    `measure` is a key of the report's measures, "" for the first. Without `samples` the openly
    fictional examples are left out; days are both included.
    """

    organisations: tuple[str, ...] = ()
    series: tuple[SeriesId, ...] = ()
    session: SessionId | None = None
    potentials: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    samples: bool = False
    measure: str = ""
    axes: tuple[str, str] = ("potentials", "potentials")
    few: int = 3
    years: tuple[int, ...] = ()
    sessions: tuple[SessionId, ...] = ()
    """Those that are read at once, where a long count is made a few at a time."""


def hidden_if_few(cell: Cell, counted: float, few: int) -> Cell:
    """Return the cell, or a hidden one when what it stands for is more than none and too few."""
    return Cell(is_hidden=True) if 0 < counted < few else cell


def without_doors(report: Report) -> Report:
    """Return the numbers alone."""
    rows = tuple(
        replace(row, cells=tuple(replace(cell, door=None) for cell in row.cells))
        for row in report.rows
    )
    return replace(report, rows=rows)
