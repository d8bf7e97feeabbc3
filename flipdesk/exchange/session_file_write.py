"""Writing a session file, so that reading it gives the same record again.

An object a line in every list, and nothing said that follows from the rest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ear_round import EarRound
from flipdesk.domain.ids import AgendaItemId, ParticipantId
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import Passage
from flipdesk.domain.reflection import Marker, Reflection, Turn
from flipdesk.domain.series import Series
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_ear_rounds import clip_object, ear_round_object
from flipdesk.exchange.session_passages import consent_object, passage_object
from flipdesk.exchange.session_recordings import recording_object
from flipdesk.exchange.session_state import state_by_agenda
from flipdesk.exchange.session_times import SessionDay, natural_zone, write_moment, write_wall
from flipdesk.exchange.session_timetable import later

PartT = TypeVar(
    "PartT",
    bound=Participant | AgendaItem | Turn | Marker | Reflection | Outcome | Passage | EarRound,
)

_ALWAYS = ("label",)
"""What is written even when it is empty."""


def write_session(record: SessionRecord) -> str:
    """Return the text of a session file, which ends with a line break."""
    writer = _Writer.of(record)
    lists = {
        "participants": writer.participants(),
        "agenda": writer.agenda(),
        "turns": writer.turns(),
        "markers": writer.markers(),
        "reflections": writer.reflections(),
        "outcomes": writer.outcomes(),
        "recordings": writer.recordings(),
        "passages": writer.passages(),
        "ear_rounds": writer.ear_rounds(),
    }
    parts = [
        '  "format": "flipdesk.session"',
        '  "version": 1',
        f'  "codebook": {_json(record.session.codebook)}',
        _object("series", writer.series()),
        _object("session", writer.session()),
        *(_list(key, elements) for key, elements in lists.items()),
    ]
    return "{\n" + ",\n".join(part for part in parts if part) + "\n}\n"


def _object(key: str, values: Mapping[str, Any]) -> str:
    lines = ",\n".join(f"    {_json(name)}: {_json(value)}" for name, value in _said(values))
    return f"  {_json(key)}: {{\n{lines}\n  }}"


def _list(key: str, elements: Iterable[Mapping[str, Any]]) -> str:
    lines = ",\n".join(f"    {_json(dict(_said(values)))}" for values in elements)
    return f"  {_json(key)}: [\n{lines}\n  ]" if lines else ""


def _said(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what has to be said: not None, false or an empty list."""
    for name, value in values.items():
        if name in _ALWAYS or not (value is None or value is False or value in ([], ())):
            yield name, value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Writer:
    record: SessionRecord
    day: SessionDay
    initials: Mapping[ParticipantId, str]
    agenda_keys: Mapping[AgendaItemId, str]

    @classmethod
    def of(cls, record: SessionRecord) -> "_Writer":
        session = record.session
        return cls(
            record,
            SessionDay(session.starts, session.zone),
            {one.id: one.initials for one in record.participants},
            {item.id: item.key or item.id for item in record.agenda},
        )

    def series(self) -> dict[str, Any]:
        series = self.record.series
        derived = session_ids.series_id(series.organisation, series.title)
        return {
            "title": series.title,
            "organisation": series.organisation or None,
            "potential": series.potential,
            "sample": series.is_sample,
            "guid": _unless(derived, series.id),
            "organisation_guid": _organisation_guid(series),
        }

    def session(self) -> dict[str, Any]:
        session, series = self.record.session, self.record.series
        deleted = session.delete_recording_on
        derived = session_ids.session_id(
            series.organisation, series.title, session.title, session.starts
        )
        starts = self._moment(session.starts)
        return {
            "title": session.title,
            "number": session.number,
            "kind": session.kind,
            "potential": session.potential,
            "starts": starts,
            "ends": self._moment(session.ends),
            "zone": _unless(natural_zone(datetime.fromisoformat(starts or "")), session.zone),
            "place": session.place,
            "purpose": session.purpose,
            "contribution": session.contribution,
            "chair": self._person(session.chair_id),
            "minute_taker": self._person(session.minute_taker_id),
            "legal_basis": session.legal_basis,
            "delete_recording_on": None if deleted is None else deleted.isoformat(),
            "state": _unless(state_by_agenda(self.record.agenda), session.state),
            "began": self._moment(session.began),
            "finished": self._moment(session.finished),
            "guid": _unless(derived, session.id),
        }

    def participants(self) -> Iterator[dict[str, Any]]:
        for part, tail in self._with_tails(self.record.participants, "participant"):
            person = session_ids.person_id(part.name, part.organisation)
            yield {
                "initials": part.initials,
                "name": part.name,
                "role": part.role,
                "organisation": part.organisation or None,
                "unit": part.unit,
                "attendance": part.attendance,
                "arrived": self._wall(part.arrived),
                "left": self._wall(part.left, after=part.arrived, begun=part.arrived),
                "consent": consent_object(part),
                **tail,
                "person_guid": _unless(person, part.person_id),
                "organisation_guid": _organisation_guid(part),
            }

    def agenda(self) -> Iterator[dict[str, Any]]:
        latest: datetime | None = None
        for item, tail in self._with_tails(self.record.agenda, "agenda"):
            day = item.day or 1
            started = self._wall(item.started, day=day, after=latest)
            latest = later(latest, item.started)
            after = item.started or latest
            ended = self._wall(item.ended, day=day, after=after, begun=item.started)
            latest = later(latest, item.ended)
            yield {
                "id": item.key,
                "title": item.title,
                "kind": item.kind,
                "minutes": item.minutes,
                "minutes_min": item.minutes_min,
                "minutes_max": item.minutes_max,
                "extra_minutes": item.extra_minutes or None,
                "flexible": item.flexible,
                "day": item.day,
                "owner": self._person(item.owner_id),
                "purpose": item.purpose,
                "how": item.how,
                "plan_b": item.plan_b,
                "materials": item.materials,
                "started": started,
                "ended": ended,
                **tail,
            }

    def turns(self) -> Iterator[dict[str, Any]]:
        for turn, tail in self._with_tails(self.record.turns, "turn"):
            yield {
                "speaker": self._person(turn.speaker_id),
                "from": format_offset(turn.from_ms),
                "to": _offset(turn.to_ms),
                "interruption": turn.interruption,
                **tail,
            }

    def markers(self) -> Iterator[dict[str, Any]]:
        for marker, tail in self._with_tails(self.record.markers, "marker"):
            yield {**self._said_when(marker), "label": marker.label, **tail}

    def reflections(self) -> Iterator[dict[str, Any]]:
        for one, tail in self._with_tails(self.record.reflections, "reflection"):
            pattern = one.pattern and {"code": one.pattern.code, "uptake": one.pattern.uptake}
            yield {
                **self._said_when(one),
                "agenda": self._agenda_key(one.agenda_item_id),
                "speaker": self._person(one.speaker_id),
                "kind": one.kind,
                "text": one.text,
                "potentials": one.potentials,
                "dimensions": one.dimensions,
                "pattern": pattern and dict(_said(pattern)),
                "tags": one.tags,
                "is_private": one.is_private,
                **clip_object(one, self.record.ear_rounds),
                **tail,
            }

    def outcomes(self) -> Iterator[dict[str, Any]]:
        for one, tail in self._with_tails(self.record.outcomes, "outcome"):
            yield {
                "kind": one.kind,
                **self._said_when(one),
                "agenda": self._agenda_key(one.agenda_item_id),
                "text": one.text,
                "owner": self._person(one.owner_id),
                "due": None if one.due is None else one.due.isoformat(),
                "potentials": one.potentials,
                "status": one.status,
                **tail,
            }

    def recordings(self) -> Iterator[dict[str, Any]]:
        for index, recording in enumerate(self.record.recordings):
            yield recording_object(recording, index, self.record.session)

    def passages(self) -> Iterator[dict[str, Any]]:
        for passage, tail in self._with_tails(self.record.passages, "passage"):
            yield {**passage_object(passage, self.agenda_keys, self.initials), **tail}

    def ear_rounds(self) -> Iterator[dict[str, Any]]:
        passages = [one.id for one in self.record.passages]
        for one, tail in self._with_tails(self.record.ear_rounds, "ear_round"):
            said = ear_round_object(one, self.agenda_keys, self.initials, passages)
            yield {**said, **tail}

    def _with_tails(
        self, parts: Iterable[PartT], kind: str
    ) -> Iterator[tuple[PartT, dict[str, Any]]]:
        """Yield each part with its position and guid where they do not follow by themselves."""
        position = -1
        for index, part in enumerate(parts):
            name = part.initials if isinstance(part, Participant) else index
            derived = session_ids.part_id(self.record.session.id, kind, name)
            tail = {
                "position": _unless(position + 1, part.position),
                "guid": _unless(derived, part.id),
            }
            position = part.position
            yield part, tail

    def _said_when(self, part: Marker | Reflection | Outcome) -> dict[str, str | None]:
        return {"at": _offset(part.at_ms), "said_at": self._moment(part.said_at)}

    def _agenda_key(self, item_id: AgendaItemId | None) -> str | None:
        return None if item_id is None else self.agenda_keys[item_id]

    def _person(self, participant_id: ParticipantId | None) -> str | None:
        return None if participant_id is None else self.initials[participant_id]

    def _moment(self, moment: datetime | None) -> str | None:
        return None if moment is None else write_moment(moment, self.record.session.zone)

    def _wall(self, moment: datetime | None, **place: Any) -> str | None:
        return None if moment is None else write_wall(moment, self.day, **place)


def _offset(offset_ms: int | None) -> str | None:
    return None if offset_ms is None else format_offset(offset_ms)


def _unless(derived: object, value: Any) -> Any:
    """Return the value unless it is what a reader would derive anyway."""
    return None if value == derived else value


def _organisation_guid(named: Series | Participant) -> str | None:
    if named.organisation_id is None or not named.organisation:
        return None
    derived = session_ids.organisation_id(named.organisation)
    guid: str | None = _unless(derived, named.organisation_id)
    return guid
