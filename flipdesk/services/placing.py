"""Saying by hand what a comment or change concerns that could not be placed."""

from dataclasses import replace
from typing import Any

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import (
    AgendaItemId,
    OutcomeId,
    ReflectionId,
    ReviewChangeId,
    ReviewCommentId,
    SessionId,
)
from flipdesk.domain.review import merged
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase

_NOWHERE: dict[str, Any] = {"reflection_id": None, "outcome_id": None, "agenda_item_id": None}


def placed(base: KnowledgeBase, thing_id: str, subject_id: str | None) -> Changes:
    """Let a comment or change concern a subject, or nothing.

    Raises:
        KnownError: the change has been decided already.
    """
    comment = base.review_comments.get(ReviewCommentId(thing_id))
    change = base.review_changes.get(ReviewChangeId(thing_id))
    changes = Changes()
    if comment is not None:
        where = _where(base, comment.session_id, subject_id)
        thread = {comment.id}
        for one in base.review_comments.of_session(comment.session_id):
            if one.id in thread or one.parent_id in thread:
                thread.add(one.id)
                changes += base.review_comments.save(replace(one, **where))
        return changes
    if change is None:
        raise BugError(f"no comment or change {thing_id}")
    if not change.is_open:
        raise KnownError(_("This change has been decided already; undo takes it back."))
    where = _where(base, change.session_id, subject_id)
    every = merged(base.review_changes.of_session(change.session_id))
    for each in next(one.changes for one in every if change in one.changes):
        # Whoever places it by hand says that it is about these very words.
        changes += base.review_changes.save(replace(each, **where, is_own=subject_id is not None))
    return changes


def _where(base: KnowledgeBase, session_id: SessionId, subject_id: str | None) -> dict[str, Any]:
    if subject_id is None:
        return _NOWHERE
    for column, part in (
        ("reflection_id", base.reflections.get(ReflectionId(subject_id))),
        ("outcome_id", base.outcomes.get(OutcomeId(subject_id))),
        ("agenda_item_id", base.agenda.get(AgendaItemId(subject_id))),
    ):
        if part is not None and part.session_id == session_id:
            return _NOWHERE | {column: subject_id}
    raise BugError(f"nothing in the session is {subject_id}")
