"""A table as other programs take it: columns by name, and rows of texts, numbers and days."""

from dataclasses import dataclass
from datetime import date

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the same in every language; `title` is what people read."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class PlainTable:
    """`key` names the file and `title` the sheet."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
