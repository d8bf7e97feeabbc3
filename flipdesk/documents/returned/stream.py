"""A document as one row of items in reading order: text, ids, comments and ends of paragraphs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from flipdesk.documents.returned.names import by, child, children, local, value
from flipdesk.domain.returned import By, Span

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a bookmark or a comment begins, ends, or is pointed at; `id` is the file's own."""

    what: str
    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a paragraph; a new one is no end in the text as it was."""

    style: str
    row: int | None
    inserted: By | None = None
    deleted: By | None = None


Item = Span | Mark | End


@dataclass(frozen=True, slots=True)
class _Box:
    """A text box or note that hangs on a paragraph, put in or struck out with what holds it."""

    content: "_Element"
    where: "_Where"


_Found = Item | _Box

_MARKS = {
    "bookmarkStart": "id_begins",
    "bookmarkEnd": "id_ends",
    "commentRangeStart": "comment_begins",
    "commentRangeEnd": "comment_ends",
    "commentReference": "comment",
}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\xad"}
_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SILENT = frozenset(
    "pPr rPr tblPr tblGrid tcPr trPr sdtPr sdtEndPr sectPr instrText delInstrText annotationRef"
    " Fallback".split()
)


@dataclass(frozen=True, slots=True)
class _Where:
    """What holds for everything inside an element."""

    inserted: By | None = None
    deleted: By | None = None
    is_move: bool = False
    row: int | None = None


@dataclass(slots=True)
class Stream:
    """Reads the items of a document's body. `notes` are those that it refers to."""

    notes: "Mapping[str, _Element]" = field(default_factory=dict)
    _fields: list[str | None] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _rows: "count[int]" = field(default_factory=count)

    def items(self, body: "_Element") -> Iterator[Item]:
        """Yield the items of a body in order; text boxes come after the paragraph they hang on."""
        for item in self._walk(body, _Where()):
            if not isinstance(item, _Box):
                yield item

    def _walk(self, element: "_Element", where: _Where) -> Iterator[_Found]:
        for one in element:
            name = local(one)
            if name in _SILENT or (name == "fldSimple" and _is_page(value(one, "instr"))):
                continue
            if name == "p":
                yield from self._paragraph(one, where)
            elif name == "tr":
                yield from self._walk(one, self._row(one, where))
            elif name == "r":
                yield from self._run(one, where)
            elif name in _MARKS:
                yield Mark(_MARKS[name], value(one, "id"), value(one, "name"))
            else:
                yield from self._walk(one, _inside(name, one, where))

    def _paragraph(self, element: "_Element", where: _Where) -> Iterator[_Found]:
        boxes: list[_Box] = []
        for item in self._walk(element, where):
            if isinstance(item, _Box):
                boxes.append(item)
            else:
                yield item
        properties = child(element, "pPr")
        style = "" if properties is None else value(child(properties, "pStyle"), "val")
        inserted, deleted = where.inserted, where.deleted
        for mark in () if properties is None else children(properties, "rPr"):
            for change in mark:
                if local(change) in {"ins", "moveTo"}:
                    inserted = by(change)
                elif local(change) in {"del", "moveFrom"}:
                    deleted = by(change)
        yield End(style, where.row, inserted, deleted)
        for box in boxes:
            yield from self._walk(box.content, box.where)

    def _run(self, element: "_Element", where: _Where) -> Iterator[_Found]:
        for one in element:
            name = local(one)
            if name in _MARKS:
                yield Mark(_MARKS[name], value(one, "id"))
            elif name in {"fldChar", "instrText"}:
                self._field(name, one)
            elif self._fields and self._fields[-1] is None:
                # A page number is worked out by whoever shows the page.
                continue
            elif name in {"footnoteReference", "endnoteReference"}:
                yield from self._note(f"{name} {value(one, 'id')}", where)
            elif name in {"t", "delText"}:
                yield _span(one.text or "", where)
            elif name in _SIGNS:
                yield _span(_SIGNS[name], where)
            elif name == "br":
                # A page break is no text.
                if value(one, "type") in {"", "textWrapping"}:
                    yield _span("\n", where)
            elif name == "sym":
                yield _span(_symbol(one), where)
            elif name in {"drawing", "pict", "AlternateContent"}:
                # A box stands twice in a file, for old programs and new; Fallback is silent.
                contents = [box for box in one.iter() if local(box) == "txbxContent"]
                drawn = [box for box in contents if not _is_fallback(box, one)]
                yield from (_Box(box, where) for box in drawn)

    def _note(self, key: str, where: _Where) -> Iterator[_Box]:
        # A note that refers to itself would never end.
        if key in self.notes and key not in self._seen:
            self._seen.add(key)
            yield _Box(self.notes[key], where)

    def _field(self, name: str, element: "_Element") -> None:
        """Follow the fields that one is inside of; None stands for the result of a page number."""
        kind = value(element, "fldCharType")
        if name == "instrText":
            if self._fields and self._fields[-1] is not None:
                self._fields[-1] += element.text or ""
        elif kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            if _is_page(self._fields[-1] or ""):
                self._fields[-1] = None
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _row(self, element: "_Element", where: _Where) -> _Where:
        inserted = child(element, "trPr", "ins")
        deleted = child(element, "trPr", "del")
        return _Where(
            where.inserted if inserted is None else by(inserted),
            where.deleted if deleted is None else by(deleted),
            where.is_move,
            next(self._rows),
        )


def _is_page(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() in _PAGES


def _is_fallback(box: "_Element", top: "_Element") -> bool:
    above = box.getparent()
    while above is not None and above is not top:
        if local(above) in {"Fallback", "txbxContent"}:
            return True
        above = above.getparent()
    return False


def _inside(name: str, element: "_Element", where: _Where) -> _Where:
    if name in {"ins", "moveTo"}:
        return _Where(by(element), where.deleted, where.is_move or name == "moveTo", where.row)
    if name in {"del", "moveFrom"}:
        return _Where(where.inserted, by(element), where.is_move or name == "moveFrom", where.row)
    return where


def _span(text: str, where: _Where) -> Span:
    return Span(text, where.inserted, where.deleted, where.is_move)


def _symbol(element: "_Element") -> str:
    try:
        return chr(int(value(element, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
