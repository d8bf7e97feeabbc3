"""How a frozen dataclass of the domain becomes a row, and a row the dataclass again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flipdesk.domain.changes import Row, Value

T = TypeVar("T")
Load = Callable[[Any], Any]
Dump = Callable[[Any], Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One field and the column it lives in; None stays None both ways."""

    field: str
    name: str
    load: Load
    dump: Dump


def _same(value: Any) -> Any:
    return value


def plain(*fields: str) -> tuple[Column, ...]:
    """Fields stored as they are, in columns of the same name."""
    return tuple(Column(field, field, _same, _same) for field in fields)


def moment(field: str, name: str = "") -> Column:
    """An aware datetime, stored as ISO 8601 with its offset."""
    return Column(field, name or f"{field}_at", datetime.fromisoformat, datetime.isoformat)


def day(field: str) -> Column:
    """A date, stored as ISO 8601."""
    return Column(field, field, date.fromisoformat, date.isoformat)


def flag(field: str) -> Column:
    """A boolean, stored as 0 or 1."""
    return Column(field, field, bool, int)


def value_of(field: str, kind: type[StrEnum], name: str = "") -> Column:
    """A value of the vocabulary, stored as its identifier."""
    return Column(field, name or field, kind, str)


class Mapping(Generic[T]):
    """The columns of one table, in which rows of one dataclass live."""

    def __init__(self, table: str, kind: Callable[..., T], *columns: Column) -> None:
        self.table = table
        self._kind = kind
        self._columns = columns

    def values(self, thing: T) -> dict[str, Value]:
        """Return the column values of a dataclass."""
        return {
            column.name: _dumped(column, getattr(thing, column.field)) for column in self._columns
        }

    def build(self, row: Row, **extra: object) -> T:
        """Return the dataclass of a row; `extra` fields come from other tables."""
        fields = {column.field: _loaded(column, row[column.name]) for column in self._columns}
        return self._kind(id=row["id"], **fields, **extra)


def _dumped(column: Column, value: Any) -> Value:
    return None if value is None else column.dump(value)


def _loaded(column: Column, value: Value) -> Any:
    return None if value is None else column.load(value)
