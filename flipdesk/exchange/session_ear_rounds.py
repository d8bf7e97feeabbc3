"""The rounds of Lån et øre of a session file; passages and rounds are named by their index."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flipdesk.domain.ear_round import EarRound, EarStep
from flipdesk.domain.ids import (
    AgendaItemId,
    EarRoundId,
    ParticipantId,
    PassageId,
    SessionId,
)
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.reflection import Reflection
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects, same_initials
from flipdesk.exchange.session_parts import agenda_ids, part_id, parts
from flipdesk.i18n import _

_NAMED = (
    ("ear_rounds", "passage", "passages"),
    ("reflections", "ear_round", "ear_rounds"),
    ("reflections", "segment", "transcript_segments"),
    ("transcripts", "recording", "recordings"),
    ("transcript_segments", "transcript", "transcripts"),
)


def check_ear_rounds(data: Object, problems: Problems) -> None:
    """Note every index that leads nowhere, those of transcripts and recordings too."""
    for part, key, target in _NAMED:
        value = data.get(target)
        length = len(value) if isinstance(value, list) else 0
        for index, element in objects(data, part):
            place = element.get(key)
            if isinstance(place, int | float) and place >= length:
                message = _("there is no {target}[{place}]").format(target=target, place=place)
                problems.add((part, index, key), message)


def build_ear_rounds(
    data: Object, session_id: SessionId, people: Mapping[str, ParticipantId]
) -> Iterator[EarRound]:
    """Yield the rounds of a file that has been checked; `people` are found by their initials."""
    agenda = agenda_ids(data, session_id)
    passages = [
        PassageId(part_id(one, session_id, "passage", index))
        for index, _position, one in parts(data, "passages")
    ]
    for index, position, one in parts(data, "ear_rounds"):
        yield EarRound(
            id=EarRoundId(part_id(one, session_id, "ear_round", index)),
            session_id=session_id,
            position=position,
            agenda_item_id=agenda[one["agenda"]] if "agenda" in one else None,
            colleague_id=people[same_initials(one["colleague"])] if "colleague" in one else None,
            question=one.get("question", ""),
            passage_id=passages[int(one["passage"])] if "passage" in one else None,
            step=EarStep(one.get("step", EarStep.OVER)),
            turn_id=people[same_initials(one["turn"])] if "turn" in one else None,
        )


def ear_round_ids(data: Object, session_id: SessionId) -> list[EarRoundId]:
    """Return the id of each round by its index."""
    return [
        EarRoundId(part_id(one, session_id, "ear_round", index))
        for index, _position, one in parts(data, "ear_rounds")
    ]


def ear_round_object(
    one: EarRound,
    agenda_keys: Mapping[AgendaItemId, str],
    initials: Mapping[ParticipantId, str],
    passages: Sequence[PassageId],
) -> dict[str, Any]:
    """Return what stands in the file for a round; None for what is left out.

    A passage of another session is not in this file, and so not named.
    """
    block, colleague, turn = one.agenda_item_id, one.colleague_id, one.turn_id
    return {
        "agenda": None if block is None else agenda_keys.get(block),
        "colleague": None if colleague is None else initials[colleague],
        "question": one.question or None,
        "passage": passages.index(one.passage_id) if one.passage_id in passages else None,
        "step": None if one.is_over else one.step,
        "turn": None if turn is None else initials[turn],
    }


def clip_object(note: Reflection, rounds: Sequence[EarRound]) -> dict[str, Any]:
    """Return what a reflection says of the round it was made in."""
    ids = [one.id for one in rounds]
    return {
        "ear_round": ids.index(note.round_id) if note.round_id in ids else None,
        "clip": None if note.clip_ms is None else format_offset(note.clip_ms),
    }
