"""Where notes stand in the minutes: under which agenda item, and in what order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Reflection
from flipdesk.domain.session_record import SessionRecord

Note = Reflection | Outcome | Marker
Groups = dict[AgendaItemId | None, list[Note]]
Place = tuple[bool, float, int]
_MS = timedelta(milliseconds=1)
_APART = timedelta(seconds=1)


class Places:
    """The moments and homes of the notes of one session."""

    def __init__(self, record: SessionRecord) -> None:
        self.starts = record.session.starts
        # As if the recording began with the session if nobody knows when it did.
        self._zero = record.moment(0, None) or self.starts
        self._items = {item.id for item in record.agenda}
        self._held = [(item.id, item.started, item.ended) for item in record.agenda]

    def home(self, note: Note) -> AgendaItemId | None:
        """Return the agenda item a note was written under, else the one held at its moment."""
        if not isinstance(note, Marker) and note.agenda_item_id in self._items:
            return note.agenda_item_id
        moment = self.moment(note)
        if moment is None:
            return None
        for item_id, started, ended in self._held:
            if started is not None and started <= moment and (ended is None or moment < ended):
                return item_id
        return None

    def moment(self, note: Note) -> datetime | None:
        """Return when a note was said."""
        if note.said_at is not None or note.at_ms is None:
            return note.said_at
        return self._zero + timedelta(milliseconds=note.at_ms)

    def stands_at(self, note: Note) -> datetime | None:
        """Return the moment whose place a note has in the minutes, None without a moment."""
        placed = None if isinstance(note, Marker) else note.placed_at
        return placed or self.moment(note)

    def place(self, note: Note) -> Place:
        """Return what to sort notes by; those without a moment come last."""
        moment = self.stands_at(note)
        return moment is None, moment.timestamp() if moment is not None else 0.0, note.position


def grouped(record: SessionRecord) -> Groups:
    """Return the notes under their agenda items in order; under None those that belong to none."""
    places = Places(record)
    groups: Groups = {item.id: [] for item in record.agenda}
    groups[None] = []
    notes: tuple[Note, ...] = (*record.reflections, *record.outcomes, *record.markers)
    for note in notes:
        groups[places.home(note)].append(note)
    for group in groups.values():
        group.sort(key=places.place)
    return groups


def in_minutes_order(record: SessionRecord) -> SessionRecord:
    """Return the record with reflections and outcomes as they follow each other in the minutes."""
    places = Places(record)
    return replace(
        record,
        reflections=tuple(sorted(record.reflections, key=places.place)),
        outcomes=tuple(sorted(record.outcomes, key=places.place)),
    )


def placed(
    record: SessionRecord, order: Sequence[Note], moved: frozenset[str]
) -> dict[str, datetime | None]:
    """Return the `placed_at` of the notes of one agenda item that makes them stand in an order.

    Only those whose place has to be said are in it: the `moved` ones by their GUID, None where the
    moment it was said fits by itself, and others only when there is no room left between them.
    """
    where = Places(record)
    places: dict[str, datetime | None] = {}
    lowest = max((n for n, note in enumerate(order) if note.id in moved), default=-1)
    last: datetime | None = None
    for number, note in enumerate(order):
        natural = where.moment(note)
        if note.id in moved:
            run = _run(order, number, moved)
            after = order[number + run] if number + run < len(order) else None
            end = None if after is None else where.stands_at(after)
            if natural is not None and _lies_between(natural, last, end):
                places[note.id], last = None, natural
            else:
                last = places[note.id] = _between(where.starts, last, end, run)
            continue
        stands = where.stands_at(note)
        is_late = last is not None and stands is not None and stands < last
        is_level = stands == last and number > 0 and order[number - 1].id in places
        is_nowhere = stands is None and number < lowest
        if is_late or (is_level and stands is not None) or is_nowhere:
            stands = places[note.id] = _after(where.starts, last)
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


def _between(starts: datetime, last: datetime | None, end: datetime | None, count: int) -> datetime:
    """Return a moment after one and, where there is room, so that `count` fit before another."""
    if last is None:
        return _whole(starts if end is None else end - _APART * count)
    if end is None or end <= last:
        return _whole(last + (_APART if end is None else _MS))
    return max(_whole(last) + _MS, _whole(last + (end - last) / (count + 1)))


def _after(starts: datetime, last: datetime | None) -> datetime:
    return starts if last is None else _whole(last) + _MS


def _whole(moment: datetime) -> datetime:
    """Return a moment in whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
