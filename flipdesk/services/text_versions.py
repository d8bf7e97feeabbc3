"""What texts said before they were changed: every change of a text goes through here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import ReviewChangeId, SessionId, TextVersionId, new_guid
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.review import TextVersion
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services import code_following

Subject = Reflection | Outcome | AgendaItem


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody wrote in the room; `initials` say who had said it, "" for nobody."""

    text: str
    initials: str = ""


class TextVersions:
    """Earlier texts of reflections, outcomes and agenda items; the first of them is the original.

    Everything returns `Changes`, to be part of the step that changed the text.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def of(self, subject_id: str) -> tuple[TextVersion, ...]:
        """Return what a reflection, outcome or agenda item said earlier, the oldest first."""
        return self._base.text_versions.of(subject_id)

    def originals(self, note: Reflection | Outcome) -> tuple[Wording, ...]:
        """Return what was written in the room: one wording, or those of all that was merged."""
        parts = self._base.reflections.parts_of(note.id) if isinstance(note, Reflection) else ()
        if parts:
            return tuple(one for part in parts for one in self.originals(part))
        versions = self.of(note.id)
        speaker_id = note.speaker_id if isinstance(note, Reflection) else note.owner_id
        speaker = None if speaker_id is None else self._base.participants.get(speaker_id)
        text = versions[0].text if versions else note.text
        return (Wording(text, speaker.initials if speaker else ""),)

    def save(self, subject: Subject, review_change_id: ReviewChangeId | None = None) -> Changes:
        """Store a subject, and the text it had when it has another one now."""
        changes = Changes()
        stored = self._stored(subject)
        if stored is not None and text_of(stored) != text_of(subject):
            changes += self._keep(stored, text_of(stored), review_change_id)
            if not isinstance(subject, AgendaItem):
                before = text_of(stored)
                changes += code_following.follow(self._base, subject, before, subject.text)
        if isinstance(subject, Reflection):
            return changes + self._base.reflections.save(subject)
        if isinstance(subject, Outcome):
            return changes + self._base.outcomes.save(subject)
        return changes + self._base.agenda.save(subject)

    def rewrite(
        self, subject: Subject, text: str, review_change_id: ReviewChangeId | None = None
    ) -> Changes:
        """Give a subject another text and keep the one it had."""
        return self.save(with_text(subject, text), review_change_id)

    def keep(self, subject: Subject, texts: Iterable[str]) -> Changes:
        """Let a subject have said these things earlier, in this order, after all that it has."""
        return sum((self._keep(subject, text, None) for text in texts), start=Changes())

    def hand_over(self, before: Reflection | Outcome, after: Reflection | Outcome) -> Changes:
        """Let a note that takes the place of another have what that one said, comments and codes.

        What was merged into it becomes something that was said earlier: an outcome has no parts.
        """
        fields = _concerning(after)
        changes = Changes()
        if isinstance(before, Reflection) and isinstance(after, Outcome):
            merged = [
                one
                for part in self._base.reflections.parts_of(before.id)
                for one in self._all_of(part)
            ]
            changes += self.keep(before, merged)
        for version in self.of(before.id):
            changes += self._base.text_versions.save(replace(version, **fields))
        if before.text != after.text:
            changes += self.keep(after, [before.text])
        changes += code_following.hand_over(self._base, before, after)
        session_id = before.session_id
        for comment in self._base.review_comments.of_session(session_id):
            if comment.concerns == before.id:
                changes += self._base.review_comments.save(replace(comment, **fields))
        for change in self._base.review_changes.of_session(session_id):
            if change.concerns == before.id:
                changes += self._base.review_changes.save(replace(change, **fields))
        return changes

    def _all_of(self, note: Reflection) -> tuple[str, ...]:
        """Return everything that a note and what was merged into it ever said."""
        parts = self._base.reflections.parts_of(note.id)
        said = [text for part in parts for text in self._all_of(part)]
        return (*said, *(one.text for one in self.of(note.id)), note.text)

    def _stored(self, subject: Subject) -> Subject | None:
        if isinstance(subject, Reflection):
            return self._base.reflections.get(subject.id)
        if isinstance(subject, Outcome):
            return self._base.outcomes.get(subject.id)
        return self._base.agenda.get(subject.id)

    def _keep(
        self, subject: Subject, text: str, review_change_id: ReviewChangeId | None
    ) -> Changes:
        session_id: SessionId = subject.session_id
        version = TextVersion(
            id=TextVersionId(new_guid()),
            session_id=session_id,
            position=self._base.text_versions.next_position(session_id),
            text=text,
            replaced=self._clock.now(),
            review_change_id=review_change_id,
            **_concerning(subject),
        )
        return self._base.text_versions.add(version)


def text_of(subject: Subject) -> str:
    """Return the words of a subject that minutes show."""
    return subject.title if isinstance(subject, AgendaItem) else subject.text


def with_text(subject: Subject, text: str) -> Subject:
    """Return the subject with other words."""
    if isinstance(subject, AgendaItem):
        return replace(subject, title=text)
    return replace(subject, text=text)


def _concerning(subject: Subject) -> dict[str, Any]:
    """Return the fields that say what a version, comment or change is about."""
    return {
        "reflection_id": subject.id if isinstance(subject, Reflection) else None,
        "outcome_id": subject.id if isinstance(subject, Outcome) else None,
        "agenda_item_id": subject.id if isinstance(subject, AgendaItem) else None,
    }
