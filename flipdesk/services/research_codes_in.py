"""The codes of a project from outside, as axis and code here: known ones met, others added."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flipdesk.domain.changes import Changes
from flipdesk.domain.codebook import TAGS_AXIS, Axis, Code, Codebook
from flipdesk.domain.research_project import ProjectCode
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.research_codes import coded_id

OUTSIDE_AXIS = "outside"
"""Codes of other programs that no codebook here has."""
_LONGEST_NAME = 16


@dataclass(frozen=True, slots=True)
class CodePlace:
    """Where a code stands in a codebook."""

    axis: str
    code: str


class CodesIn:
    """Meets codes by their GUIDs, then by their names, which is all that some programs keep."""

    def __init__(self, base: KnowledgeBase, codes: Sequence[ProjectCode]) -> None:
        self._base = base
        self._codes = {one.id: one for one in codes}
        self._fresh: dict[str, dict[str, Code]] = {}
        self.changes = Changes()

    def place(self, book: Codebook, code_id: str) -> CodePlace | None:
        """Return where a code stands in a codebook, None when the project has no such code.

        What is met nowhere is kept in mind for `store`.
        """
        code = self._codes.get(code_id)
        if code is None:
            return None
        return self._met(book, code) or self._added(book, code)

    def knows(self, book: Codebook, code_id: str) -> bool:
        """Return whether a codebook has a code already."""
        code = self._codes.get(code_id)
        return code is not None and self._met(book, code) is not None

    def store(self, books: Iterable[Codebook]) -> Changes:
        """Add to codebooks what was kept in mind for them."""
        changes = Changes()
        for book in books:
            fresh = self._fresh.get(book.id, {})
            if fresh:
                known = book.axis(OUTSIDE_AXIS).codes
                axis = Axis(OUTSIDE_AXIS, _("From other programs"), (*known, *fresh.values()))
                others = tuple(one for one in book.axes if one.key != OUTSIDE_AXIS)
                changes += self._base.codebooks.ensure([replace(book, axes=(*others, axis))])
        return changes

    @staticmethod
    def _met(book: Codebook, code: ProjectCode) -> CodePlace | None:
        for axis, one in book:
            if coded_id(book, axis.key, one.slug) == code.id:
                return CodePlace(axis.key, one.slug)
        sought = code.name.strip().casefold()
        for axis, one in book:
            if sought in (one.name.casefold(), one.title.casefold()):
                return CodePlace(axis.key, one.slug)
        if coded_id(book, TAGS_AXIS, code.name) == code.id:
            return CodePlace(TAGS_AXIS, code.name)
        return None

    def _added(self, book: Codebook, code: ProjectCode) -> CodePlace:
        name = code.name.strip() or code.id[:8]
        slug = re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or code.id[:8]
        short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        fresh = Code(slug, short, name, description=code.description)
        self._fresh.setdefault(book.id, {}).setdefault(slug, fresh)
        return CodePlace(OUTSIDE_AXIS, slug)
