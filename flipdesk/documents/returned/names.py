"""What things are called inside a Word file, in whichever dialect it was written."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from flipdesk.domain.returned import By

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FIRST_YEAR, _LAST_YEAR = 1980, 2999
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def local(element: "_Element") -> str:
    """Return the name of an element of Word, "" for comments and what is not Word's."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    for namespace in (*_WORD, _COMPATIBILITY):
        if tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def children(element: "_Element", *path: str) -> Iterator["_Element"]:
    """Yield what lies at a path of names below an element."""
    if not path:
        yield element
        return
    for child in element:
        if local(child) == path[0]:
            yield from children(child, *path[1:])


def child(element: "_Element", *path: str) -> "_Element | None":
    return next(children(element, *path), None)


def value(element: "_Element | None", name: str) -> str:
    """Return an attribute by its name whatever its namespace, "" when it is not there."""
    if element is None:
        return ""
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return ""


def by(element: "_Element") -> By:
    """Return who did it and when.

    Word writes the wall clock of the writer and calls it UTC; only `dateUtc` tells the truth. What
    a "Z" says in `date` is therefore not believed, while another offset is.
    """
    author = value(element, "author").strip()
    written = value(element, "date").strip()
    true = utc(value(element, "dateUtc"))
    if author == "Author" and not written:
        author = ""
    return By(author or value(element, "initials").strip(), true or _wall_clock(written))


def utc(text: str) -> str:
    """Return a moment of a `dateUtc` as ISO 8601, "" when it is none."""
    moment = _moment(text)
    return "" if moment is None else moment.replace(tzinfo=None).isoformat() + "+00:00"


def _wall_clock(text: str) -> str:
    moment = _moment(text)
    if moment is None:
        return ""
    return (moment.replace(tzinfo=None) if text[-1:] in "Zz" else moment).isoformat()


def _moment(text: str) -> datetime | None:
    """Return what a date says; what programs write for none, such as the year 1, is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
