"""What reports about one session share: which one is meant, and its places on the timeline."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.placing import Note
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stretch import Stretch
from flipdesk.services.reports.asked import Asked

_MS = timedelta(milliseconds=1)


def record_of(asked: Asked) -> SessionRecord | None:
    """Return the record of the session a report is about, None when none is chosen."""
    session_id = asked.scope.session
    if session_id is None:
        return None
    return asked.known(session_id) or asked.base.record(session_id)


def zero_of(record: SessionRecord) -> datetime:
    """Return when offset zero of the timeline was."""
    return record.recording_start() or record.session.starts


def offset_of(note: Note, zero: datetime) -> int | None:
    """Return where a note stands on the timeline in milliseconds, None for nowhere."""
    if note.at_ms is not None:
        return note.at_ms
    return None if note.said_at is None else max(0, (note.said_at - zero) // _MS)


def held_items(record: SessionRecord) -> Iterator[tuple[AgendaItem, Stretch]]:
    """Yield every item that was held to its end, and when in milliseconds of the timeline."""
    zero = zero_of(record)
    for item in record.agenda:
        if item.started is not None and item.ended is not None:
            yield item, ((item.started - zero) // _MS, (item.ended - zero) // _MS)
