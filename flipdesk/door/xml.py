"""XML from outside: no document type, no entity and no address in it is ever followed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.errors import KnownError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT_TYPE = "<!DOCTYPE"


@dataclass(frozen=True, slots=True)
class Refusals:
    """The sentences to refuse a document with."""

    damaged: str
    document_type: str
    too_much: str


def parsed(data: bytes, most_marks: int, refusals: Refusals) -> "_Element":
    """Return the root of a document of so many elements and attributes at the most.

    Raises:
        KnownError: it is damaged or too large, or declares a document type.
    """
    from lxml import etree

    # Each of them takes a hundred bytes and more in memory, however short it is in the file.
    if data.count(b"<") // 2 + data.count(b"=") > most_marks:
        raise KnownError(refusals.too_much)
    if any(_DOCUMENT_TYPE.encode(each) in data for each in ("ascii", "utf-16-le", "utf-16-be")):
        raise KnownError(refusals.document_type)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise KnownError(refusals.damaged) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise KnownError(refusals.document_type)
    return root
