"""Storing a whole session at once, as when a session file is imported."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import OrganisationId
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stand_in import is_stand_in
from flipdesk.errors import BugError
from flipdesk.knowledge.codings import CoderStore, CodingStore, MemoStore
from flipdesk.knowledge.consent_notes import ConsentNoteStore, InformationTextStore
from flipdesk.knowledge.ear_rounds import EarRoundStore
from flipdesk.knowledge.organisations import OrganisationStore
from flipdesk.knowledge.outcomes import OutcomeStore
from flipdesk.knowledge.passages import PassageStore
from flipdesk.knowledge.pauses import PauseStore
from flipdesk.knowledge.people import PersonStore
from flipdesk.knowledge.queue_entries import QueueStore
from flipdesk.knowledge.recordings import RecordingStore
from flipdesk.knowledge.reflections import MarkerStore, ReflectionStore, TurnStore
from flipdesk.knowledge.reviews import TextVersionStore
from flipdesk.knowledge.session_materials import SessionMaterialStore
from flipdesk.knowledge.sessions import AgendaStore, ParticipantStore, SeriesStore, SessionStore
from flipdesk.knowledge.set_asides import SetAsideStore
from flipdesk.knowledge.transcripts import TranscriptSegmentStore, TranscriptStore


class Stores(Protocol):
    """The stores that a session is spread over."""

    organisations: OrganisationStore
    people: PersonStore
    series: SeriesStore
    sessions: SessionStore
    participants: ParticipantStore
    agenda: AgendaStore
    turns: TurnStore
    markers: MarkerStore
    reflections: ReflectionStore
    outcomes: OutcomeStore
    recordings: RecordingStore
    passages: PassageStore
    pauses: PauseStore
    queue: QueueStore
    ear_rounds: EarRoundStore
    transcripts: TranscriptStore
    transcript_segments: TranscriptSegmentStore
    text_versions: TextVersionStore
    set_asides: SetAsideStore
    coders: CoderStore
    codings: CodingStore
    memos: MemoStore
    session_materials: SessionMaterialStore
    information_texts: InformationTextStore
    consent_notes: ConsentNoteStore


def add_record(stores: Stores, record: SessionRecord) -> Changes:
    """Store every part; organisations and people that are known already are met, not doubled.

    The caller makes it one transaction.
    """
    changes = _add_series(stores, record)
    # Who chairs can only be said once the participants are there.
    bare = replace(record.session, chair_id=None, minute_taker_id=None)
    changes += stores.sessions.add(bare)
    for participant in record.participants:
        changes += _add_participant(stores, participant)
    changes += stores.sessions.save(record.session)
    changes += _sum(map(stores.agenda.add, record.agenda))
    changes += _sum(map(stores.turns.add, record.turns))
    changes += _sum(map(stores.markers.add, record.markers))
    changes += _sum(map(stores.recordings.add, (*record.recordings, *record.clips)))
    changes += _sum(map(stores.passages.add, record.passages))
    changes += _sum(map(stores.ear_rounds.add, record.ear_rounds))
    changes += _sum(map(stores.transcripts.add, record.transcripts))
    changes += stores.transcript_segments.add_all(record.transcript_segments)
    changes += _sum(map(stores.reflections.add, _wholes_first(record)))
    changes += _sum(map(stores.outcomes.add, record.outcomes))
    changes += _sum(map(stores.pauses.add, record.pauses))
    changes += _sum(map(stores.queue.add, record.queue))
    changes += _sum(map(stores.text_versions.add, record.text_versions))
    changes += _sum(map(stores.set_asides.add, record.set_asides))
    changes += _sum(map(stores.coders.ensure, record.coders))
    changes += stores.codings.add_all(record.codings)
    changes += _sum(map(stores.memos.add, record.memos))
    changes += _sum(map(stores.session_materials.add, record.materials))
    changes += _sum(map(stores.information_texts.add, record.information_texts))
    changes += _sum(map(stores.consent_notes.add, record.consent_notes))
    return changes


def _wholes_first(record: SessionRecord) -> Iterable[Reflection]:
    """Yield the reflections so that each comes before what was merged into it."""
    yield from record.reflections
    stored: set[str] = {one.id for one in record.reflections}
    waiting = list(record.merged)
    while waiting:
        ready = [one for one in waiting if one.merged_into in stored]
        if not ready:
            raise BugError("something was merged into what is not there")
        yield from ready
        stored.update(one.id for one in ready)
        waiting = [one for one in waiting if one.id not in stored]


def _add_series(stores: Stores, record: SessionRecord) -> Changes:
    if stores.series.get(record.series.id) is not None:
        return Changes()
    organisation_id, changes = _organisation(
        stores, record.series.organisation, record.series.organisation_id
    )
    return changes + stores.series.add(replace(record.series, organisation_id=organisation_id))


def _add_participant(stores: Stores, participant: Participant) -> Changes:
    if is_stand_in(participant.person_id):
        added = stores.people.add_stand_in(participant)
        return added + stores.participants.add(participant)
    organisation_id, changes = _organisation(
        stores, participant.organisation, participant.organisation_id
    )
    person_id, added = stores.people.ensure(
        participant.name, organisation_id, participant.unit, participant.person_id
    )
    known = replace(participant, organisation_id=organisation_id, person_id=person_id)
    return changes + added + stores.participants.add(known)


def _organisation(
    stores: Stores, name: str | None, proposed: OrganisationId | None
) -> tuple[OrganisationId | None, Changes]:
    return stores.organisations.ensure(name, proposed)


def _sum(parts: Iterable[Changes]) -> Changes:
    return sum(parts, start=Changes())
