"""A template looked at before it is used: refused when it is unsafe, else told what it holds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.documents.returned.door import Package, open_package
from flipdesk.documents.template.hostile import refuse_hostile
from flipdesk.documents.template.places import (
    EVERYTHING,
    IN_ORDER,
    PLACEHOLDER,
    part_named,
    value_named,
)
from flipdesk.documents.template.whole import refuse_damaged
from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_WORD_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_TRACKED = ("ins", "del", "moveFrom", "moveTo")


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a template holds. Parts are named as in `places`, in their natural order."""

    placed: tuple[str, ...]
    unplaced: tuple[str, ...]
    unknown: tuple[str, ...]
    numbers_pages: bool
    has_comments: bool
    has_tracked_changes: bool
    outside: tuple[str, ...]
    """Relationship parts that point outside the file."""


def inspect(data: bytes) -> TemplateReport:
    """Return what a template holds.

    Raises:
        KnownError: it is no Word document, is damaged or locked, holds macros or something else
            that acts, declares a document type, or would unpack to more than a document can be.
    """
    package = open_package(data)
    _refuse_other_files(package)
    body = package.tree(_DOCUMENT)
    if body is None or body.find(f"{_W}body") is None:
        raise KnownError(_no_document())
    refuse_damaged(package)
    refuse_hostile(package)
    edges = [tree for name in _edges(package) if (tree := package.tree(name)) is not None]
    placed, unknown = _places(body, edges)
    if EVERYTHING in placed:
        placed = set(IN_ORDER)
    return TemplateReport(
        tuple(part for part in IN_ORDER if part in placed),
        tuple(part for part in IN_ORDER if part not in placed),
        tuple(sorted(unknown)),
        any(_numbers_pages(edge) for edge in edges),
        "word/comments.xml" in package.names,
        any(next(body.iter(f"{_W}{tag}"), None) is not None for tag in _TRACKED),
        _outside(package),
    )


def is_dotx(data: bytes) -> bool:
    """Return whether a template that may be used is a .dotx rather than a .docx."""
    types = open_package(data).tree(_TYPES)
    kinds = () if types is None else tuple(str(one.get("ContentType", "")) for one in types)
    return _WORD_TYPES[1] in kinds


def _refuse_other_files(package: Package) -> None:
    types = package.tree(_TYPES)
    found = [] if types is None else [str(entry.get("ContentType", "")) for entry in types]
    if any("macroenabled" in kind.casefold() for kind in found):
        raise KnownError(
            _("This template may hold macros. Open it in Word and save it as .docx without macros.")
        )
    if not any(kind in _WORD_TYPES for kind in found):
        raise KnownError(_no_document())


def _no_document() -> str:
    return _("This is not a Word document. Choose a template that is saved as .docx.")


def _edges(package: Package) -> list[str]:
    """Return the names of the headers and footers."""
    return sorted(
        name
        for name in package.names
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    )


def _places(body: "_Element", edges: "list[_Element]") -> tuple[set[str], set[str]]:
    placed, unknown = set(), set()
    for control in body.iter(f"{_W}sdt"):
        for mark in control.findall(f"{_W}sdtPr/*"):
            if mark.tag in {f"{_W}tag", f"{_W}alias"}:
                part = part_named(str(mark.get(f"{_W}val", "")))
                placed |= {part} if part else set()
    for root in (body, *edges):
        for paragraph in root.iter(f"{_W}p"):
            # Word splits a placeholder over runs as it likes, so the runs are read as one.
            text = "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t"))
            whole = PLACEHOLDER.fullmatch(text.strip())
            if root is body and whole and (part := part_named(whole[1])):
                placed.add(part)
            elif "{{" in text:
                names = PLACEHOLDER.findall(text)
                unknown |= {name for name in names if value_named(name) is None}
    return placed, unknown


def _numbers_pages(edge: "_Element") -> bool:
    written = [str(field.get(f"{_W}instr", "")) for field in edge.iter(f"{_W}fldSimple")]
    written += [code.text or "" for code in edge.iter(f"{_W}instrText")]
    return any("PAGE" in text.upper().split() for text in written)


def _outside(package: Package) -> tuple[str, ...]:
    found = []
    for name in sorted(name for name in package.names if name.endswith(".rels")):
        links = package.tree(name)
        if links is not None and any(link.get("TargetMode") == "External" for link in links):
            found.append(name)
    return tuple(found)
