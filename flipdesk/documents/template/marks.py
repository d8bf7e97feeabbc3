"""Marks in the body of a template where parts will stand, and the width there is at each."""

from typing import TYPE_CHECKING

from flipdesk.documents.template.places import IN_ORDER, PLACEHOLDER, part_named
from flipdesk.documents.template.values import own_pieces

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = (f"{_W}body", f"{_W}tc", f"{_W}txbxContent", f"{_W}sdtContent")
_INSTRUCTION = "flipdesk-part"
_CELL_MARGINS = 216
_LEAST = 1_000
_FULL = 9_412


def mark_places(body: "_Element") -> dict[str, int]:
    """Put a mark at the place of each part; return the width there by the part's name.

    Only the first place of a part is its place; later ones are emptied. Parts without a place get
    one at the end.
    """
    from lxml import etree

    etree.strip_tags(body, etree.Comment, etree.ProcessingInstruction)
    widths: dict[str, int] = {}
    for element in list(body.iter(f"{_W}sdt", f"{_W}p")):
        if body not in element.iterancestors():
            continue
        name = _part_of(element)
        if name is not None:
            mark = None if name in widths else _mark(name)
            if _replace(element, mark) and mark is not None:
                widths[name] = _width_at(mark, body)
    if "minutes" not in widths:
        last = body.find(f"{_W}sectPr")
        for name in IN_ORDER:
            if name not in widths:
                mark = _mark(name)
                body.append(mark) if last is None else last.addprevious(mark)
                widths[name] = _width_at(mark, body)
    return widths


def mark_text(name: str) -> bytes:
    """Return the mark as it stands in the saved document."""
    return f"<?{_INSTRUCTION} {name}?>".encode()


def _mark(name: str) -> "_Element":
    from lxml import etree

    return etree.ProcessingInstruction(_INSTRUCTION, name)


def _part_of(element: "_Element") -> str | None:
    if element.tag == f"{_W}sdt":
        marks = element.findall(f"{_W}sdtPr/{_W}tag") + element.findall(f"{_W}sdtPr/{_W}alias")
        named = (part_named(str(mark.get(f"{_W}val", ""))) for mark in marks)
        return next((name for name in named if name), None)
    text = "".join(piece.text or "" for piece in own_pieces(element))
    whole = PLACEHOLDER.fullmatch(text.strip())
    return part_named(whole[1]) if whole else None


def _replace(element: "_Element", mark: "_Element | None") -> bool:
    """Put the mark in an element's stead; return whether there was room for it."""
    cell = next(element.iter(f"{_W}tc"), None)
    content = element.find(f"{_W}sdtContent")
    if content is not None and cell is not None and content.find(f"{_W}tbl") is None:
        for inside in [one for one in cell if one.tag != f"{_W}tcPr"]:
            cell.remove(inside)
        if mark is not None:
            cell.append(mark)
        _close(cell)
        return True
    block: _Element | None = element
    while block is not None and not _is_block(block):
        block = block.getparent()
    parent = None if block is None else block.getparent()
    if block is None or parent is None:
        return False
    if mark is not None:
        block.addprevious(mark)
    if block.find(f"{_W}pPr/{_W}sectPr") is not None:
        for inside in [one for one in block if one.tag != f"{_W}pPr"]:
            block.remove(inside)
    elif block is element or not _other_text(block, element):
        parent.remove(block)
        _close(parent)
    else:
        holder = element.getparent()
        if holder is not None:
            holder.remove(element)
    return True


def _is_block(element: "_Element") -> bool:
    """Return whether an element is a paragraph, or a content control about whole paragraphs."""
    parent = element.getparent()
    if element.tag not in {f"{_W}p", f"{_W}sdt"} or parent is None or parent.tag not in _BLOCKS:
        return False
    return next(parent.iterancestors(f"{_W}p", f"{_W}txbxContent"), parent).tag != f"{_W}p"


def _other_text(block: "_Element", element: "_Element") -> bool:
    mine = set(element.iter(f"{_W}t"))
    return any((one.text or "").strip() for one in block.iter(f"{_W}t") if one not in mine)


def _close(parent: "_Element") -> None:
    """Word wants a paragraph last in a cell, a text box or a content control."""
    from docx.oxml.parser import OxmlElement

    if parent.tag != f"{_W}body" and (not len(parent) or parent[-1].tag != f"{_W}p"):
        parent.append(OxmlElement("w:p"))


def _width_at(mark: "_Element", body: "_Element") -> int:
    """Return the width of the text at a mark, in twentieths of a point."""
    cell = next(mark.iterancestors(f"{_W}tc"), None)
    if cell is not None:
        width = cell.find(f"{_W}tcPr/{_W}tcW")
        if width is not None and width.get(f"{_W}type") == "dxa":
            return max(_number(width, "w", _FULL) - _CELL_MARGINS, _LEAST)
    top = next((one for one in (mark, *mark.iterancestors()) if one.getparent() is body), mark)
    following = (top, *top.itersiblings())
    section = next(
        (
            found
            for one in following
            for found in (one, one.find(f"{_W}pPr/{_W}sectPr"))
            if found is not None and found.tag == f"{_W}sectPr"
        ),
        None,
    )
    width_here = _FULL if section is None else _section_width(section)
    if cell is not None:
        row = cell.getparent()
        cells = 1 if row is None else len(row.findall(f"{_W}tc"))
        return max(width_here // max(cells, 1) - _CELL_MARGINS, _LEAST)
    return max(width_here, _LEAST)


def _section_width(section: "_Element") -> int:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    if size is None:
        return _FULL
    width = _number(size, "w", 11_906)
    if margins is not None:
        width -= sum(_number(margins, side, 0) for side in ("left", "right", "gutter"))
    columns = section.find(f"{_W}cols")
    if columns is not None:
        count = max(_number(columns, "num", 1), 1)
        width = (width - (count - 1) * _number(columns, "space", 720)) // count
    return width


def _number(element: "_Element", name: str, otherwise: int) -> int:
    try:
        return int(float(str(element.get(f"{_W}{name}", otherwise))))
    except ValueError:
        return otherwise
