"""Changes as values: what a mutation did to which rows, and how to do and undo it."""

from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | float | bytes | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: no `before` when it was added, no `after` when it was deleted."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    def inverse(self) -> "RowChange":
        return RowChange(self.table, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one mutation did, in order. Views refresh on this and on nothing else."""

    rows: tuple[RowChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(self.rows + other.rows)

    def inverse(self) -> "Changes":
        """Return the changes that undo these."""
        return Changes(tuple(row.inverse() for row in reversed(self.rows)))

    def touches(self, *tables: str) -> bool:
        """Return whether any row of these tables changed."""
        return any(row.table in tables for row in self.rows)

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of the rows of a table that changed, in order, each once."""
        return tuple(dict.fromkeys(row.id for row in self.rows if row.table == table))


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the user did, with the words that undo and redo show ("slet note")."""

    label: str
    changes: Changes
