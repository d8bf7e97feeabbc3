"""Where notes stand in the minutes: under which agenda item, and in what order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord

Note = Reflection | Outcome | Marker
Groups = dict[AgendaItemId | None, list[Note]]
Place = tuple[bool, float, int]
_MS = timedelta(milliseconds=1)
_APART = timedelta(seconds=1)


def home(record: SessionRecord, note: Note) -> AgendaItemId | None:
    """Return the agenda item a note was written under, else the one held at its moment."""
    if not isinstance(note, Marker) and record.agenda_item(note.agenda_item_id):
        return note.agenda_item_id
    moment = record.moment(note.at_ms, note.said_at)
    held = (item for item in record.agenda if moment is not None and _was_held(item, moment))
    return next((item.id for item in held), None)


def moment_of(record: SessionRecord, note: Note) -> datetime | None:
    """Return when a note was said, as if the recording began with the session if nobody knows."""
    said = record.moment(note.at_ms, note.said_at)
    if said is None and note.at_ms is not None:
        return record.session.starts + timedelta(milliseconds=note.at_ms)
    return said


def stands_at(record: SessionRecord, note: Note) -> datetime | None:
    """Return the moment whose place a note has in the minutes, None for one without a moment."""
    placed = None if isinstance(note, Marker) else note.placed_at
    return placed or moment_of(record, note)


def place(record: SessionRecord, note: Note) -> Place:
    """Return what to sort notes by; those without a moment come last."""
    moment = stands_at(record, note)
    return moment is None, moment.timestamp() if moment is not None else 0.0, note.position


def grouped(record: SessionRecord) -> Groups:
    """Return the notes under their agenda items in order; under None those that belong to none."""
    groups: Groups = {item.id: [] for item in record.agenda}
    groups[None] = []
    notes: tuple[Note, ...] = (*record.reflections, *record.outcomes, *record.markers)
    for note in notes:
        groups[home(record, note)].append(note)
    for group in groups.values():
        group.sort(key=lambda note: place(record, note))
    return groups


def in_minutes_order(record: SessionRecord) -> SessionRecord:
    """Return the record with reflections and outcomes as they follow each other in the minutes."""
    return replace(
        record,
        reflections=tuple(sorted(record.reflections, key=lambda note: place(record, note))),
        outcomes=tuple(sorted(record.outcomes, key=lambda note: place(record, note))),
    )


def placed(
    record: SessionRecord, order: Sequence[Note], moved: frozenset[str]
) -> dict[str, datetime | None]:
    """Return the `placed_at` of the notes of one agenda item that makes them stand in an order.

    Only those whose place has to be said are in it: the `moved` ones by their GUID, None where the
    moment it was said fits by itself, and others only when there is no room left between them.
    """
    places: dict[str, datetime | None] = {}
    lowest = max((n for n, note in enumerate(order) if note.id in moved), default=-1)
    last: datetime | None = None
    for number, note in enumerate(order):
        natural = moment_of(record, note)
        if note.id in moved:
            run = _run(order, number, moved)
            after = order[number + run] if number + run < len(order) else None
            end = None if after is None else stands_at(record, after)
            if natural is not None and _lies_between(natural, last, end):
                places[note.id], last = None, natural
            else:
                last = places[note.id] = _between(record, last, end, run)
            continue
        stands = stands_at(record, note)
        is_late = last is not None and stands is not None and stands < last
        is_level = stands == last and number > 0 and order[number - 1].id in places
        is_nowhere = stands is None and number < lowest
        if is_late or (is_level and stands is not None) or is_nowhere:
            stands = places[note.id] = _after(record, last)
        last = stands or last
    return places


def _run(order: Sequence[Note], first: int, moved: frozenset[str]) -> int:
    """Return how many notes stand together from one on that were moved."""
    end = first
    while end < len(order) and order[end].id in moved:
        end += 1
    return end - first


def _lies_between(moment: datetime, last: datetime | None, end: datetime | None) -> bool:
    return (last is None or last < moment) and (end is None or moment < end)


def _between(
    record: SessionRecord, last: datetime | None, end: datetime | None, count: int
) -> datetime:
    """Return a moment after one and, where there is room, so that `count` fit before another."""
    if last is None:
        return _whole(record.session.starts if end is None else end - _APART * count)
    if end is None or end <= last:
        return _whole(last + (_APART if end is None else _MS))
    return max(_whole(last) + _MS, _whole(last + (end - last) / (count + 1)))


def _after(record: SessionRecord, last: datetime | None) -> datetime:
    return record.session.starts if last is None else _whole(last) + _MS


def _whole(moment: datetime) -> datetime:
    """Return a moment in whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _was_held(item: AgendaItem, moment: datetime) -> bool:
    started, ended = item.started, item.ended
    return started is not None and started <= moment and (ended is None or moment < ended)
