"""The speakers' list of a session file."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flipdesk.domain.ids import AgendaItemId, ParticipantId, QueueEntryId, SessionId
from flipdesk.domain.queue_entry import QueueEntry
from flipdesk.domain.vocabulary import QueueKind
from flipdesk.exchange.session_checks import Object, same_initials
from flipdesk.exchange.session_parts import agenda_ids, part_id, parts
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable


def build_queue(
    data: Object, session_id: SessionId, people: Mapping[str, ParticipantId], timetable: Timetable
) -> Iterator[QueueEntry]:
    """Yield the speakers' list of a file that has been checked; people by their initials."""
    agenda = agenda_ids(data, session_id)
    for index, position, entry in parts(data, "queue"):
        yield QueueEntry(
            id=QueueEntryId(part_id(entry, session_id, "queue", index)),
            session_id=session_id,
            position=position,
            kind=QueueKind(entry.get("kind", QueueKind.FLOOR)),
            speaker_id=people[same_initials(entry["speaker"])] if "speaker" in entry else None,
            agenda_item_id=agenda[entry["agenda"]] if "agenda" in entry else None,
            since=timetable.moments.get(("queue", index, "since")),
            until=timetable.moments.get(("queue", index, "until")),
        )


def queue_object(
    entry: QueueEntry,
    agenda_keys: Mapping[AgendaItemId, str],
    initials: Mapping[ParticipantId, str],
    zone: str,
) -> dict[str, Any]:
    """Return what stands in the file for a place on the list; None for what is left out."""

    def written(moment: datetime | None) -> str | None:
        return None if moment is None else write_moment(moment, zone)

    item, speaker = entry.agenda_item_id, entry.speaker_id
    return {
        "kind": None if entry.kind is QueueKind.FLOOR else entry.kind,
        "speaker": None if speaker is None else initials[speaker],
        "agenda": None if item is None else agenda_keys[item],
        "since": written(entry.since),
        "until": written(entry.until),
    }
