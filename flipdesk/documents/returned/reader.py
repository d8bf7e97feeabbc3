"""A Word file that came back: bytes in, frozen values out, nothing else read or written."""

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flipdesk.documents.returned.comments import CommentParts, read_comments
from flipdesk.documents.returned.door import Package, open_package
from flipdesk.documents.returned.names import child, value
from flipdesk.documents.returned.pieces import Pieces
from flipdesk.documents.returned.strangers import strangers
from flipdesk.documents.returned.stream import Stream
from flipdesk.domain.returned import Returned
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
    pieces = Pieces()
    pieces.read(Stream().items(body))
    parts = _Relations.of(package, main)
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
    )


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
    targets: dict[str, str]

    @classmethod
    def of(cls, package: Package, part: str) -> "_Relations":
        folder, name = posixpath.split(part)
        root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        targets: dict[str, str] = {}
        for one in () if root is None else root:
            if isinstance(one.tag, str) and value(one, "TargetMode") != "External":
                kind = value(one, "Type").rpartition("/")[2]
                targets.setdefault(kind, value(one, "Target"))
        return cls(folder, targets)

    def target(self, kind: str) -> str | None:
        """Return the name of the part in a role, None when nothing has it."""
        found = self.targets.get(kind)
        if not found:
            return None
        return posixpath.normpath(posixpath.join("/", self.folder, found)).lstrip("/")
