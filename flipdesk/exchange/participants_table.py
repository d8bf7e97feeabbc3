"""A list of people as a table: pasted from a spreadsheet, or a CSV file."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from flipdesk.domain.guest import Guest, GuestList
from flipdesk.domain.role_words import role_of
from flipdesk.errors import KnownError
from flipdesk.exchange.outside_text import (
    readable,
    refuse_rows,
    refuse_size,
    tidy,
    visible,
)
from flipdesk.exchange.participant_columns import Field, Row, from_headings, guessed
from flipdesk.i18n import _, ngettext

_DELIMITERS = "\t;,|"
_LOOKED_AT = 20
_ADDRESS = re.compile(r"<[^<>]*>|\([^()]*@[^()]*\)")
_BY_FAMILY = re.compile(r"^([^,]+),\s*([^,]+)$")


def read_table_file(data: bytes, source: str) -> GuestList:
    """Return the people of a CSV file; `source` is its name for people.

    Raises:
        KnownError: it is too large, no text, or names nobody.
    """
    return read_table(readable(data, source), source)


def read_table(text: str, source: str) -> GuestList:
    """Return the people of a table with tabs, semicolons, commas or bars between its cells.

    Raises:
        KnownError: it is too large or names nobody.
    """
    refuse_size(len(text), source)
    rows = list(_rows(visible(text.replace("\r\n", "\n").replace("\r", "\n")), source))
    if not rows:
        raise KnownError(_nobody(source))
    columns = from_headings(rows[0])
    headings = rows.pop(0) if columns is not None else ()
    if columns is None:
        columns = guessed(rows[:_LOOKED_AT])
    guests, strange, nameless = _guests(rows, columns)
    if not guests:
        raise KnownError(_nobody(source))
    used = tuple(headings[place] for place in sorted(columns)) if headings else ()
    unused = [cell for place, cell in enumerate(headings) if place not in columns and cell.strip()]
    return GuestList(
        tuple(guests), used, tuple(_notes(unused, strange, nameless, has_headings=bool(headings)))
    )


def _rows(text: str, source: str) -> Iterator[Row]:
    """Yield the rows that say anything, each cell on one line."""
    delimiter = _delimiter(text)
    closed = _closes_quotes(text, delimiter)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if closed else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)
    count = 0
    try:
        for row in reader:
            cells = [tidy(cell) for cell in row]
            if any(cells) and not _is_separator_line(cells, delimiter):
                count += 1
                # A row of headings comes on top.
                refuse_rows(count - 1, source)
                yield cells
    except csv.Error as error:
        sentence = _("{source} is no table that can be read. Save the list as CSV, and try again.")
        raise KnownError(sentence.format(source=source)) from error


def _closes_quotes(text: str, delimiter: str) -> bool:
    """Return whether no quotation mark is left open, which would swallow the rows behind it."""
    lines = io.StringIO(f"{text}\n\0", newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter))[-1:] == [["\0"]]
    except csv.Error:
        return False


def _is_separator_line(cells: Row, delimiter: str) -> bool:
    """Return whether this is the line `sep=;` that Excel writes for itself."""
    return cells[0].casefold() in ("sep=", f"sep={delimiter}") and not any(cells[1:])


def _delimiter(text: str) -> str:
    """Return what stands between cells: what the first lines have most evenly."""
    lines = [line for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]

    def weight(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        return sum(count > 0 for count in counts), min(counts, default=0)

    best = max(_DELIMITERS, key=weight)
    # In a list of names only, the comma stands inside them.
    return best if any(best in line for line in lines) and not _is_by_family(lines) else "\t"


def _is_by_family(lines: Sequence[str]) -> bool:
    """Return whether each line is "Holm, Mette" and no more."""
    return bool(lines) and all(
        _BY_FAMILY.match(line) and role_of(line) is None and "@" not in line
        and not any(mark in line for mark in "\t;|")
        and from_headings(line.split(",")) is None
        and line.split(",")[1].startswith(" ")
        for line in lines
    )  # fmt: skip


def _guests(
    rows: Sequence[Row], columns: Mapping[int, Field]
) -> tuple[list[Guest], list[str], int]:
    """Return the people, the titles that say no known role, and how many rows name nobody."""
    guests: list[Guest] = []
    strange: list[str] = []
    nameless = 0
    for row in rows:
        said = {field: row[place] for place, field in columns.items() if place < len(row)}
        name = _name(said)
        if not any(letter.isalpha() for letter in name):
            nameless += 1
            continue
        title = said.get(Field.ROLE, "")
        role = role_of(title)
        if title and role is None:
            strange.append(title)
        guests.append(
            Guest(
                name,
                role,
                said.get(Field.ORGANISATION, ""),
                said.get(Field.UNIT, ""),
                said.get(Field.INITIALS, "")[:8],
            )
        )
    return guests, strange, nameless


def _name(said: Mapping[Field, str]) -> str:
    whole = said.get(Field.NAME, "")
    if not whole:
        whole = f"{said.get(Field.GIVEN, '')} {said.get(Field.FAMILY, '')}"
    whole = tidy(_ADDRESS.sub("", whole).strip("\"' "))
    return tidy(_BY_FAMILY.sub(r"\2 \1", whole))


def _notes(
    unused: Sequence[str], strange: Sequence[str], nameless: int, *, has_headings: bool
) -> Iterator[str]:
    if not has_headings:
        yield _("The list has no headings; the columns are guessed from what stands in them.")
    for heading in unused:
        yield _("“{heading}” is not taken along.").format(heading=heading)
    for title in dict.fromkeys(strange):
        yield _("“{title}” is no role known here; it becomes another role.").format(title=title)
    if nameless:
        yield ngettext(
            "{count} row names nobody and is left out.",
            "{count} rows name nobody and are left out.",
            nameless,
        ).format(count=nameless)


def _nobody(source: str) -> str:
    sentence = _("{source} names nobody. Choose a list with a row for each participant.")
    return sentence.format(source=source)
