"""Every text that a document would show, with the place it stands in, read from its snapshot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flipdesk.domain.concern import Place, PlaceKind
from flipdesk.domain.document_snapshot import DocumentSnapshot, HeadRow, Item, Line, Lines, Table
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.paper import Facts, Grid, Heading, Numbered, Paper, Text
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.transcript import TranscriptSegment
from flipdesk.i18n import _


@dataclass(frozen=True, slots=True)
class GateText:
    """One text and where it stands. In the head, names of those who took part are at home."""

    text: str
    place: Place
    is_head: bool = False


def texts_of(snapshot: DocumentSnapshot, record: SessionRecord) -> Iterator[GateText]:
    """Yield what a document says, each text of a place once."""
    places = _Places(record)
    seen: set[tuple[str, str]] = set()
    for one in _all(snapshot, places):
        if one.text.strip() and (one.place.key, one.text) not in seen:
            seen.add((one.place.key, one.text))
            yield one


def texts_in(record: SessionRecord) -> Iterator[GateText]:
    """Yield every free text of a session, as a session file carries it, that says anything."""
    return (one for one in _stored(record) if one.text.strip())


def texts_on(paper: Paper, record: SessionRecord) -> Iterator[GateText]:
    """Yield every text of a paper about a session, with the place it is stored in.

    What the paper is about stands at its head.
    """
    known = [one for one in _planned(record) if one.text.strip()]
    elsewhere = _Places(record).session(paper.title)
    for text in dict.fromkeys(_words_of(paper)):
        if text.strip():
            places = (one.place for one in known if one.text.strip() in text)
            yield GateText(text, next(places, elsewhere), is_head=True)


def _planned(record: SessionRecord) -> Iterator[GateText]:
    places, session = _Places(record), record.session
    for text in (session.purpose, session.place, session.contribution, session.title):
        yield GateText(text or "", places.session(session.title), is_head=True)
    for item in record.agenda:
        for text in (item.title, item.purpose, item.how, item.plan_b, *item.materials):
            yield GateText(text or "", places.of(item.id, item.title))


def _stored(record: SessionRecord) -> Iterator[GateText]:
    places, title = _Places(record), record.session.title
    yield GateText(record.series.title, places.of(None, title), is_head=True)
    yield from _planned(record)
    said = [(one.id, one.text) for one in record.reflections]
    for key, words in (*said, *((one.id, one.text) for one in record.outcomes)):
        yield GateText(words, places.of(key, title))
    for label in [one.label for one in record.markers] + [one.title for one in record.passages]:
        yield GateText(label, places.of(None, title))
    for one in record.ear_rounds:
        yield GateText(one.question, places.of(None, title))
    for sound in (*record.recordings, *record.clips):
        yield GateText(sound.source, places.of(None, _("The file of a recording")))
    for aside in record.set_asides:
        yield GateText(aside.reason, places.of(None, _("A reason for setting aside")))
    earlier = [one.text for one in record.merged] + [one.text for one in record.text_versions]
    for text in earlier:
        yield GateText(text, places.of(None, _("An earlier wording")))
    for transcript in record.transcripts:
        yield GateText(transcript.name, places.of(None, title))
        yield GateText(transcript.file_name, places.of(None, transcript.name))
    for segment in record.transcript_segments:
        yield GateText(segment.text, segment_place(segment))
        yield GateText(segment.source_text or "", places.of(None, _("An earlier wording")))
    for label in dict.fromkeys(one.speaker_label for one in record.transcript_segments):
        yield GateText(label, places.of(None, _("A speaker in a transcript")))


def segment_place(segment: TranscriptSegment) -> Place:
    """Return where a segment of a transcript stands: "00:12:30"."""
    return Place(PlaceKind.SEGMENT, segment.id, format_offset(segment.from_ms // 1000 * 1000))


def _words_of(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.subtitle, paper.below, paper.banner, paper.name)
    for block in paper.blocks:
        match block:
            case Heading(text) | Text(text):
                yield text
            case Numbered(lines):
                yield from lines
            case Facts(caption, rows):
                yield caption
                yield from (said for _label, said in rows)
            case Grid(caption, columns, rows):
                yield from (caption, *(one.title for one in columns))
                yield from (
                    text for row in rows for cell in row for text in (cell.strong, cell.text)
                )


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


def _all(snapshot: DocumentSnapshot, places: _Places) -> Iterator[GateText]:
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
