"""What has been held: sessions, hours and participants by organisation and year."""

from collections.abc import Sequence
from dataclasses import replace

from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope, Unit
from flipdesk.domain.report_text import plain_number
from flipdesk.domain.session_count import Held
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.numbers import query_of
from flipdesk.services.reports.slow_reading import SlowReport, read

_HOUR_MS = 3_600_000
SESSIONS, HOURS, PEOPLE = "sessions", "hours", "participants"


def coverage(asked: Asked) -> SlowReport:
    """Return rows of organisations in Danish order and columns of years, with sums."""
    base, scope = asked.base, asked.scope
    measure = scope.measure or SESSIONS
    held = yield from read(base, scope, base.counts.sessions.held)
    years = sorted({one.year for one in held})
    with_any = {one.organisation for one in held}
    in_order = dict.fromkeys(base.counts.tags.places(scope).values())
    places = tuple(one for one in in_order if one in with_any)
    unit = Unit.HOURS if measure == HOURS else Unit.COUNT
    rows = [
        _row(place, short_place(place) or _("none"), held, years, measure, scope)
        for place in places
    ]
    if held:
        rows.append(_row(None, _("In all"), held, years, measure, scope))
    return Report(
        name="coverage",
        form=Form.MATRIX,
        head=_("Municipality"),
        columns=(
            *(Column(str(year), str(year), unit) for year in years),
            Column("sum", _("In all"), unit, is_sum=True),
        ),
        rows=tuple(rows),
        summary=_summary(held) if held else (),
        notes=_notes(measure),
        missing=_("Sessions count here when they have been held."),
        measure=measure,
    )


def _row(
    place: str | None,
    title: str,
    held: Sequence[Held],
    years: Sequence[int],
    measure: str,
    scope: Scope,
) -> Row:
    here = [one for one in held if place is None or one.organisation == place]
    cells = [
        Cell(
            amount([one for one in here if one.year == year], measure),
            door=_door(place, year, scope),
        )
        for year in years
    ]
    total = Cell(amount(here, measure), door=_door(place, None, scope))
    return Row(place or "sum", title, (*cells, total), is_sum=place is None)


def amount(held: Sequence[Held], measure: str) -> float:
    """Return how many sessions, hours or different people there were."""
    if measure == HOURS:
        return sum(one.length_ms for one in held) / _HOUR_MS
    if measure == PEOPLE:
        return len(frozenset().union(*(one.people for one in held)))
    return len(held)


def _door(place: str | None, year: int | None, scope: Scope) -> Door:
    asked = query_of(scope)
    return Door(
        query=replace(
            asked,
            organisations=asked.organisations if place is None else (place,),
            years=asked.years if year is None else (year,),
        )
    )


def _summary(held: Sequence[Held]) -> tuple[str, ...]:
    hours = plain_number(round(amount(held, HOURS)))
    sessions = ngettext("{n} session", "{n} sessions", len(held)).format(n=plain_number(len(held)))
    people = round(amount(held, PEOPLE))
    came = ngettext("{n} participant", "{n} participants", people).format(n=people)
    sentence = _("{sessions} of {hours} hours in all, with {people}.")
    return (sentence.format(sessions=sessions, hours=hours, people=came),)


def _notes(measure: str) -> tuple[str, ...]:
    order = _("Municipalities stand in alphabetical order, never by number. · means none yet.")
    if measure == PEOPLE:
        return (_("Everybody counts once in a sum, however often they came."), order)
    return (order,)
