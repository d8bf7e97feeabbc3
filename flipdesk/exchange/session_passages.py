"""The passages of a session file."""

from collections.abc import Iterator, Mapping
from typing import Any

from flipdesk.domain.ids import AgendaItemId, ParticipantId, PassageId, SessionId
from flipdesk.domain.offsets import format_offset, parse_offset
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.exchange.session_checks import Object, same_initials
from flipdesk.exchange.session_parts import agenda_ids, part_id, parts


def build_passages(
    data: Object, session_id: SessionId, people: Mapping[str, ParticipantId]
) -> Iterator[Passage]:
    """Yield the passages of a file that has been checked; `people` are found by their initials."""
    agenda = agenda_ids(data, session_id)
    for index, position, passage in parts(data, "passages"):
        yield Passage(
            id=PassageId(part_id(passage, session_id, "passage", index)),
            session_id=session_id,
            position=position,
            from_ms=parse_offset(passage["from"]),
            to_ms=parse_offset(passage["to"]),
            kind=PassageKind(passage.get("kind", PassageKind.EXCERPT)),
            title=passage.get("title", ""),
            agenda_item_id=agenda[passage["agenda"]] if "agenda" in passage else None,
            speaker_id=people[same_initials(passage["speaker"])] if "speaker" in passage else None,
        )


def passage_object(
    passage: Passage,
    agenda_keys: Mapping[AgendaItemId, str],
    initials: Mapping[ParticipantId, str],
) -> dict[str, Any]:
    """Return what stands in the file for a passage; None for what is left out.

    A block of another session is not in this file, and so not named.
    """
    block, speaker = passage.agenda_item_id, passage.speaker_id
    return {
        "from": format_offset(passage.from_ms),
        "to": format_offset(passage.to_ms),
        "kind": None if passage.kind is PassageKind.EXCERPT else passage.kind,
        "title": passage.title or None,
        "agenda": None if block is None else agenda_keys.get(block),
        "speaker": None if speaker is None else initials[speaker],
    }
