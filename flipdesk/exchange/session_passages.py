"""The passages of a session file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flipdesk.domain.ids import AgendaItemId, ParticipantId, PassageId, RecordingId, SessionId
from flipdesk.domain.offsets import format_offset, parse_offset
from flipdesk.domain.passage import Passage, PassageKind
from flipdesk.domain.recording import Recording
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects, same_initials
from flipdesk.exchange.session_parts import agenda_ids, part_id, parts
from flipdesk.i18n import _


def check_clips(data: Object, problems: Problems) -> None:
    """Note every passage of a clip that is none, or that is more than an excerpt."""
    clips = {index for index, one in objects(data, "recordings") if one.get("clip") is True}
    for index, passage in objects(data, "passages"):
        place = passage.get("clip")
        if isinstance(place, int | float) and place not in clips:
            message = _("recordings[{place}] is no clip").format(place=place)
            problems.add(("passages", index, "clip"), message)
        elif place is not None and passage.get("kind", PassageKind.EXCERPT) != PassageKind.EXCERPT:
            message = _("cannot stand with a passage of a clip")
            problems.add(("passages", index, "kind"), message)


def build_passages(
    data: Object,
    session_id: SessionId,
    people: Mapping[str, ParticipantId],
    recordings: Sequence[Recording],
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
            recording_id=recordings[int(passage["clip"])].id if "clip" in passage else None,
        )


def passage_object(
    passage: Passage,
    agenda_keys: Mapping[AgendaItemId, str],
    initials: Mapping[ParticipantId, str],
    recordings: Sequence[RecordingId],
) -> dict[str, Any]:
    """Return what stands in the file for a passage; None for what is left out.

    A block of another session is not in this file, and so not named.
    """
    block, speaker, clip = passage.agenda_item_id, passage.speaker_id, passage.recording_id
    return {
        "from": format_offset(passage.from_ms),
        "to": format_offset(passage.to_ms),
        "kind": None if passage.kind is PassageKind.EXCERPT else passage.kind,
        "title": passage.title or None,
        "agenda": None if block is None else agenda_keys.get(block),
        "speaker": None if speaker is None else initials[speaker],
        "clip": None if clip is None else recordings.index(clip),
    }
