"""What becomes of the recording where somebody speaks who may not be recorded any more."""

from dataclasses import replace

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import ParticipantId, PassageId, derived_guid
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.passage_consent import withdrawal
from flipdesk.domain.reflection import Turn
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class Withdrawal:
    """Marks or silences somebody's turns, those still to come too, and takes it back again.

    `now_ms` is the place of this moment in the recording, for the turn that is being taken.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def mark(self, participant_id: ParticipantId, now_ms: int | None = None) -> Step:
        """Mark where somebody speaks, so that it can be dealt with."""
        return self._cover_all(participant_id, PassageKind.WITHDRAWN, now_ms)

    def silence(self, participant_id: ParticipantId, now_ms: int | None = None) -> Step:
        """Let nobody hear where somebody speaks; the sound stays on the disk until it is erased."""
        return self._cover_all(participant_id, PassageKind.SILENCED, now_ms)

    def take_back(self, participant_id: ParticipantId) -> Step:
        """Let somebody's turns be as those of everybody else."""
        person = self._person(participant_id)
        with self._base.atomic():
            changes = self._base.participants.save(replace(person, withdrawal=None))
            for passage in self.passages_of(participant_id):
                changes += self._base.passages.delete(passage.id)
        return step(_("release what {name} says").format(name=person.name), changes)

    def passages_of(self, participant_id: ParticipantId) -> tuple[Passage, ...]:
        """Return what is marked or silenced for somebody's sake."""
        person = self._person(participant_id)
        return tuple(
            one
            for one in self._base.passages.of_session(person.session_id)
            if one.speaker_id == participant_id and one.kind is not PassageKind.EXCERPT
        )

    def _cover_all(
        self, participant_id: ParticipantId, kind: PassageKind, now_ms: int | None
    ) -> Step:
        person = self._person(participant_id)
        with self._base.atomic():
            changes = self._base.participants.save(replace(person, withdrawal=kind))
            for turn in self._base.turns.of_session(person.session_id):
                if turn.speaker_id == participant_id:
                    changes += cover(self._base, turn, now_ms)
        silent = kind is PassageKind.SILENCED
        label = _("silence what {name} says") if silent else _("mark what {name} says")
        return step(label.format(name=person.name), changes)

    def _person(self, participant_id: ParticipantId) -> Participant:
        person = self._base.participants.get(participant_id)
        if person is None:
            raise BugError(f"no participant {participant_id}")
        return person


def cover(base: KnowledgeBase, turn: Turn, now_ms: int | None = None) -> Changes:
    """Keep a turn of somebody who has withdrawn in a passage of its own, as has been chosen.

    To be called whenever a turn is stored. One that has not ended is covered until now.
    """
    speaker = base.participants.get(turn.speaker_id)
    kind = None if speaker is None else withdrawal(speaker)
    end = now_ms if turn.to_ms is None else turn.to_ms
    if kind is None or end is None or end <= turn.from_ms:
        return Changes()
    passage_id = PassageId(derived_guid("withdrawn", turn.id))
    known = base.passages.get(passage_id)
    if known is not None:
        covered = replace(known, from_ms=turn.from_ms, to_ms=end, kind=kind)
        return base.passages.save(covered)
    return base.passages.add(
        Passage(
            id=passage_id,
            session_id=turn.session_id,
            position=base.passages.next_position(turn.session_id),
            from_ms=turn.from_ms,
            to_ms=end,
            kind=kind,
            speaker_id=turn.speaker_id,
        )
    )
