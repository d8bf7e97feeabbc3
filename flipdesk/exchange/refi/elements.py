"""Small questions to the XML of a project from outside; a wrong answer is one clear sentence."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError
from flipdesk.exchange.refi.terms import guid
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_MS = 360_000_000_000
"""More than any number in a project: ten years in milliseconds."""


def local(element: "_Element") -> str:
    """Return the name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: "_Element", *names: str) -> "Iterator[_Element]":
    """Yield the children with one of some names."""
    return (one for one in element if local(one) in names)


def child(element: "_Element", name: str) -> "_Element | None":
    return next(children(element, name), None)


def inside(element: "_Element", container: str, *names: str) -> "Iterator[_Element]":
    """Yield the children of a container that may not be there."""
    found = child(element, container)
    return iter(()) if found is None else children(found, *names)


def described(element: "_Element") -> str:
    found = child(element, "Description")
    return "" if found is None else found.text or ""


def identity(element: "_Element", name: str = "guid") -> str:
    """Return the GUID that an element must have.

    Raises:
        KnownError: it has none.
    """
    found = guid(element.get(name, ""))
    if found is None:
        sentence = _(
            "This is no REFI-QDA file: a {element} in it has no GUID. Ask for it to be exported"
            " again."
        )
        raise KnownError(sentence.format(element=local(element)))
    return found


def reference(element: "_Element", name: str) -> str | None:
    """Return a GUID that an element may have."""
    return guid(element.get(name, ""))


def references(element: "_Element", name: str) -> tuple[str, ...]:
    """Return what the children of a name point at."""
    found = (guid(one.get("targetGUID", "")) for one in children(element, name))
    return tuple(one for one in found if one is not None)


def number(element: "_Element", name: str) -> int:
    """Return a whole number that an element must have.

    Raises:
        KnownError: it has none, or one that is no place in a text or sound.
    """
    try:
        found = int(element.get(name, ""))
    except ValueError:
        found = -1
    if not 0 <= found <= _MOST_MS:
        sentence = _(
            "This is no REFI-QDA file: the {name} of a {element} is no number. Ask for it to be"
            " exported again."
        )
        raise KnownError(sentence.format(name=name, element=local(element)))
    return found


def created(element: "_Element") -> datetime | None:
    """Return when something was made, None when nothing that can be read says so."""
    said = element.get("creationDateTime") or element.get("modifiedDateTime") or ""
    return when(said)


def when(said: str) -> datetime | None:
    """Return an xs:dateTime as an aware datetime; one without an offset is taken to be in UTC."""
    try:
        found = datetime.fromisoformat(said)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
