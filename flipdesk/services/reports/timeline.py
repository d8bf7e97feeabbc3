"""A session along its recording: items, voices, reflections by potential, markers and gaps."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from flipdesk.domain.codebook import Code
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Unit
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stretch import Stretch, joined
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.codes import digit_of
from flipdesk.services.reports.of_session import held_items, offset_of, record_of, zero_of
from flipdesk.services.reports.voice_bands import BANDS, bands_of, spoken

ITEM, BREAK, VOICE, REFLECTION, MARKER, GAP = (
    "item", "break", "voice", "reflection", "marker", "gap",
)  # fmt: skip


def timeline(asked: Asked) -> Report:
    """Return a row for everything that has a place on the timeline, kind by kind, in order."""
    record = record_of(asked)
    rows = () if record is None else tuple(_rows(record, _potentials(record)))
    return Report(
        name="timeline",
        form=Form.TIMELINE,
        head=_("What"),
        columns=(
            Column("kind", _("Kind"), Unit.TEXT),
            Column("from", _("From"), Unit.OFFSET_MS),
            Column("to", _("To"), Unit.OFFSET_MS),
        ),
        rows=rows,
        summary=_summary(rows),
        notes=(_("Voices are shown by role, never by person."),),
        missing=_("Choose a session that has been held, with notes or a recording."),
    )


def _rows(record: SessionRecord, names: dict[str, Code]) -> Iterator[Row]:
    door = Door(session_id=record.session.id)
    for item, held in held_items(record):
        is_break = item.kind is AgendaKind.BREAK
        kind = BREAK if is_break else ITEM
        yield _row(item.id, item.title, kind, word(item.kind), held, door)
    bands, end_ms = bands_of(record.participants), _end_ms(record)
    for number, one in enumerate(spoken(record.turns, bands, end_ms)):
        title = _(BANDS[one.band])
        place = (one.from_ms, one.to_ms)
        yield _row(f"voice {number}", title, VOICE, _("Has the floor"), place, door, band=one.band)
    zero = zero_of(record)
    for at, note in _placed(record, zero):
        code = names.get(_telling(record, note.potentials))
        said = ", ".join(names[one].name for one in note.potentials if one in names)
        name = word(note.kind)
        title = f"{name}: {said}" if said else name
        yield _row(note.id, title, REFLECTION, name, (at, at), Door(ids=(note.id,)), code)
    for marker in record.markers:
        moment = offset_of(marker, zero)
        if moment is not None:
            yield _row(marker.id, _("Marker"), MARKER, _("Marker"), (moment, moment), door)
    for number, gap in enumerate(gaps_of(record)):
        length = format_duration(gap[1] - gap[0])
        title = _("gap {length}").format(length=length)
        yield _row(f"gap {number}", title, GAP, _("No sound"), gap, door)


def _placed(record: SessionRecord, zero: datetime) -> list[tuple[int, Reflection]]:
    """Return the reflections that have a place, in the order of the timeline."""
    placed = ((offset_of(one, zero), one) for one in record.reflections)
    return sorted(((at, one) for at, one in placed if at is not None), key=lambda pair: pair[0])


def _row(
    key: str,
    title: str,
    kind: str,
    name: str,
    place: Stretch,
    door: Door,
    code: Code | None = None,
    band: str = "",
) -> Row:
    cells = (Cell(text=name), *(Cell(at, door=door) for at in place))
    slug, digit = (code.slug, digit_of(code)) if code else (band, "")
    return Row(key, title, cells, slug, kind, digit=digit)


def gaps_of(record: SessionRecord) -> tuple[Stretch, ...]:
    """Return where there is no sound between the first and the last that was recorded."""
    heard = joined(
        (one.first_sample * 1000 // recording.rate_hz,
         (one.first_sample + one.samples) * 1000 // recording.rate_hz)
        for recording in record.recordings
        for one in recording.segments
    )  # fmt: skip
    return tuple((before[1], after[0]) for before, after in pairwise(heard))


def _end_ms(record: SessionRecord) -> int:
    return max((recording.length_ms for recording in record.recordings), default=0)


def _telling(record: SessionRecord, potentials: tuple[str, ...]) -> str:
    """Return the first potential that is not the session's own, for that one tells nothing new."""
    others = (slug for slug in potentials if slug != record.session.potential)
    return next(others, potentials[0] if potentials else "")


def _potentials(record: SessionRecord) -> dict[str, Code]:
    return {code.slug: code for code in record.codebook.potentials}


def _summary(rows: tuple[Row, ...]) -> tuple[str, ...]:
    if not rows:
        return ()
    items = sum(row.kind in (ITEM, BREAK) for row in rows)
    notes = sum(row.kind == REFLECTION for row in rows)
    gaps = sum(row.kind == GAP for row in rows)
    parts = (
        ngettext("{n} agenda item", "{n} agenda items", items).format(n=items),
        ngettext("{n} reflection", "{n} reflections", notes).format(n=notes),
        ngettext("{n} gap in the sound", "{n} gaps in the sound", gaps).format(n=gaps),
    )
    return (_("{items}, {notes}, {gaps}.").format(items=parts[0], notes=parts[1], gaps=parts[2]),)
