"""What participants are told about the recording, and the proof of who was told what, and when."""

from collections.abc import Sequence
from datetime import datetime

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.consent_note import (
    ConsentNote,
    InformationText,
    NotedMatter,
    answers_changed,
    informed,
)
from flipdesk.domain.ids import (
    ConsentNoteId,
    InformationTextId,
    ParticipantId,
    SessionId,
    new_guid,
)
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.vocabulary import Answer, ConsentWay
from flipdesk.errors import BugError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.recording_notice import recording_notice


class Information:
    """Notes who was told, when, how and by which text; a text that was used is never changed."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def wording(self, session_id: SessionId) -> str:
        """Return what the program of a session says about it now, in the language in use."""
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        return "\n".join(recording_notice(session))

    def told(self, session_id: SessionId) -> frozenset[ParticipantId]:
        """Return who has been told about the recording of a session."""
        notes = self._base.consent_notes.of_session(session_id)
        people = {one.participant_id for one in notes}
        return frozenset(one for one in people if informed(notes, one) is not None)

    def note(self, participant_ids: Sequence[ParticipantId], way: ConsentWay, text: str) -> Step:
        """Note that these were told this text now; one not used before becomes the next version."""
        people = [self._participant(one) for one in participant_ids]
        if not people:
            return Step("", Changes())
        now, session_id = self._clock.now(), people[0].session_id
        with self._base.atomic():
            text_id, changes = self._text(session_id, text.strip(), now)
            for one in people:
                changes += _add(
                    self._base, one, NotedMatter.INFORMATION, Answer.GIVEN, now, way, text_id
                )
        return step(self._label(people), changes)

    def take_back(self, participant_ids: Sequence[ParticipantId]) -> Step:
        """Note that these have not been told after all."""
        people = [self._participant(one) for one in participant_ids]
        now, changes = self._clock.now(), Changes()
        with self._base.atomic():
            for one in people:
                notes = self._base.consent_notes.of_participant(one.id)
                if informed(notes, one.id) is not None:
                    changes += _add(
                        self._base, one, NotedMatter.INFORMATION, Answer.UNKNOWN, now, None, None
                    )
        return step(self._label(people), changes)

    def _text(
        self, session_id: SessionId, text: str, now: datetime
    ) -> tuple[InformationTextId, Changes]:
        store = self._base.information_texts
        for known in store.of_session(session_id):
            if known.text == text:
                return known.id, Changes()
        text_id = InformationTextId(new_guid())
        place = store.next_position(session_id)
        return text_id, store.add(InformationText(text_id, session_id, place, text, now))

    @staticmethod
    def _label(people: Sequence[Participant]) -> str:
        if len(people) == 1:
            return _("note that {name} was told").format(name=people[0].name)
        words = ngettext("note that {count} was told", "note that {count} were told", len(people))
        return words.format(count=len(people))

    def _participant(self, participant_id: ParticipantId) -> Participant:
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        return participant


def note_answers(base: KnowledgeBase, after: Participant, before: Consent, at: datetime) -> Changes:
    """Keep every answer that is another than before, with the moment, the way and the text.

    To be called whenever a consent is stored, in the same transaction.
    """
    changes = Changes()
    changed = answers_changed(before, after.consent)
    if not changed:
        return changes
    told = informed(base.consent_notes.of_participant(after.id), after.id)
    text_id = None if told is None else told.text_id
    for matter, answer in changed:
        changes += _add(base, after, matter, answer, at, after.consent.way, text_id)
    return changes


def _add(
    base: KnowledgeBase,
    person: Participant,
    matter: NotedMatter,
    answer: Answer,
    at: datetime,
    way: ConsentWay | None,
    text_id: InformationTextId | None,
) -> Changes:
    note = ConsentNote(
        id=ConsentNoteId(new_guid()),
        session_id=person.session_id,
        position=base.consent_notes.next_position(person.session_id),
        participant_id=person.id,
        matter=matter,
        answer=answer,
        at=at,
        way=way,
        text_id=text_id,
    )
    return base.consent_notes.add(note)
