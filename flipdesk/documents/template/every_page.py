"""The warning on every page of a template, also where the template has no place for it."""

from typing import TYPE_CHECKING

from flipdesk.documents.margins import NAMESPACE
from flipdesk.documents.template.places import PLACEHOLDER, value_named
from flipdesk.documents.template.values import own_pieces
from flipdesk.documents.xml_text import run

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def warn(document: "Document", banner: str) -> None:
    """Write the warning first in every header that has no place for it."""
    from docx.oxml import parse_xml

    first = document.sections[0]
    wanted = [first.header]
    if any(one.different_first_page_header_footer for one in document.sections):
        wanted.append(first.first_page_header)
    if document.settings.odd_and_even_pages_header_footer:
        wanted.append(first.even_page_header)
    # A section without a header shows the one before it; the first has none before it.
    for header in wanted:
        if header.is_linked_to_previous:
            header.is_linked_to_previous = False
    for root in edges(document, "header"):
        if not any(_holds_banner(one) for one in root.iter(f"{_W}p")):
            said = run(banner, "<w:b/><w:bCs/>")
            root.insert(0, parse_xml(f"<w:p {NAMESPACE}>{said}</w:p>".encode()))


def edges(document: "Document", *kinds: str) -> "list[_Element]":
    """Return the roots of all headers or footers that a section refers to."""
    links = document.part.rels.values()
    found = [one for one in links if one.reltype.rpartition("/")[2] in kinds]
    return [one.target_part.element for one in found]


def _holds_banner(paragraph: "_Element") -> bool:
    text = "".join(piece.text or "" for piece in own_pieces(paragraph))
    return any(value_named(name) == "banner" for name in PLACEHOLDER.findall(text))
