"""From a session file in which everything is right to the record of the session."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.codebook import Codebook
from flipdesk.domain.ids import (
    AgendaItemId,
    MarkerId,
    OutcomeId,
    ParticipantId,
    PersonId,
    SeriesId,
    SessionId,
    TurnId,
)
from flipdesk.domain.offsets import parse_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.recording import apart
from flipdesk.domain.reflection import Marker, Turn
from flipdesk.domain.series import Series
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import (
    STATUSES,
    AgendaKind,
    Attendance,
    LegalBasis,
    OutcomeKind,
    OutcomeStatus,
    Role,
    SessionKind,
    SessionState,
)
from flipdesk.exchange import session_ids
from flipdesk.exchange.refusal import Path
from flipdesk.exchange.session_checks import Object, same_initials
from flipdesk.exchange.session_codings import build_coders, build_codings, build_memos
from flipdesk.exchange.session_consent_notes import (
    build_consent_notes,
    build_information_texts,
)
from flipdesk.exchange.session_consents import build_consent
from flipdesk.exchange.session_deletion import DELETION_FIELDS
from flipdesk.exchange.session_ear_rounds import build_ear_rounds
from flipdesk.exchange.session_materials import build_materials
from flipdesk.exchange.session_parts import agenda_ids, part_id, parts
from flipdesk.exchange.session_passages import build_passages
from flipdesk.exchange.session_pauses import build_pauses
from flipdesk.exchange.session_queue import build_queue
from flipdesk.exchange.session_recordings import build_recordings
from flipdesk.exchange.session_reflections import build_reflections
from flipdesk.exchange.session_series import build_organisation_id, build_series
from flipdesk.exchange.session_sorting import build_set_asides, build_text_versions
from flipdesk.exchange.session_state import state_by_agenda
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.exchange.session_transcripts import build_transcripts

Value = TypeVar("Value", bound=StrEnum)


def build_record(data: Object, timetable: Timetable, codebook: Codebook) -> SessionRecord:
    """Return the record of a file that has been checked; `timetable` holds its times."""
    series = build_series(data["series"])
    session_id = _session_id(data["session"], series, timetable)
    build = _Build(data, session_id, timetable, _participant_ids(data, session_id))
    agenda = tuple(build.agenda())
    own, clips = apart(recordings := tuple(build_recordings(data, session_id, timetable)))
    transcripts, segments = build_transcripts(data, session_id, build.people, timetable)
    reflections = tuple(build_reflections(data, session_id, timetable, build.people))
    return SessionRecord(
        series=series,
        session=build.session(series.id, codebook.id, agenda),
        codebook=codebook,
        participants=tuple(build.participants()),
        agenda=agenda,
        turns=tuple(build.turns()),
        markers=tuple(build.markers()),
        reflections=tuple(one for one in reflections if one.merged_into is None),
        merged=tuple(one for one in reflections if one.merged_into is not None),
        outcomes=tuple(build.outcomes()),
        recordings=own,
        clips=clips,
        passages=tuple(build_passages(data, session_id, build.people, recordings)),
        pauses=tuple(build_pauses(data, session_id, timetable)),
        queue=tuple(build_queue(data, session_id, build.people, timetable)),
        ear_rounds=tuple(build_ear_rounds(data, session_id, build.people)),
        transcripts=transcripts,
        transcript_segments=segments,
        text_versions=tuple(build_text_versions(data, session_id, timetable)),
        set_asides=tuple(build_set_asides(data, session_id)),
        coders=tuple(build_coders(data)),
        codings=tuple(build_codings(data, session_id, timetable)),
        memos=tuple(build_memos(data, session_id, timetable)),
        materials=tuple(build_materials(data, session_id, timetable)),
        information_texts=tuple(build_information_texts(data, session_id, timetable)),
        consent_notes=tuple(build_consent_notes(data, session_id, build.people, timetable)),
    )


def _session_id(session: Object, series: Series, timetable: Timetable) -> SessionId:
    derived = session_ids.session_id(
        series.organisation, series.title, session["title"], timetable.day.starts
    )
    return SessionId(session.get("guid") or derived)


def _participant_ids(data: Object, session_id: SessionId) -> dict[str, ParticipantId]:
    """Return the id of each participant by initials."""
    return {
        same_initials(one["initials"]): ParticipantId(
            one.get("guid") or session_ids.part_id(session_id, "participant", one["initials"])
        )
        for one in data.get("participants", [])
    }


def _value(kind: type[Value], element: Object, key: str) -> Value | None:
    return kind(element[key]) if key in element else None


def _offset(element: Object, key: str) -> int | None:
    return parse_offset(element[key]) if key in element else None


def _whole(element: Object, key: str) -> int | None:
    return int(element[key]) if key in element else None


@dataclass(frozen=True, slots=True)
class _Build:
    data: Object
    session_id: SessionId
    timetable: Timetable
    people: dict[str, ParticipantId]

    def session(
        self, series_id: SeriesId, codebook: str, agenda: tuple[AgendaItem, ...]
    ) -> Session:
        data = self.data["session"]
        state = _value(SessionState, data, "state")
        return Session(
            id=self.session_id,
            series_id=series_id,
            title=data["title"],
            starts=self.timetable.moments["session", "starts"],
            ends=self.timetable.moments["session", "ends"],
            number=_whole(data, "number"),
            kind=SessionKind(data["kind"]),
            codebook=codebook,
            potential=data.get("potential"),
            zone=self.timetable.day.zone,
            place=data.get("place"),
            purpose=data.get("purpose"),
            contribution=data.get("contribution"),
            chair_id=self._person(data, "chair"),
            minute_taker_id=self._person(data, "minute_taker"),
            legal_basis=_value(LegalBasis, data, "legal_basis"),
            **{field: self._date("session", field) for field in DELETION_FIELDS},
            state=state or state_by_agenda(agenda),
            began=self._moment("session", "began"),
            finished=self._moment("session", "finished"),
            day_starts=self.timetable.day.day_starts,
        )

    def participants(self) -> Iterator[Participant]:
        for index, position, data in parts(self.data, "participants"):
            consent, withdrawal = build_consent(data)
            organisation = data.get("organisation")
            name = data["name"].strip()
            person_id = data.get("person_guid") or session_ids.person_id(name, organisation)
            yield Participant(
                id=self.people[same_initials(data["initials"])],
                session_id=self.session_id,
                person_id=PersonId(person_id),
                position=position,
                initials=data["initials"],
                name=name,
                role=Role(data["role"]),
                organisation_id=build_organisation_id(data),
                organisation=None if organisation is None else organisation.strip(),
                unit=data.get("unit"),
                attendance=_value(Attendance, data, "attendance") or Attendance.INVITED,
                arrived=self._moment("participants", index, "arrived"),
                left=self._moment("participants", index, "left"),
                consent=consent,
                withdrawal=withdrawal,
            )

    def agenda(self) -> Iterator[AgendaItem]:
        for index, position, data in parts(self.data, "agenda"):
            yield AgendaItem(
                id=AgendaItemId(self._id(data, "agenda", index)),
                session_id=self.session_id,
                position=position,
                title=data["title"],
                kind=AgendaKind(data["kind"]),
                minutes=int(data["minutes"]),
                minutes_min=_whole(data, "minutes_min"),
                minutes_max=_whole(data, "minutes_max"),
                extra_minutes=_whole(data, "extra_minutes") or 0,
                flexible=data.get("flexible", False),
                owner_id=self._person(data, "owner"),
                purpose=data.get("purpose"),
                how=data.get("how"),
                plan_b=data.get("plan_b"),
                materials=tuple(data.get("materials", ())),
                takes_up=tuple(map(OutcomeId, data.get("takes_up", ()))),
                key=data.get("id"),
                day=_whole(data, "day"),
                started=self._moment("agenda", index, "started"),
                ended=self._moment("agenda", index, "ended"),
                skipped=data.get("skipped", False),
            )

    def turns(self) -> Iterator[Turn]:
        for index, position, data in parts(self.data, "turns"):
            yield Turn(
                id=TurnId(self._id(data, "turn", index)),
                session_id=self.session_id,
                position=position,
                speaker_id=self.people[same_initials(data["speaker"])],
                from_ms=parse_offset(data["from"]),
                to_ms=_offset(data, "to"),
                interruption=data.get("interruption", False),
                reply=data.get("reply", False),
            )

    def markers(self) -> Iterator[Marker]:
        for index, position, data in parts(self.data, "markers"):
            yield Marker(
                id=MarkerId(self._id(data, "marker", index)),
                session_id=self.session_id,
                position=position,
                label=data.get("label", ""),
                at_ms=_offset(data, "at"),
                said_at=self._moment("markers", index, "said_at"),
            )

    def outcomes(self) -> Iterator[Outcome]:
        agenda = agenda_ids(self.data, self.session_id)
        for index, position, data in parts(self.data, "outcomes"):
            kind = OutcomeKind(data["kind"])
            yield Outcome(
                id=OutcomeId(self._id(data, "outcome", index)),
                session_id=self.session_id,
                position=position,
                kind=kind,
                text=data["text"],
                status=_value(OutcomeStatus, data, "status") or STATUSES[kind][0],
                at_ms=_offset(data, "at"),
                said_at=self._moment("outcomes", index, "said_at"),
                agenda_item_id=agenda[data["agenda"]] if "agenda" in data else None,
                owner_id=self._person(data, "owner"),
                due=self._date("outcomes", index, "due"),
                potentials=tuple(data.get("potentials", ())),
                placed_at=self._moment("outcomes", index, "placed_at"),
                left_out=data.get("left_out", False),
            )

    def _id(self, data: Object, kind: str, index: int) -> str:
        return part_id(data, self.session_id, kind, index)

    def _person(self, data: Object, key: str) -> ParticipantId | None:
        return self.people[same_initials(data[key])] if key in data else None

    def _moment(self, *path: Any) -> datetime | None:
        place: Path = path
        return self.timetable.moments.get(place)

    def _date(self, *path: Any) -> date | None:
        place: Path = path
        return self.timetable.dates.get(place)
