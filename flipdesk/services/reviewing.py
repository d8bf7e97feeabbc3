"""Deciding about what came back: accepted, edited or rejected; every text keeps what it said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.findings import ChangeKind
from flipdesk.domain.ids import (
    AgendaItemId,
    OutcomeId,
    ReflectionId,
    ReviewChangeId,
    ReviewCommentId,
    SessionId,
    new_guid,
)
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.returned import Place
from flipdesk.domain.review import (
    ReviewChange,
    ReviewComment,
    ReviewState,
    SameChange,
    TextVersion,
    contradicting,
    merged,
)
from flipdesk.domain.word_diff import with_change
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.text_versions import Subject, TextVersions, text_of

_NOTHING_TO_WRITE = frozenset({ChangeKind.MOVED, ChangeKind.JOINED, ChangeKind.WITHDRAWN})
"""What changes no words by itself; accepting it says that it has been seen to."""


@dataclass(frozen=True, slots=True)
class ChangeToDecide:
    """A change as it is shown: who made it, what it contradicts, what accepting it would write.

    `outcome` is the text that the subject would have, None when it must be edited by hand.
    """

    same: SameChange
    contradicts: tuple[SameChange, ...]
    outcome: str | None


class Reviewing:
    """Comments and changes of the sessions of a knowledge base."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock
        self._texts = TextVersions(base, clock)

    def comments(self, session_id: SessionId) -> tuple[ReviewComment, ...]:
        """Return the comments of every returned copy, in the order in which they came."""
        return self._base.review_comments.of_session(session_id)

    def changes(self, session_id: SessionId) -> tuple[ChangeToDecide, ...]:
        """Return the changes of every returned copy, the same change of several people once."""
        every = merged(self._base.review_changes.of_session(session_id))
        undecided = [one for one in every if one.first.is_open]
        return tuple(
            ChangeToDecide(
                one,
                contradicting(one, undecided) if one.first.is_open else (),
                self._written(one.first) if one.first.is_open else None,
            )
            for one in every
        )

    def accept(self, change_id: ReviewChangeId) -> Step:
        """Let a change stand in the text, as far as it can be told where it belongs.

        Raises:
            KnownError: the text has been changed there since, or the change concerns nothing that
                was found; it can be edited or rejected.
        """
        change = self._open_change(change_id)
        label = _("accept change")
        with self._base.atomic():
            if change.kind in _NOTHING_TO_WRITE:
                return step(label, self._decide(change, ReviewState.ACCEPTED))
            if change.kind is ChangeKind.ADDED:
                return step(label, self._add_reflection(change))
            text = self._written(change)
            if text is None:
                raise KnownError(_why_not(change))
            changes = self._write(change, text)
            return step(label, changes + self._decide(change, ReviewState.ACCEPTED))

    def edit(self, change_id: ReviewChangeId, text: str) -> Step:
        """Write a text of one's own instead of what a change proposes.

        Raises:
            KnownError: the change concerns nothing that was found, or an agenda item would be left
                without a title.
        """
        change = self._open_change(change_id)
        with self._base.atomic():
            changes = self._write(change, text)
            return step(_("edit change"), changes + self._decide(change, ReviewState.EDITED))

    def reject(self, change_id: ReviewChangeId) -> Step:
        """Leave the text as it is."""
        change = self._open_change(change_id)
        with self._base.atomic():
            return step(_("reject change"), self._decide(change, ReviewState.REJECTED))

    def settle(self, comment_id: ReviewCommentId, state: ReviewState) -> Step:
        """Say what became of a comment: accepted, rejected, or open again."""
        comment = self._base.review_comments.get(comment_id)
        if comment is None:
            raise BugError(f"no comment {comment_id}")
        decided = None if state is ReviewState.OPEN else self._clock.now()
        with self._base.atomic():
            fields = replace(comment, state=state, decided=decided)
            return step(_("answer comment"), self._base.review_comments.save(fields))

    def place(self, thing_id: ReviewCommentId | ReviewChangeId, subject_id: str | None) -> Step:
        """Say by hand what a comment or change concerns; None takes that back.

        The answers to a comment, and the same change in other copies, go with it. `subject_id` is
        the GUID of a reflection, outcome or agenda item of the session.

        Raises:
            KnownError: the change has been decided already.
        """
        from flipdesk.services.placing import placed

        with self._base.atomic():
            return step(_("place comment"), placed(self._base, thing_id, subject_id))

    def versions(self, subject_id: str) -> tuple[TextVersion, ...]:
        """Return what a reflection, outcome or agenda item said earlier, the oldest first."""
        return self._texts.of(subject_id)

    def _open_change(self, change_id: ReviewChangeId) -> ReviewChange:
        change = self._base.review_changes.get(change_id)
        if change is None:
            raise BugError(f"no change {change_id}")
        if not change.is_open:
            raise KnownError(_("This change has been decided already; undo takes it back."))
        return change

    def _siblings(self, change: ReviewChange) -> Iterable[ReviewChange]:
        every = self._base.review_changes.of_session(change.session_id)
        return next(one.changes for one in merged(every) if change in one.changes)

    def _decide(self, change: ReviewChange, state: ReviewState, **fields: str) -> Changes:
        """Set the state of a change and of the same change in other copies."""
        now = self._clock.now()
        changes = Changes()
        for one in self._siblings(change):
            decided = replace(one, state=state, decided=now, **fields)  # type: ignore[arg-type]
            changes += self._base.review_changes.save(decided)
        return changes

    def _subject(self, change: ReviewChange) -> Subject | None:
        if change.reflection_id:
            found = self._base.reflections.get(change.reflection_id)
            while found is not None and found.merged_into is not None:
                found = self._base.reflections.get(found.merged_into)
            return found
        if change.outcome_id:
            return self._base.outcomes.get(change.outcome_id)
        if change.agenda_item_id:
            return self._base.agenda.get(change.agenda_item_id)
        return None

    def _written(self, change: ReviewChange) -> str | None:
        """Return the text that accepting a change would give, None when that cannot be told."""
        subject = self._subject(change)
        if subject is None or not change.is_own or change.kind in _NOTHING_TO_WRITE:
            return None
        accepted = [
            one.hunk
            for one in self._base.review_changes.of_session(change.session_id)
            if one.state is ReviewState.ACCEPTED
            and one.concerns == change.concerns
            and one.sent_text == change.sent_text
            and one.kind not in _NOTHING_TO_WRITE
        ]
        text = with_change(change.sent_text, accepted, change.hunk, text_of(subject))
        if text is not None and isinstance(subject, AgendaItem) and not text.strip():
            return None
        return text

    def _write(self, change: ReviewChange, text: str) -> Changes:
        """Give a subject another text and keep the one it had."""
        subject = self._subject(change)
        if subject is None:
            raise KnownError(_why_not(change))
        if text_of(subject) == text:
            return Changes()
        if isinstance(subject, AgendaItem) and not text.strip():
            raise KnownError(_("An agenda item needs a title. Write one, or reject the change."))
        return self._texts.rewrite(subject, text, change.id)

    def _add_reflection(self, change: ReviewChange) -> Changes:
        """Make a reflection of a paragraph that somebody added, under the item it stands in."""
        reflection = Reflection(
            id=ReflectionId(new_guid()),
            session_id=change.session_id,
            position=self._base.reflections.next_position(change.session_id),
            text=change.new_text.strip(),
            agenda_item_id=self._item_near(change),
        )
        changes = self._base.reflections.add(reflection)
        decided = self._decide(change, ReviewState.ACCEPTED, reflection_id=reflection.id)
        return changes + decided

    def _item_near(self, change: ReviewChange) -> AgendaItemId | None:
        subject = self._subject(change)
        if subject is not None:
            return subject.id if isinstance(subject, AgendaItem) else subject.agenda_item_id
        place, _colon, key = change.near_before.partition(":")
        if place == Place.AGENDA_ITEM:
            item = self._base.agenda.get(key)
            return None if item is None else item.id
        if place == Place.REFLECTION:
            beside = self._base.reflections.get(ReflectionId(key))
            return None if beside is None else beside.agenda_item_id
        outcome = self._base.outcomes.get(OutcomeId(key)) if place == Place.OUTCOME else None
        return None if outcome is None else outcome.agenda_item_id


def _why_not(change: ReviewChange) -> str:
    if change.concerns is None:
        return _("This change could not be placed. Write it where it belongs, and reject it here.")
    if not change.is_own:
        return _(
            "This change is about who said it or when, which stands elsewhere. Change it there, and"
            " reject it here."
        )
    return _("The text has been changed just there since. Edit it by hand, or reject the change.")
