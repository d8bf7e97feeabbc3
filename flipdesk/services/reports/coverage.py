"""What has been held: sessions, hours and participants by organisation and year."""

from collections.abc import Sequence

from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope, Unit
from flipdesk.domain.search import Query
from flipdesk.domain.session_count import Held
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked

SESSIONS, HOURS, PEOPLE = "sessions", "hours", "participants"


def coverage(asked: Asked) -> Report:
    """Return rows of organisations in Danish order and columns of years, with sums."""
    base, scope = asked.base, asked.scope
    measure = scope.measure or SESSIONS
    held = base.session_counts.held(scope)
    years = sorted({one.year for one in held})
    places = tuple(dict.fromkeys(one.organisation for one in held))
    unit = Unit.DURATION_MS if measure == HOURS else Unit.COUNT
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


def amount(held: Sequence[Held], measure: str) -> int:
    """Return how many sessions, milliseconds or different people there were."""
    if measure == HOURS:
        return sum(one.length_ms for one in held)
    if measure == PEOPLE:
        return len(frozenset().union(*(one.people for one in held)))
    return len(held)


def _door(place: str | None, year: int | None, scope: Scope) -> Door | None:
    if scope.series or scope.session:
        return None
    return Door(
        query=Query(
            organisations=scope.organisations if place is None else (place,),
            years=scope.years if year is None else (year,),
            since=scope.since,
            until=scope.until,
            among=("reflection",),
            samples=scope.samples,
        )
    )


def _summary(held: Sequence[Held]) -> tuple[str, ...]:
    hours = round(amount(held, HOURS) / 3_600_000)
    sessions = ngettext("{n} session", "{n} sessions", len(held)).format(n=len(held))
    people = amount(held, PEOPLE)
    came = ngettext("{n} participant", "{n} participants", people).format(n=people)
    sentence = _("{sessions} of {hours} hours in all, with {people}.")
    return (sentence.format(sessions=sessions, hours=hours, people=came),)


def _notes(measure: str) -> tuple[str, ...]:
    order = _("Municipalities stand in alphabetical order, never by number. · means none yet.")
    if measure == PEOPLE:
        return (_("Everybody counts once in a sum, however often they came."), order)
    return (order,)
