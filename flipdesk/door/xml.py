"""XML from outside: no document type, no entity and no address in it is ever followed."""

from typing import TYPE_CHECKING

from flipdesk.errors import KnownError

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCUMENT_TYPE = "<!DOCTYPE"


def parsed(data: bytes, damaged: str, document_type: str) -> "_Element":
    """Return the root of a document; the two sentences are what to refuse it with.

    Raises:
        KnownError: it is damaged, or declares a document type.
    """
    from lxml import etree

    if any(_DOCUMENT_TYPE.encode(each) in data for each in ("ascii", "utf-16-le", "utf-16-be")):
        raise KnownError(document_type)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise KnownError(damaged) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise KnownError(document_type)
    return root
