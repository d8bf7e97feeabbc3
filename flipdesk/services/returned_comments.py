"""The comments of a document that came back, beside those of other copies of the same version."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flipdesk.domain.changes import Changes
from flipdesk.domain.findings import FoundComment, Spot
from flipdesk.domain.ids import ReviewCommentId, new_guid
from flipdesk.domain.review import ReturnedFile, ReviewComment, ReviewState
from flipdesk.knowledge.knowledge_base import KnowledgeBase

Where = Callable[[Spot], dict[str, Any]]
_Sameness = tuple[str, str, str]


class ReturnedComments:
    """Keeps each comment once, however many copies it stands in.

    A copy that somebody answered in brings what it answers along. Who, when to the second and what
    tell that it is the same; one without a moment is never taken for another.
    """

    def __init__(self, base: KnowledgeBase, file: ReturnedFile, where: Where) -> None:
        self._base = base
        self._file = file
        self._where = where
        self._kept = self._in_other_copies()
        self._ids: dict[str, ReviewCommentId] = {}
        self._place = base.review_comments.next_position(file.session_id)
        self.known = 0
        """How many stood in another copy already."""

    def add(self, comments: Sequence[FoundComment]) -> Changes:
        """Keep comments that are new, answers after what they answer."""
        names = {one.comment.id for one in comments}
        waiting, changes = list(comments), Changes()
        while waiting:
            # A row can only point at one that is there; threads that go round are cut.
            ready = [one for one in waiting if one.comment.parent not in names
                     or one.comment.parent in self._ids]  # fmt: skip
            for one in ready or waiting[:1]:
                changes += self._take(one)
                waiting.remove(one)
        return changes

    def _take(self, found: FoundComment) -> Changes:
        comment = found.comment
        same = self._kept.get((comment.by.author, comment.by.date, comment.text), [])
        if same:
            known = same.pop(0)
            self.known += 1
            self._ids[comment.id] = known.id
            if comment.is_done and not known.is_done:
                return self._base.review_comments.save(replace(known, is_done=True))
            return Changes()
        parent_id = self._ids.get(comment.parent or "")
        added = ReviewComment(
            id=ReviewCommentId(new_guid()),
            file_id=self._file.id,
            session_id=self._file.session_id,
            position=self._place,
            said_by=comment.by.author,
            said_on=comment.by.date,
            text=comment.text,
            quote=comment.quote,
            parent_id=parent_id,
            is_done=comment.is_done,
            **self._where(found.spot),
        )
        self._place += 1
        self._ids[comment.id] = added.id
        return self._base.review_comments.add(added) + self._reopened(parent_id)

    def _reopened(self, parent_id: ReviewCommentId | None) -> Changes:
        """Open a thread again that was settled before this answer came."""
        first = None if parent_id is None else self._base.review_comments.get(parent_id)
        while first is not None and first.parent_id is not None:
            first = self._base.review_comments.get(first.parent_id)
        if first is None or first.is_open:
            return Changes()
        again = replace(first, state=ReviewState.OPEN, decided=None)
        return self._base.review_comments.save(again)

    def _in_other_copies(self) -> dict[_Sameness, list[ReviewComment]]:
        session_id = self._file.session_id
        copies = {
            one.id
            for one in self._base.returned_files.of_session(session_id)
            if one.minutes_id == self._file.minutes_id and one.id != self._file.id
        }
        found: dict[_Sameness, list[ReviewComment]] = {}
        for one in self._base.review_comments.of_session(session_id):
            if one.file_id in copies and one.said_on:
                found.setdefault((one.said_by, one.said_on, one.text), []).append(one)
        return found
