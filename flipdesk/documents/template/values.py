"""Single values that stand within a text: `{{dato}}`, in the document, its headers and footers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flipdesk.documents.template.places import PLACEHOLDER, value_named
from flipdesk.documents.xml_text import plain
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.document_snapshot import DocumentSnapshot
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.paper import Paper

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def values_of(snapshot: DocumentSnapshot | Paper) -> dict[str, str]:
    """Return each value by its name; the language in use must be the document's."""
    if isinstance(snapshot, Paper):
        return {
            "title": snapshot.title,
            "date": format_date_short(snapshot.held_on or snapshot.made),
            "status": "",
            "version": "1",
            "banner": snapshot.banner,
            "organisation": snapshot.organisation,
        }
    day = snapshot.held_on if isinstance(snapshot, MinutesSnapshot) else snapshot.written
    return {
        "title": snapshot.title,
        "date": format_date_short(day),
        "status": snapshot.status,
        "version": str(snapshot.version),
        "banner": snapshot.banner,
        "organisation": snapshot.organisation,
    }


def own_pieces(paragraph: "_Element") -> "list[_Element]":
    """Return the texts of a paragraph without those of a text box that hangs in it."""
    mine = paragraph.iter(f"{_W}t")
    return [one for one in mine if next(one.iterancestors(f"{_W}p"), None) is paragraph]


def write_values(root: "_Element", values: Mapping[str, str]) -> None:
    """Write the values into every paragraph; a name that is not known stays as it is."""
    for paragraph in root.iter(f"{_W}p"):
        pieces = own_pieces(paragraph)
        text = "".join(piece.text or "" for piece in pieces)
        # From the last, so that what stands before keeps its place.
        for found in reversed(list(PLACEHOLDER.finditer(text))):
            name = value_named(found[1])
            if name is not None:
                _put(pieces, found.start(), found.end(), plain(values[name]))


def _put(pieces: "list[_Element]", start: int, end: int, value: str) -> None:
    at, is_put = 0, False
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            piece.text = text[:first] + ("" if is_put else value) + text[last:]
            piece.set(_SPACE, "preserve")
            is_put = True
