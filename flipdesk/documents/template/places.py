"""The names a template may use for places, in Danish and English; a name is never executed."""

import re

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
PARTS = {
    "titel": "title",
    "undertitel": "subtitle",
    "oplysninger": "head",
    "resumé": "summary",
    "resume": "summary",
    "punkter": "items",
    "aftaler": "agreements",
    "referat": "minutes",
}
VALUES = {
    "titel": "title",
    "dato": "date",
    "status": "status",
    "version": "version",
    "advarsel": "banner",
    "organisation": "organisation",
}
EVERYTHING = "minutes"
IN_ORDER = ("title", "subtitle", "head", "summary", "items", "agreements")


def part_named(name: str) -> str | None:
    """Return the part of a document that a name stands for, None when it stands for none."""
    return _named(name, PARTS)


def value_named(name: str) -> str | None:
    """Return the single value that a name stands for, None when it stands for none."""
    return _named(name, VALUES)


def _named(name: str, names: dict[str, str]) -> str | None:
    folded = name.strip().casefold()
    return names.get(folded, folded if folded in names.values() else None)
