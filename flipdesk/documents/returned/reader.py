"""A Word file that came back: bytes in, frozen values out, nothing else read or written."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.documents.returned.comments import CommentParts, read_comments
from flipdesk.documents.returned.door import Package, open_package
from flipdesk.documents.returned.names import child, local, value
from flipdesk.documents.returned.pieces import Pieces
from flipdesk.documents.returned.strangers import strangers
from flipdesk.documents.returned.stream import Stream
from flipdesk.domain.returned import Piece, Returned
from flipdesk.errors import KnownError
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_SAVED_BY = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
)


def read_returned(data: bytes) -> Returned:
    """Return what a .docx says; safe on any thread.

    Raises:
        KnownError: it is no Word file, is damaged, or is one that must not be read.
    """
    package = open_package(data)
    main = _Relations.of(package, "").target("officeDocument")
    root = package.tree(main) if main else None
    body = None if root is None else child(root, "body")
    if main is None or body is None:
        raise KnownError(_("This is not a Word document. Choose the .docx file that came back."))
    left_out = strangers(package, body)
    parts = _Relations.of(package, main)
    pieces = Pieces()
    pieces.read(Stream(_notes(package, parts)).items(body))
    comments = CommentParts(
        *(
            _tree(package, parts.target(kind))
            for kind in ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
        )
    )
    return Returned(
        pieces=tuple(pieces.found),
        comments=read_comments(comments, pieces.anchors),
        minutes=pieces.minutes,
        identifier=_property(package, _IDENTIFIER),
        saved_by=_property(package, _SAVED_BY),
        left_out=left_out,
        margins=_margins(package, parts),
    )


def _notes(package: Package, parts: "_Relations") -> "dict[str, _Element]":
    """Return the notes at the foot of pages and at the end, by kind and number."""
    found: dict[str, _Element] = {}
    for kind in ("footnote", "endnote"):
        root = _tree(package, parts.target(f"{kind}s"))
        for one in () if root is None else root:
            # Those with a type are the lines between text and notes.
            if local(one) == kind and not value(one, "type"):
                found[f"{kind}Reference {value(one, 'id')}"] = one
    return found


def _margins(package: Package, parts: "_Relations") -> tuple[Piece, ...]:
    """Return the pieces of headers and footers; each page kind repeats them."""
    found: dict[Piece, None] = {}
    for name in parts.every("header", "footer"):
        root = package.tree(name)
        pieces = Pieces()
        pieces.read(() if root is None else Stream().items(root))
        for piece in pieces.found:
            if piece.spans:
                found[Piece(piece.spans)] = None
    return tuple(found)


def _tree(package: Package, name: str | None) -> "_Element | None":
    return package.tree(name) if name else None


def _property(package: Package, name: str) -> str:
    properties = _tree(package, _Relations.of(package, "").target("core-properties"))
    found = None if properties is None else properties.findtext(name)
    return (found or "").strip()


@dataclass(frozen=True, slots=True)
class _Relations:
    """Which part plays which role for another."""

    folder: str
    targets: dict[str, list[str]]

    @classmethod
    def of(cls, package: Package, part: str) -> "_Relations":
        folder, name = posixpath.split(part)
        root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, list[str]] = {}
        for one in () if root is None else root:
            if isinstance(one.tag, str) and value(one, "TargetMode") != "External":
                kind = value(one, "Type").rpartition("/")[2]
                targets.setdefault(kind, []).append(value(one, "Target"))
        return cls(folder, targets)

    def target(self, kind: str) -> str | None:
        """Return the name of the part in a role, None when nothing has it."""
        return next(self.every(kind), None)

    def every(self, *kinds: str) -> Iterator[str]:
        """Yield the names of all parts in some roles."""
        for kind in kinds:
            for found in self.targets.get(kind, ()):
                if found:
                    path = posixpath.join("/", self.folder, found)
                    yield posixpath.normpath(path).lstrip("/")
