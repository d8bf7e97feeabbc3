"""Writing a session file, so that reading it gives the same record again.

An object a line in every list, and nothing said that follows from the rest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from flipdesk.domain.ids import AgendaItemId, ParticipantId
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.participant import Participant
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange import session_ids
from flipdesk.exchange.session_codings import coding_lists
from flipdesk.exchange.session_consent_notes import consent_lists
from flipdesk.exchange.session_consents import consent_object
from flipdesk.exchange.session_ear_rounds import ear_round_object
from flipdesk.exchange.session_head_write import (
    organisation_guid,
    series_object,
    session_object,
    unless,
)
from flipdesk.exchange.session_materials import material_objects
from flipdesk.exchange.session_passages import passage_object
from flipdesk.exchange.session_pauses import pause_object
from flipdesk.exchange.session_queue import queue_object
from flipdesk.exchange.session_recordings import recording_object
from flipdesk.exchange.session_reflections import reflection_object, reflections_in_file
from flipdesk.exchange.session_sorting import set_aside_object, text_version_object
from flipdesk.exchange.session_times import SessionDay, write_moment, write_wall
from flipdesk.exchange.session_timetable import later
from flipdesk.exchange.session_transcripts import (
    segment_objects,
    segment_places,
    transcript_object,
)


class Part(Protocol):
    """A part of a record that stands in a list of the file."""

    @property
    def id(self) -> str: ...

    @property
    def position(self) -> int: ...


PartT = TypeVar("PartT", bound=Part)

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
        "pauses": writer.pauses(),
        "queue": writer.queue(),
        "ear_rounds": writer.ear_rounds(),
        "transcripts": writer.transcripts(),
        "transcript_segments": segment_objects(record, writer.initials),
        "text_versions": writer.text_versions(),
        "set_asides": writer.set_asides(),
        **coding_lists(record),
        "materials": material_objects(record),
        **consent_lists(record),
    }
    parts = [
        '  "format": "flipdesk.session"',
        '  "version": 1',
        f'  "codebook": {_json(record.session.codebook)}',
        _object("series", series_object(record.series)),
        _object("session", session_object(record)),
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
            SessionDay(session.starts, session.zone, session.day_starts),
            {one.id: one.initials for one in record.participants},
            {item.id: item.key or item.id for item in record.agenda},
        )

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
                "person_guid": unless(person, part.person_id),
                "organisation_guid": organisation_guid(part),
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
                "takes_up": item.takes_up,
                "started": started,
                "ended": ended,
                "skipped": item.skipped,
                **tail,
            }

    def turns(self) -> Iterator[dict[str, Any]]:
        for turn, tail in self._with_tails(self.record.turns, "turn"):
            yield {
                "speaker": self._person(turn.speaker_id),
                "from": format_offset(turn.from_ms),
                "to": _offset(turn.to_ms),
                "interruption": turn.interruption,
                "reply": turn.reply,
                **tail,
            }

    def markers(self) -> Iterator[dict[str, Any]]:
        for marker, tail in self._with_tails(self.record.markers, "marker"):
            yield {**self._said_when(marker), "label": marker.label, **tail}

    def reflections(self) -> Iterator[dict[str, Any]]:
        segments = segment_places(self.record.transcript_segments)
        everybody = reflections_in_file(self.record)
        for one, tail in self._with_tails(everybody, "reflection"):
            said = reflection_object(one, everybody, self.record, self.agenda_keys, self.initials)
            said["segment"] = segments.get(one.segment_id)
            yield {**self._said_when(one), **said, **tail}

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
                "placed_at": self._moment(one.placed_at),
                "left_out": one.left_out,
                **tail,
            }

    def recordings(self) -> Iterator[dict[str, Any]]:
        for index, recording in enumerate((*self.record.recordings, *self.record.clips)):
            yield recording_object(recording, index, self.record.session)

    def passages(self) -> Iterator[dict[str, Any]]:
        recordings = [one.id for one in (*self.record.recordings, *self.record.clips)]
        for passage, tail in self._with_tails(self.record.passages, "passage"):
            said = passage_object(passage, self.agenda_keys, self.initials, recordings)
            yield {**said, **tail}

    def pauses(self) -> Iterator[dict[str, Any]]:
        for pause, tail in self._with_tails(self.record.pauses, "pause"):
            yield {**pause_object(pause, self.record.session.zone), **tail}

    def queue(self) -> Iterator[dict[str, Any]]:
        zone = self.record.session.zone
        for entry, tail in self._with_tails(self.record.queue, "queue"):
            yield {**queue_object(entry, self.agenda_keys, self.initials, zone), **tail}

    def ear_rounds(self) -> Iterator[dict[str, Any]]:
        passages = [one.id for one in self.record.passages]
        for one, tail in self._with_tails(self.record.ear_rounds, "ear_round"):
            said = ear_round_object(one, self.agenda_keys, self.initials, passages)
            yield {**said, **tail}

    def transcripts(self) -> Iterator[dict[str, Any]]:
        recordings, zone = self.record.recordings, self.record.session.zone
        for one, tail in self._with_tails(self.record.transcripts, "transcript"):
            yield {**transcript_object(one, recordings, zone), **tail}

    def text_versions(self) -> Iterator[dict[str, Any]]:
        everybody = reflections_in_file(self.record)
        reflections: dict[str, int] = {one.id: index for index, one in enumerate(everybody)}
        outcomes: dict[str, int] = {one.id: index for index, one in enumerate(self.record.outcomes)}
        zone = self.record.session.zone
        for one, tail in self._with_tails(self.record.text_versions, "text_version"):
            said = text_version_object(one, reflections, outcomes, self.agenda_keys, zone)
            yield {**said, **tail}

    def set_asides(self) -> Iterator[dict[str, Any]]:
        for one, tail in self._with_tails(self.record.set_asides, "set_aside"):
            yield {**set_aside_object(one), **tail}

    def _with_tails(
        self, parts: Iterable[PartT], kind: str
    ) -> Iterator[tuple[PartT, dict[str, Any]]]:
        """Yield each part with its position and guid where they do not follow by themselves."""
        position = -1
        for index, part in enumerate(parts):
            name = part.initials if isinstance(part, Participant) else index
            derived = session_ids.part_id(self.record.session.id, kind, name)
            tail = {
                "position": unless(position + 1, part.position),
                "guid": unless(derived, part.id),
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
