"""Every text that a document would show, with the place it stands in, read from its snapshot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flipdesk.domain.concern import Place, PlaceKind
from flipdesk.domain.document_snapshot import HeadRow, Item, Line, Lines, Table
from flipdesk.domain.minutes_snapshot import MinutesSnapshot
from flipdesk.domain.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class GateText:
    """One text and where it stands. In the head, names of those who took part are at home."""

    text: str
    place: Place
    is_head: bool = False


def texts_of(snapshot: MinutesSnapshot, record: SessionRecord) -> Iterator[GateText]:
    """Yield what the minutes say, each text of a place once."""
    places = _Places(record)
    seen: set[tuple[str, str]] = set()
    for one in _all(snapshot, places):
        if one.text.strip() and (one.place.key, one.text) not in seen:
            seen.add((one.place.key, one.text))
            yield one


def texts_in(record: SessionRecord) -> Iterator[GateText]:
    """Yield every free text of a session, as a session file carries it."""
    places = _Places(record)
    session = record.session
    for text in (session.title, session.purpose, session.place, session.contribution):
        yield GateText(text or "", places.session(session.title), is_head=True)
    for item in record.agenda:
        for text in (item.title, item.purpose, item.how, item.plan_b, *item.materials):
            yield GateText(text or "", places.of(item.id, item.title))
    said = [(one.id, one.text) for one in record.reflections]
    for key, words in (*said, *((one.id, one.text) for one in record.outcomes)):
        yield GateText(words, places.of(key, session.title))
    for label in [one.label for one in record.markers] + [one.title for one in record.passages]:
        yield GateText(label, places.of(None, session.title))


class _Places:
    """Knows what the keys in a snapshot stand for."""

    def __init__(self, record: SessionRecord) -> None:
        self._session = record.session.id
        self._kinds: dict[str, PlaceKind] = {one.id: PlaceKind.OUTCOME for one in record.outcomes}
        self._kinds |= {one.id: PlaceKind.REFLECTION for one in record.reflections}
        self._kinds |= {one.id: PlaceKind.AGENDA_ITEM for one in record.agenda}
        self._homes = {one.id: one.agenda_item_id for one in record.reflections}
        self._titles = {one.id: one.title for one in record.agenda}

    def of(self, key: str | None, label: str) -> Place:
        if not key or key not in self._kinds:
            return Place(PlaceKind.OTHER, key or "", label)
        home = self._homes.get(key)  # type: ignore[call-overload]
        return Place(self._kinds[key], key, self._titles.get(home, label) if home else label)

    def session(self, label: str) -> Place:
        return Place(PlaceKind.SESSION, self._session, label)


def _all(snapshot: MinutesSnapshot, places: _Places) -> Iterator[GateText]:
    yield GateText(snapshot.name, places.session(snapshot.title), is_head=True)
    yield from _head(snapshot.head, places)
    yield from _items(snapshot.items, places)
    yield from _lines(snapshot.summary.lines, snapshot.summary.heading, places)
    for section in snapshot.sections:
        if isinstance(section, Lines):
            yield from _lines(section.lines, section.heading, places)
        else:
            yield from _table(section, places)


def _head(rows: Iterable[HeadRow], places: _Places) -> Iterator[GateText]:
    for row in rows:
        for line in row.lines:
            yield GateText(line.text, places.session(row.label), is_head=True)


def _items(items: Iterable[Item], places: _Places) -> Iterator[GateText]:
    for item in items:
        home = places.of(item.key, item.heading)
        yield GateText(item.heading, home)
        yield GateText(item.note, home, is_head=True)
        for group in item.groups:
            for one in group.contributions:
                yield GateText(one.text, places.of(one.key, item.heading))
                if one.speaker:
                    yield GateText(one.speaker, places.of(one.key, item.heading), is_head=True)


def _lines(lines: Iterable[Line], heading: str, places: _Places) -> Iterator[GateText]:
    for line in lines:
        yield GateText(line.text, places.of(line.key, heading))


def _table(table: Table, places: _Places) -> Iterator[GateText]:
    for row in table.rows:
        place = places.of(row.key, table.heading)
        for number, cell in enumerate(row.cells):
            # The first cell is what was said; who owns it stands in one of the others.
            yield GateText(cell.text, place, is_head=number > 0)
