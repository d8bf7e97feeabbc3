"""Filters of a search as they are kept, and as a query.

A filter is a name with its values. `more` holds what is narrowed by seldom; its values begin with
what they are about: `kind/dilemma`, `code/dimensions/fairness`, `series/<GUID>`, `session/<GUID>`,
`author/<name>`, `period/<months until today>` or `period/<first day>/<last day>`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.months import months_later
from flipdesk.domain.saved_search import Filters
from flipdesk.domain.search import Query
from flipdesk.domain.vocabulary import ReflectionKind, Role

POTENTIAL, ORGANISATION, ROLE, YEAR, MORE = "potential", "organisation", "role", "year", "more"
KIND, CODE, SERIES, SESSION = "kind", "code", "series", "session"
AUTHOR, PERIOD = "author", "period"


def query_of(words: str, filters: Filters, today: date) -> Query:
    """Return the query that words and filters make; some periods are counted back from today."""
    chosen = dict(filters)
    more = chosen.get(MORE, ())
    since, until = _span(more, today)
    axes = (one.split("/", 1) for one in _of(more, CODE))
    return Query(
        words=words,
        potentials=chosen.get(POTENTIAL, ()),
        organisations=chosen.get(ORGANISATION, ()),
        roles=tuple(Role(role) for role in chosen.get(ROLE, ())),
        years=tuple(int(year) for year in chosen.get(YEAR, ())),
        kinds=tuple(ReflectionKind(one) for one in _of(more, KIND)),
        codes=tuple((axis, code) for axis, code in axes),
        series=tuple(SeriesId(one) for one in _of(more, SERIES)),
        sessions=tuple(SessionId(one) for one in _of(more, SESSION)),
        authors=_of(more, AUTHOR),
        since=since,
        until=until,
    )


def filters_of(query: Query) -> Filters:
    """Return the filters that make a query; what it looks through is none."""
    more = (
        *(f"{KIND}/{one}" for one in query.kinds),
        *(f"{CODE}/{axis}/{code}" for axis, code in query.codes),
        *(f"{SERIES}/{one}" for one in query.series),
        *(f"{SESSION}/{one}" for one in query.sessions),
        *(f"{AUTHOR}/{one}" for one in query.authors),
        *_period(query),
    )
    named = (
        (POTENTIAL, query.potentials),
        (ORGANISATION, query.organisations),
        (ROLE, tuple(str(role) for role in query.roles)),
        (YEAR, tuple(str(year) for year in query.years)),
        (MORE, more),
    )
    return tuple((name, values) for name, values in named if values)


def changed_by(kept: Query, given: Query) -> Query:
    """Return a query with whatever another says differently than one for everything."""
    said = {one.name: getattr(given, one.name) for one in fields(Query)}
    everything = Query()
    return replace(
        kept, **{name: value for name, value in said.items() if value != getattr(everything, name)}
    )


def period(since: date, until: date) -> str:
    """Return the value that stands for a period, both days with it."""
    return f"{PERIOD}/{since.isoformat()}/{until.isoformat()}"


def days_of(value: str) -> tuple[date, date] | None:
    """Return the days that a value names, None when it names none."""
    parts = value.split("/")
    if parts[0] != PERIOD or len(parts) != 3:
        return None
    return date.fromisoformat(parts[1]), date.fromisoformat(parts[2])


def _period(query: Query) -> Iterator[str]:
    if query.since is not None or query.until is not None:
        yield period(query.since or date.min, query.until or date.max)


def _of(chosen: Sequence[str], section: str) -> tuple[str, ...]:
    start = f"{section}/"
    return tuple(one.removeprefix(start) for one in chosen if one.startswith(start))


def _span(chosen: Iterable[str], today: date) -> tuple[date | None, date | None]:
    for value in chosen:
        days = days_of(value)
        if days is not None:
            return days
        if value.startswith(f"{PERIOD}/"):
            return months_later(today, -int(value.removeprefix(f"{PERIOD}/"))), None
    return None, None
