"""The timeline of one session, made from its record."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flipdesk.domain.agenda import running, schedule
from flipdesk.domain.offsets import format_duration, format_offset
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.passage_consent import silenced
from flipdesk.domain.placing import Note
from flipdesk.domain.reflection import Marker, Reflection, Turn
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.services.passages import shown_title
from flipdesk.ui.delegates.roles import spoken
from flipdesk.ui.widgets.timeline_scene import (
    TimelineBlock,
    TimelinePassage,
    TimelinePoint,
    TimelineScene,
    TimelineTurn,
)

_LEAST_MS = 60_000


def timeline_scene(record: SessionRecord, now: datetime | None = None) -> TimelineScene:
    """Return blocks, markers and notes on the line of the recording, or of the day without one.

    The item that is being held reaches to `now`, and without one to the last that is known.
    """
    start = record.recording_start() or record.session.starts
    notes: tuple[Note, ...] = (*record.reflections, *record.outcomes, *record.markers)
    placed = [(offset, note) for note in notes if (offset := _offset(note, start)) is not None]
    points = tuple(
        _point(record, note, offset)
        for offset, note in sorted(placed, key=lambda one: (one[0], one[1].position))
    )
    known = max([sound_ms(record), *(point.at_ms for point in points)])
    blocks = _blocks(record, start, max(known, _held_ms(record, start, now)))
    length = max([_LEAST_MS, known, *(block.to_ms for block in blocks)])
    return TimelineScene(
        length,
        blocks,
        points,
        tuple(_turn(record, turn, length) for turn in record.turns),
        tuple(_passages(record, length)),
    )


def sound_ms(record: SessionRecord) -> int:
    """Return the length of the recording, 0 without one."""
    return max((recording.length_ms for recording in record.recordings), default=0)


def note_at_ms(record: SessionRecord, note: Note) -> int | None:
    """Return where a note stands on the timeline, None for nowhere."""
    start = record.recording_start() or record.session.starts
    return _offset(note, start)


def _turn(record: SessionRecord, turn: Turn, length_ms: int) -> TimelineTurn:
    speaker = record.participant(turn.speaker_id)
    name, initials = (speaker.name, speaker.initials) if speaker else ("", "")
    end = length_ms if turn.to_ms is None else turn.to_ms
    times = f"{format_duration(turn.from_ms)}–{format_duration(end)}"
    research = speaker.role.is_research if speaker else False
    return TimelineTurn(initials, turn.from_ms, end, research, spoken(name, times))


def _passages(record: SessionRecord, length_ms: int) -> Iterator[TimelinePassage]:
    """Yield what is pointed out, then what is silenced, by passage or by somebody's turns."""
    for one in record.passages:
        if one.recording_id is not None:
            continue
        if one.kind is not PassageKind.SILENCED:
            withdrawn = one.kind is PassageKind.WITHDRAWN
            item = record.agenda_item(one.agenda_item_id)
            title = spoken(shown_title(one), item.title if item else "")
            if withdrawn:
                title = spoken(_("consent withdrawn"), title)
            yield TimelinePassage(one.id, title, one.from_ms, one.to_ms, is_withdrawn=withdrawn)
    for first, end in silenced(record):
        key = f"silenced {first}"
        yield TimelinePassage(key, _("silenced"), first, min(end, length_ms), is_silenced=True)


def _held_ms(record: SessionRecord, start: datetime, now: datetime | None) -> int:
    """Return until when an item is certainly held; one that nobody ended is not held overnight."""
    item = running(record.agenda)
    if now is None or item is None or item.started is None:
        return 0
    zone = zone_info(record.session.zone)
    is_today = item.started.astimezone(zone).date() == now.astimezone(zone).date()
    return _ms(now - start) if is_today else 0


def _blocks(record: SessionRecord, start: datetime, until_ms: int) -> tuple[TimelineBlock, ...]:
    until = start + timedelta(milliseconds=until_ms)
    session = record.session
    slots = schedule(
        record.agenda, session.starts, until, session.zone, day_starts=session.day_starts
    )
    begun = any(item.started for item in record.agenda)
    blocks = []
    for slot in slots:
        if begun and slot.item.started is None:
            continue
        opens = slot.expected_start if begun else slot.planned_start
        closes = slot.expected_end if begun else slot.planned_end
        block = TimelineBlock(
            slot.item.title,
            max(0, _ms(opens - start)),
            max(0, _ms(closes - start)),
            slot.item.kind is AgendaKind.BREAK,
        )
        if block.to_ms > block.from_ms:
            blocks.append(block)
    return tuple(blocks)


def _point(record: SessionRecord, note: Note, offset_ms: int) -> TimelinePoint:
    when = format_offset(offset_ms // 1000 * 1000)
    if isinstance(note, Marker):
        words = note.label or _("Marker without text")
        return TimelinePoint(note.id, offset_ms, is_marker=True, spoken=spoken(when, words))
    speaker = note.speaker_id if isinstance(note, Reflection) else note.owner_id
    person = record.participant(speaker)
    initials = person.initials if person else ""
    return TimelinePoint(
        note.id,
        offset_ms,
        potential=_telling(record, note.potentials),
        spoken=spoken(when, initials, note.text),
    )


def _telling(record: SessionRecord, potentials: tuple[str, ...]) -> str:
    """Return the first potential that is not the session's own, for that one tells nothing new."""
    others = (slug for slug in potentials if slug != record.session.potential)
    return next(others, potentials[0] if potentials else "")


def _offset(note: Note, start: datetime) -> int | None:
    if note.at_ms is not None:
        return note.at_ms
    return None if note.said_at is None else max(0, _ms(note.said_at - start))


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)
