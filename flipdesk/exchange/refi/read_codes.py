"""Codes from XML, in a project or as a codebook of its own."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flipdesk.domain.research_project import ProjectCode
from flipdesk.errors import KnownError
from flipdesk.exchange.refi.door import parsed
from flipdesk.exchange.refi.elements import child, children, described, identity, local, references
from flipdesk.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}")
_DEEPEST = 40


def read_codebook(data: bytes) -> tuple[ProjectCode, ...]:
    """Return the codes of a .qdc file, parents first.

    Raises:
        KnownError: it is no codebook, or is damaged.
    """
    root = parsed(data)
    codes = child(root, "Codes") if local(root) == "CodeBook" else None
    if codes is None:
        raise KnownError(_("This is no REFI-QDA codebook. Choose a .qdc file."))
    return tuple(read_codes(codes))


def read_codes(parent: "_Element") -> Iterator[ProjectCode]:
    """Yield the codes under an element and under each other; raises as `read_codebook` does."""
    return _below(parent, None, 0)


def _below(parent: "_Element", parent_id: str | None, depth: int) -> Iterator[ProjectCode]:
    if depth > _DEEPEST:
        raise KnownError(_("The codes in this file lie too deep in each other to be read."))
    for one in children(parent, "Code"):
        code_id, colour = identity(one), one.get("color", "")
        yield ProjectCode(
            code_id,
            one.get("name", ""),
            one.get("isCodable", "true") not in ("false", "0"),
            parent_id,
            colour if _COLOUR.fullmatch(colour) else "",
            described(one),
            references(one, "NoteRef"),
        )
        yield from _below(one, code_id, depth + 1)
