"""The reflections of a session file, with those that became part of others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flipdesk.domain.ids import AgendaItemId, EarRoundId, ParticipantId, ReflectionId, SessionId
from flipdesk.domain.offsets import parse_offset
from flipdesk.domain.reflection import Pattern, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import ReflectionKind, Uptake
from flipdesk.exchange.session_checks import Object, same_initials
from flipdesk.exchange.session_ear_rounds import clip_object, ear_round_ids
from flipdesk.exchange.session_parts import agenda_ids, part_id, part_ids, parts
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.exchange.session_transcripts import segment_ids


def build_reflections(
    data: Object,
    session_id: SessionId,
    timetable: Timetable,
    people: Mapping[str, ParticipantId],
) -> Iterator[Reflection]:
    """Yield the reflections of a file that has been checked; `people` are found by initials."""
    agenda = agenda_ids(data, session_id)
    rounds = ear_round_ids(data, session_id)
    segments = segment_ids(data, session_id)
    ids = part_ids(data, session_id, "reflections", "reflection")
    for index, position, one in parts(data, "reflections"):
        yield Reflection(
            id=ReflectionId(part_id(one, session_id, "reflection", index)),
            session_id=session_id,
            position=position,
            text=one["text"],
            kind=ReflectionKind(one["kind"]),
            at_ms=parse_offset(one["at"]) if "at" in one else None,
            said_at=timetable.moments.get(("reflections", index, "said_at")),
            agenda_item_id=agenda[one["agenda"]] if "agenda" in one else None,
            speaker_id=people[same_initials(one["speaker"])] if "speaker" in one else None,
            potentials=tuple(one.get("potentials", ())),
            dimensions=tuple(one.get("dimensions", ())),
            pattern=_pattern(one.get("pattern")),
            tags=tuple(one.get("tags", ())),
            is_private=one.get("is_private", False),
            **_clip(one, rounds),
            segment_id=segments[int(one["segment"])][1] if "segment" in one else None,
            left_out=one.get("left_out", False),
            placed_at=timetable.moments.get(("reflections", index, "placed_at")),
            merged_into=_whole(one, ids),
        )


def reflections_in_file(record: SessionRecord) -> Sequence[Reflection]:
    """Return the reflections with the parts of merged ones, as their indexes count them."""
    return sorted((*record.reflections, *record.merged), key=lambda one: one.position)


def reflection_object(
    one: Reflection,
    everybody: Sequence[Reflection],
    record: SessionRecord,
    agenda_keys: Mapping[AgendaItemId, str],
    initials: Mapping[ParticipantId, str],
) -> dict[str, Any]:
    """Return what stands in the file for a reflection, but for when it was said."""
    item, speaker, pattern = one.agenda_item_id, one.speaker_id, one.pattern
    ids = [other.id for other in everybody] if one.merged_into else []
    placed = one.placed_at
    return {
        "agenda": None if item is None else agenda_keys[item],
        "speaker": None if speaker is None else initials[speaker],
        "kind": one.kind,
        "text": one.text,
        "potentials": one.potentials,
        "dimensions": one.dimensions,
        "pattern": pattern and _pattern_object(pattern),
        "tags": one.tags,
        "is_private": one.is_private,
        **clip_object(one, record.ear_rounds),
        "left_out": one.left_out,
        "placed_at": None if placed is None else write_moment(placed, record.session.zone),
        "merged_into": ids.index(one.merged_into) if one.merged_into in ids else None,
    }


def _pattern(value: Object | None) -> Pattern | None:
    if value is None:
        return None
    return Pattern(value["code"], Uptake(value["uptake"]) if "uptake" in value else None)


def _pattern_object(pattern: Pattern) -> dict[str, str]:
    uptake = {} if pattern.uptake is None else {"uptake": pattern.uptake}
    return {"code": pattern.code, **uptake}


def _whole(one: Object, ids: Sequence[str]) -> ReflectionId | None:
    return ReflectionId(ids[int(one["merged_into"])]) if "merged_into" in one else None


def _clip(one: Object, rounds: Sequence[EarRoundId]) -> dict[str, Any]:
    return {
        "round_id": rounds[int(one["ear_round"])] if "ear_round" in one else None,
        "clip_ms": parse_offset(one["clip"]) if "clip" in one else None,
    }
