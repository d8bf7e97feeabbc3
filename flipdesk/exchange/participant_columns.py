"""Which column of a list of people is which: by its heading, or by what stands in it."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from flipdesk.domain.role_words import role_of

Row = Sequence[str]
Test = Callable[[str], bool]


class Field(StrEnum):
    """What a column can hold."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    ROLE = "role"
    ORGANISATION = "organisation"
    UNIT = "unit"
    INITIALS = "initials"


_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.NAME: ("navn", "name", "fulde navn", "fuldt navn", "full name", "deltager",
                 "participant"),
    Field.GIVEN: ("fornavn", "fornavne", "first name", "firstname", "given name"),
    Field.FAMILY: ("efternavn", "last name", "lastname", "surname", "family name"),
    Field.ROLE: ("rolle", "stilling", "titel", "role", "title", "job title", "position", "funktion",
                 "stillingsbetegnelse", "faggruppe"),
    Field.ORGANISATION: ("organisation", "organization", "kommune", "arbejdssted", "arbejdsplads",
                         "institution", "municipality", "company", "employer", "firma",
                         "virksomhed", "myndighed"),
    Field.UNIT: ("enhed", "afdeling", "team", "unit", "department", "center", "jobcenter",
                 "forvaltning", "institut"),
    Field.INITIALS: ("initialer", "initials", "init", "init.", "ident"),
}  # fmt: skip
_BY_HEADING = {heading: field for field, words in _HEADINGS.items() for heading in words}
_PLACE = re.compile(
    r"kommune|universitet|university|municipality|\bKL\b|region|ministeri|styrelse|a/s|aps\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^[^\W\d_]{1,4}\d?$")


_TELLING: tuple[tuple[Field, Test], ...] = (
    (Field.ROLE, lambda cell: role_of(cell) is not None),
    (Field.ORGANISATION, lambda cell: _PLACE.search(cell) is not None),
    (Field.INITIALS, lambda cell: _INITIALS.match(cell) is not None and cell.isupper()),
)
"""What gives a column away by what stands in it, the surest first."""


def from_headings(row: Row) -> dict[int, Field] | None:
    """Return the column of each field when a row is a row of headings, else None."""
    found: dict[int, Field] = {}
    for place, cell in enumerate(row):
        field = _BY_HEADING.get(cell.strip(" :*").casefold())
        if field is not None and field not in found.values():
            found[place] = field
    names = {Field.NAME, Field.GIVEN, Field.FAMILY} & set(found.values())
    return found if names else None


def guessed(rows: Sequence[Row]) -> dict[int, Field]:
    """Return the likely column of each field in a list without headings."""
    found: dict[int, Field] = {}
    width = max((len(row) for row in rows), default=0)
    columns = {place: _cells(rows, place) for place in range(width)}
    free = [place for place, cells in columns.items() if cells and not _mostly(cells, _is_contact)]
    for field, test in _TELLING:
        place = next((one for one in free if _mostly(columns[one], test)), None)
        if place is not None and len(free) > 1:
            found[place] = field
            free.remove(place)
    if len(free) > 1 and all(_mostly(columns[one], _is_one_word) for one in free[:2]):
        found[free.pop(0)] = Field.GIVEN
        found[free.pop(0)] = Field.FAMILY
    elif free:
        found[free.pop(0)] = Field.NAME
    for field in (Field.ORGANISATION, Field.UNIT):
        if free and field not in found.values():
            found[free.pop(0)] = field
    return found


def _cells(rows: Sequence[Row], place: int) -> list[str]:
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _mostly(cells: Sequence[str], test: Test) -> bool:
    return sum(map(test, cells)) * 2 > len(cells)


def _is_contact(cell: str) -> bool:
    """Return whether a cell is an e-mail address, a number or another thing that names nobody."""
    is_address = "@" in cell and " " not in cell
    return is_address or not any(letter.isalpha() for letter in cell)


def _is_one_word(cell: str) -> bool:
    return " " not in cell
