"""Every Word file that a test makes is checked against the Open XML schemas as it is made."""

import re
import tempfile
import zipfile
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from openxml_audit import OpenXmlValidator

_WHOLE_BYTES = 40_000
"""Larger ones are checked only when they hold something that no other has held."""
_TAG = re.compile(rb"<(/?[a-zA-Z0-9]+:[A-Za-z0-9]+)")


@cache
def _validator() -> "OpenXmlValidator":
    from openxml_audit import OpenXmlValidator

    return OpenXmlValidator()


def complaints(data: bytes, folder: Path | None = None) -> list[str]:
    """Return everything that the Open XML schemas and the rules beyond them find wrong."""
    from ooxml_integrity import check

    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "checked.docx"
        path.write_bytes(data)
        found = _validator().validate(path).errors
        return [str(one) for one in (*found, *check(path))]


class Shapes:
    """Remembers which elements followed each other in what was checked."""

    def __init__(self) -> None:
        self._seen: set[tuple[bytes, bytes]] = set()
        self._small: set[int] = set()

    def is_new(self, data: bytes, document: bytes) -> bool:
        """Return whether a package, or the shape of its document, has not been checked yet."""
        tags = _TAG.findall(document)
        pairs = set(pairwise(tags))
        is_strange = not pairs <= self._seen
        self._seen |= pairs
        is_small = len(document) < _WHOLE_BYTES and hash(data) not in self._small
        self._small.add(hash(data))
        return is_strange or is_small


class WithBody(Protocol):
    """Puts the fragments of a body into a package."""

    def __call__(self, package: bytes, fragments: str) -> bytes: ...


def checking(with_body: WithBody) -> WithBody:
    """Return what puts a body into a package, failing when the package is not valid."""
    shapes = Shapes()

    def checked(package: bytes, fragments: str) -> bytes:
        data = with_body(package, fragments)
        with zipfile.ZipFile(BytesIO(data)) as made:
            document = made.read("word/document.xml")
        if shapes.is_new(data, document):
            assert complaints(data) == []
        return data

    return checked
