"""The two cycles of a series: what practice and research bring to the FLIP and take from it.

After the model of Sommerfeld and Gredig (2008) that the CUBB centre draws on: practice goes from a
need for change through proposals and trials to new routines, research from what is known through
questions to new knowledge, and both pass through the FLIP.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flipdesk.domain.ids import SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus, ReflectionKind


class CycleStation(StrEnum):
    """Where something stands on its way round, in the order of the model."""

    NEED = "need"
    DISCUSSED = "discussed"
    PROPOSED = "proposed"
    TRIED = "tried"
    LEARNT = "learnt"
    KNOWN = "known"
    ASKED = "asked"
    ANSWERED = "answered"
    NEW_KNOWLEDGE = "new_knowledge"


PRACTICE = (
    CycleStation.NEED,
    CycleStation.PROPOSED,
    CycleStation.TRIED,
    CycleStation.LEARNT,
)
RESEARCH = (
    CycleStation.KNOWN,
    CycleStation.ASKED,
    CycleStation.ANSWERED,
    CycleStation.NEW_KNOWLEDGE,
)
_SAID = {
    ReflectionKind.DILEMMA: CycleStation.NEED,
    ReflectionKind.EXAMPLE: CycleStation.NEED,
    ReflectionKind.QUESTION: CycleStation.NEED,
    ReflectionKind.RESEARCH_INPUT: CycleStation.KNOWN,
    ReflectionKind.INSIGHT: CycleStation.NEW_KNOWLEDGE,
    ReflectionKind.CONCLUSION: CycleStation.NEW_KNOWLEDGE,
}
_DONE = {
    OutcomeStatus.PROPOSED: CycleStation.PROPOSED,
    OutcomeStatus.TRYING: CycleStation.TRIED,
    OutcomeStatus.TRIED: CycleStation.LEARNT,
    OutcomeStatus.ADOPTED: CycleStation.LEARNT,
}


@dataclass(frozen=True, slots=True)
class CycleEntry:
    """One note at one station; `is_outcome` says what `key`, its GUID, is of."""

    station: CycleStation
    session_id: SessionId
    key: str
    text: str
    is_outcome: bool = False


def cycle_entries(records: Sequence[SessionRecord]) -> tuple[CycleEntry, ...]:
    """Return where everything said and agreed in a series stands, session by session.

    An outcome stands at the one station that its status says; parked topics are a need, decisions
    and actions a proposal. Dropped outcomes and notes without words stand nowhere.
    """
    return tuple(one for record in records for one in _of(record) if one.text.strip())


def _of(record: SessionRecord) -> Iterator[CycleEntry]:
    session_id = record.session.id
    for said in record.reflections:
        station = _where_said(said, record)
        yield CycleEntry(station, session_id, said.id, said.text)
    for outcome in record.outcomes:
        stands = _where_agreed(outcome)
        if stands is not None:
            yield CycleEntry(stands, session_id, outcome.id, outcome.text, is_outcome=True)


def _where_said(said: Reflection, record: SessionRecord) -> CycleStation:
    station = _SAID.get(said.kind, CycleStation.DISCUSSED)
    speaker = record.participant(said.speaker_id)
    by_research = speaker is not None and speaker.role.is_research
    # A question that research asks is no need of practice: it is part of the talk.
    return CycleStation.DISCUSSED if by_research and station is CycleStation.NEED else station


def _where_agreed(outcome: Outcome) -> CycleStation | None:
    if outcome.status is OutcomeStatus.DROPPED:
        return None
    match outcome.kind:
        case OutcomeKind.TRIAL:
            return _DONE[outcome.status]
        case OutcomeKind.PARKED:
            return CycleStation.NEED
        case OutcomeKind.KNOWLEDGE_REQUEST:
            answered = outcome.status is OutcomeStatus.ANSWERED
            return CycleStation.ANSWERED if answered else CycleStation.ASKED
    return CycleStation.PROPOSED
