"""What participants have consented to, for one or for many at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.consent_matrix import Matter, answered, is_unasked
from flipdesk.domain.ids import MarkerId, ParticipantId, SessionId, new_guid
from flipdesk.domain.participant import Consent, Participant
from flipdesk.domain.reflection import Marker
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import Answer, ConsentWay
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.capturing import Moment
from flipdesk.services.history import step
from flipdesk.services.information import note_answers

_TO_BE_RECORDED = (Matter.PART, Matter.RECORDING)


class Consents:
    """Every answer is dated the day it is noted; without any answer there is no date and no way.

    What becomes of the recording when somebody withdraws is a matter of `Withdrawal`.
    """

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def answer(
        self, participant_ids: Sequence[ParticipantId], matter: Matter, answer: Answer
    ) -> Step:
        """Note the same answer of each to one matter."""
        done = self._save(
            participant_ids,
            lambda one, today: _dated(one.consent, answered(one.consent, matter, answer), today),
        )
        if answer is Answer.WITHDRAWN:
            for one in map(self._participant, participant_ids):
                self._base.uses.note(Act.WITHDRAWN, Thing.PERSON, one.id, session=one.session_id)
        return done

    def agree(self, participant_ids: Sequence[ParticipantId]) -> Step:
        """Note that these have said yes to taking part and to being recorded."""
        return self._save(
            participant_ids, lambda one, today: _dated(one.consent, _agreed(one.consent), today)
        )

    def describe(self, participant_ids: Sequence[ParticipantId], **fields: Any) -> Step:
        """Note the date (`on`), the `way` or the legal `basis` of the consent of each."""
        return self._save(participant_ids, lambda one, _today: replace(one.consent, **fields))

    def say_on_recording(self, participant_ids: Sequence[ParticipantId], moment: Moment) -> Step:
        """Note that these say yes on the recording, with a marker where it can be heard."""
        people = [self._participant(one) for one in participant_ids]
        if not people:
            return Step("", Changes())
        session_id = people[0].session_id
        day = self._day_of(session_id, moment)
        with self._base.atomic():
            said = self._save(
                participant_ids,
                lambda one, _today: replace(_agreed(one.consent), on=day, way=ConsentWay.RECORDING),
                moment.said_at,
            )
            initials = ", ".join(one.initials for one in people)
            marker = Marker(
                MarkerId(new_guid()),
                session_id,
                self._base.markers.next_position(session_id),
                _("Consent: {initials}").format(initials=initials),
                moment.at_ms,
                moment.said_at,
            )
            marked = self._base.markers.add(marker)
        return step(said.label, said.changes, marked)

    def _save(
        self,
        participant_ids: Sequence[ParticipantId],
        consent: Callable[[Participant, date], Consent],
        at: datetime | None = None,
    ) -> Step:
        changes = Changes()
        names = []
        with self._base.atomic():
            for participant_id in participant_ids:
                before = self._participant(participant_id)
                today = self._day_of(before.session_id, Moment(self._clock.now()))
                after = replace(before, consent=consent(before, today))
                changes += self._base.participants.save(after)
                changes += note_answers(self._base, after, before.consent, at or self._clock.now())
                names.append(before.name)
        if len(names) == 1:
            return step(_("note the consent of {name}").format(name=names[0]), changes)
        return step(_("note the consent of {count}").format(count=len(names)), changes)

    def _day_of(self, session_id: SessionId, moment: Moment) -> date:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        return moment.said_at.astimezone(zone_info(session.zone)).date()

    def _participant(self, participant_id: ParticipantId) -> Participant:
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        return participant


def _agreed(consent: Consent) -> Consent:
    for matter in _TO_BE_RECORDED:
        consent = answered(consent, matter, Answer.GIVEN)
    return consent


def _dated(before: Consent, after: Consent, today: date) -> Consent:
    if after == before:
        return before
    return replace(after, on=None, way=None) if is_unasked(after) else replace(after, on=today)
