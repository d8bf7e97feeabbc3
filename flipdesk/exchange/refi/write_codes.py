"""Codes as XML, in a project and as a codebook of its own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flipdesk.domain.research_project import ProjectCode
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.terms import CODEBOOK, PROJECT, plain
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element


def add_codes(parent: "_Element", codes: Sequence[ProjectCode], namespace: str) -> None:
    """Add codes under an element, each under its parent, in their order."""
    from lxml import etree

    elements: dict[str, _Element] = {}
    for one in codes:
        above = parent if one.parent_id is None else elements[one.parent_id]
        code = etree.SubElement(above, f"{{{namespace}}}Code")
        code.set("guid", one.id)
        code.set("name", plain(one.name))
        code.set("isCodable", "true" if one.is_codable else "false")
        if one.colour:
            code.set("color", one.colour)
        if one.description:
            etree.SubElement(code, f"{{{namespace}}}Description").text = plain(one.description)
        # The schema of a codebook has no place for them.
        for memo in one.memo_ids if namespace == PROJECT else ():
            etree.SubElement(code, f"{{{namespace}}}NoteRef").set("targetGUID", memo)
        elements[one.id] = code


def write_codebook(codes: Sequence[ProjectCode], origin: str) -> bytes:
    """Return a .qdc file, in UTF-8 without a byte order mark.

    Raises:
        KnownError: there is no code.
    """
    from lxml import etree

    if not codes:
        raise KnownError(_("There is no code to write. Choose other sessions."))
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", plain(origin))
    add_codes(etree.SubElement(root, f"{{{CODEBOOK}}}Codes"), codes, CODEBOOK)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
