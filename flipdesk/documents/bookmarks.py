"""Hidden bookmarks that say which reflection, agenda item or outcome a passage shows.

Word keeps them through editing, so that a comment that comes back can find its place.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import count

from flipdesk.documents.questions import around
from flipdesk.domain.minutes_snapshot import Question

_MAIN_PART = "word/document.xml"
_SHOWN = re.compile(r'w:name="_fd_[rs]_([0-9A-Za-z]{32})"')
_NOT_A_LETTER = re.compile(r"[^0-9A-Za-z]")
REFLECTION, ITEM, OUTCOME = "r", "a", "o"
SUMMARY = "s"
"""A line that says again what a reflection or outcome says elsewhere; names must be unique."""
MINUTES = "m"
"""Which version the document is; Word may drop what the properties say of it."""


def bookmark_name(kind: str, key: str) -> str:
    """Return the name for a GUID; a leading underscore hides it, 40 characters are the most."""
    return f"_fd_{kind}_{_NOT_A_LETTER.sub('', key)[:32]}"


def reflections_in(document: bytes) -> frozenset[str]:
    """Return which reflections a Word file of ours shows, as GUIDs without hyphens."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(document)) as package:
        text = package.read(_MAIN_PART).decode("utf-8")
    return frozenset(_SHOWN.findall(text))


class Bookmarks:
    """Numbers the bookmarks of one document, and lays its questions about what they concern."""

    def __init__(self, questions: Sequence[Question] = (), above: int = 0) -> None:
        self._ids = count(above + 1)
        self._questions = {one.key: number for number, one in enumerate(questions)}

    def around(self, kind: str, key: str | None, runs: str) -> str:
        """Return the runs inside a bookmark, or as they are when there is no key."""
        if not key:
            return runs
        mark = f'w:id="{next(self._ids)}"'
        name = bookmark_name(kind, key)
        if kind != SUMMARY and key in self._questions:
            runs = around(self._questions[key], runs)
        return f'<w:bookmarkStart {mark} w:name="{name}"/>{runs}<w:bookmarkEnd {mark}/>'
