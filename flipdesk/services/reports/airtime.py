"""Airtime by role for each agenda item; nobody's own time is counted anywhere."""

from flipdesk.domain.airtime import recorded_ms
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Unit
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.of_session import held_items, record_of
from flipdesk.services.reports.voice_bands import BANDS, Spoken, bands_of, spoken

TIME, SHARE = "time", "share"


def airtime_by_role(asked: Asked) -> Report:
    """Return rows of agenda items and columns of voices."""
    record = record_of(asked)
    measure = asked.scope.measure or TIME
    rows = () if record is None else _rows(record, measure)
    bands = _bands(record)
    unit = Unit.DURATION_MS if measure == TIME else Unit.PERCENT
    return Report(
        name="airtime",
        form=Form.BARS,
        head=_("Agenda item"),
        columns=tuple(Column(band, _(BANDS[band]), unit) for band in bands),
        rows=rows,
        summary=_summary(record) if record is not None and rows else (),
        notes=(
            _("Only by role, never person by person."),
            _("A leader who is the only one counts among the practitioners."),
        ),
        missing=_("Give the floor while you record, and airtime is counted by role."),
        measure=measure,
    )


def _bands(record: SessionRecord | None) -> tuple[str, ...]:
    if record is None:
        return tuple(BANDS)
    present = set(bands_of(record.participants).values())
    return tuple(band for band in BANDS if band in present)


def _rows(record: SessionRecord, measure: str) -> tuple[Row, ...]:
    heard = _heard(record)
    places = [(item.id, item.title, place) for item, place in held_items(record)]
    rows, counted = [], dict.fromkeys(BANDS, 0)
    for key, title, (first, last) in places:
        spent = dict.fromkeys(BANDS, 0)
        for one in heard:
            spent[one.band] += max(0, min(one.to_ms, last) - max(one.from_ms, first))
        for band, ms in spent.items():
            counted[band] += ms
        if any(spent.values()):
            rows.append(_row(record, key, title, spent, measure))
    rest = {
        band: sum(one.to_ms - one.from_ms for one in heard if one.band == band) - counted[band]
        for band in BANDS
    }
    if any(ms > 0 for ms in rest.values()):
        rows.append(_row(record, "none", _("Outside the items"), rest, measure))
    return tuple(rows)


def _row(record: SessionRecord, key: str, title: str, spent: dict[str, int], measure: str) -> Row:
    door, whole = Door(session_id=record.session.id), sum(spent.values())
    numbers = (spent[band] for band in _bands(record))
    if measure == SHARE:
        return Row(key, title, tuple(Cell(100 * ms / whole, door=door) for ms in numbers))
    return Row(key, title, tuple(Cell(ms, door=door) for ms in numbers))


def _heard(record: SessionRecord) -> list[Spoken]:
    return spoken(record.turns, bands_of(record.participants), recorded_ms(record))


def _summary(record: SessionRecord) -> tuple[str, ...]:
    heard = _heard(record)
    whole = sum(one.to_ms - one.from_ms for one in heard)
    shares = (
        f"{_(BANDS[band])} "
        + _("{percent} %").format(
            percent=round(
                100 * sum(one.to_ms - one.from_ms for one in heard if one.band == band) / whole
            )
        )
        for band in _bands(record)
    )
    return (_("In all: {counts}.").format(counts=", ".join(shares)),) if whole else ()
