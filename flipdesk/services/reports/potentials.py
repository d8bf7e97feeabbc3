"""Potential by organisation: how often, for how long, or for how much of what was said there."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from flipdesk.domain.codebook import Code
from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.report import Cell, Column, Door, Form, Report, Row, Scope, Unit
from flipdesk.domain.report_text import plain_number
from flipdesk.domain.tag_count import SessionTally
from flipdesk.i18n import _, ngettext
from flipdesk.services.reports.asked import Asked
from flipdesk.services.reports.codes import digit_of, potentials
from flipdesk.services.reports.numbers import (
    SHARE_OF,
    added,
    few_note,
    query_of,
    shown,
    summed,
)
from flipdesk.services.reports.slow_reading import SlowReport

COUNT, MINUTES, SHARE = "count", "minutes", "share"
Numbers = dict[tuple[str, str], int]
_UNITS = {COUNT: Unit.COUNT, MINUTES: Unit.DURATION_MS, SHARE: Unit.PERCENT}


def potential_matrix(asked: Asked) -> SlowReport:
    """Return rows of potentials and columns of organisations in Danish alphabetical order."""
    base, scope = asked.base, asked.scope
    measure, rows_of = scope.measure or COUNT, potentials(base, scope)
    tags, kept = base.counts.tags, asked.kept
    where = tags.places(scope)
    sessions = tuple(where)
    whole = dict.fromkeys(where.values(), 0)
    for one in (yield from kept.read("said", sessions, tags.said)):
        whole[where[one.session_id]] += one.number

    def by_place(tallies: Iterable[SessionTally]) -> Numbers:
        return added(tallies, lambda one: (one.code, where[one.session_id]))

    counts = by_place((yield from kept.read("tags", sessions, tags.potentials)))
    spent: Numbers = {}
    if measure == MINUTES:
        spent = by_place((yield from kept.read("minutes", sessions, tags.minutes)))
    door = _doors(scope)

    def cell(slug: str, place: str) -> Cell:
        count = counts.get((slug, place), 0)
        number: float = count
        enough = count
        if measure == MINUTES:
            number = spent.get((slug, place), 0)
        elif measure == SHARE:
            number = 100 * count / whole[place] if whole[place] else 0
            enough = min(count, whole[place] - SHARE_OF + scope.few)
        return shown(Cell(number, door=door(slug, place)), count, enough, scope.few)

    places = tuple(whole)
    rows = _rows(rows_of, places, cell)
    is_added = measure != SHARE
    columns = tuple(_column(place, _UNITS[measure]) for place in places)
    if is_added and rows:
        columns = (*columns, Column("sum", _("In all"), _UNITS[measure], is_sum=True))
        rows = summed(rows, _("In all"))
    has_any = any(counts.values())
    return Report(
        name="potentials",
        form=Form.MATRIX,
        head=_("Potential"),
        columns=columns if has_any else (),
        rows=rows if has_any else (),
        summary=_summary(whole),
        notes=(*_notes(measure), *few_note(scope, rows)),
        missing=_("Tag a reflection with a potential, and it is counted here."),
        measure=measure,
    )


def _rows(
    codes: tuple[Code, ...], places: tuple[str, ...], cell: Callable[[str, str], Cell]
) -> tuple[Row, ...]:
    return tuple(
        Row(
            code.slug,
            code.name,
            tuple(cell(code.slug, place) for place in places),
            slug=code.slug,
            digit=digit_of(code),
        )
        for code in codes
    )


def _column(place: str, unit: Unit) -> Column:
    return Column(place, short_place(place) or _("none"), unit)


def _doors(scope: Scope) -> Callable[[str, str], Door]:
    asked = query_of(scope)
    return lambda slug, place: Door(
        query=replace(asked, potentials=(slug,), organisations=(place,))
    )


def _summary(whole: dict[str, int]) -> tuple[str, ...]:
    """Say how much there is; how many tags it carries would betray what is hidden."""
    said, places = sum(whole.values()), sum(count > 0 for count in whole.values())
    first = ngettext("{count} reflection in {places}.", "{count} reflections in {places}.", said)
    where = ngettext("{n} municipality", "{n} municipalities", places).format(n=places)
    return (first.format(count=plain_number(said), places=where),)


def _notes(measure: str) -> tuple[str, ...]:
    order = _("Municipalities stand in alphabetical order, never by number. · means none yet.")
    if measure == MINUTES:
        return (
            _("Minutes are those of the turns in which the potential was noted, each turn once."),
            order,
        )
    if measure == SHARE:
        return (
            _("Share of the reflections of the municipality that carry the potential."),
            _("A note can carry several potentials, so shares add up to more than 100 %."),
            order,
        )
    return (_("A note can carry several potentials."), order)
