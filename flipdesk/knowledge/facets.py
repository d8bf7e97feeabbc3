"""What one can narrow a search by, and how much there is to search."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from flipdesk.domain.changes import Row
from flipdesk.domain.search import Extent, Facet, Facets
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.rows import Rows

_SESSIONS = """
select coalesce(o.name, '') as organisation, substr(s.starts_at, 1, 4) as year, r.id as series,
  r.title as series_title, s.id as session, s.title as session_title,
  substr(s.starts_at, 1, 10) as day, coalesce(n.live, 0) as live
from series as r left join organisation as o on o.id = r.organisation_id
left join session as s on s.series_id = r.id
left join (
  select session_id, count(*) as live from reflection where merged_into is null group by session_id
) as n on n.session_id = s.id
where ? or not r.is_sample
order by o.sort_key is null, o.sort_key
"""
_SPEAKERS = """
select p.role as role, sum(n.live) as live
from (
  select speaker_id, count(*) as live from reflection where merged_into is null group by speaker_id
) as n
join participation as p on p.id = n.speaker_id
where ? or p.session_id not in (
  select s.id from session as s join series as r on r.id = s.series_id where r.is_sample
)
group by p.role
"""
_KINDS = """
select kind as value, count(*) as n from reflection where merged_into is null group by kind
"""
_AUTHORS = """
select author as value, count(*) as n from reflection where merged_into is null group by author
order by author
"""
_CONCERNS = dict.fromkeys(
    ("series", "session", "organisation", "participation", "reflection"), "id"
)


class FacetStore:
    """Reads only. `samples` says whether the openly fictional examples are counted."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._news = rows.news.follow(_CONCERNS)
        self._kept: dict[bool, Facets] = {}

    def has_own(self) -> bool:
        """Return whether there is anything here besides examples."""
        return bool(self._rows.query("select 1 from series where not is_sample limit 1"))

    def extent(self, *, samples: bool) -> Extent:
        """Return how many organisations with a series, series and sessions there are."""
        row = self._rows.query(
            "select count(distinct r.organisation_id) as organisations,"
            " count(distinct r.id) as series, count(distinct s.id) as sessions"
            " from series as r left join session as s on s.series_id = r.id"
            " where ? or not r.is_sample",
            int(samples),
        )[0]
        numbers = (int(str(row[name])) for name in ("organisations", "series", "sessions"))
        return Extent(*numbers)

    def facets(self, *, samples: bool) -> Facets:
        """Return every value there is, also those that no reflection has yet."""
        if self._news:
            self._news.clear()
            self._kept.clear()
        if samples not in self._kept:
            self._kept[samples] = self._read(samples=samples)
        return self._kept[samples]

    def _read(self, *, samples: bool) -> Facets:
        rows = self._rows.query(_SESSIONS, int(samples))
        speakers = self._rows.query(_SPEAKERS, int(samples))
        counted = {str(row["role"]): int(str(row["live"])) for row in speakers}
        years = _added((row["year"], row["live"]) for row in rows if row["year"] is not None)
        kinds = self._rows.query(_KINDS)
        authors = self._rows.query(_AUTHORS)
        return Facets(
            kinds=_added((row["value"], row["n"]) for row in kinds),
            series=_titled(rows),
            sessions=_sessions(rows),
            authors=_added((row["value"], row["n"]) for row in authors if row["value"]),
            organisations=_added((row["organisation"], row["live"]) for row in rows),
            roles=tuple(Facet(role, counted[role]) for role in Role if role in counted),
            years=tuple(sorted(years, key=lambda one: one.value)),
        )


def _added(values: Iterable[tuple[object, object]]) -> tuple[Facet, ...]:
    """Return each value once with the sum of its counts, in the order they come first."""
    sums = Counter[str]()
    for value, count in values:
        sums[str(value)] += int(str(count))
    return tuple(Facet(value, count) for value, count in sums.items())


def _titled(rows: Iterable[Row]) -> tuple[Facet, ...]:
    rows = list(rows)
    titles = {str(row["series"]): str(row["series_title"]) for row in rows}
    counted = _added((row["series"], row["live"]) for row in rows)
    return tuple(replace(one, title=titles[one.value]) for one in counted)


def _sessions(rows: Iterable[Row]) -> tuple[Facet, ...]:
    found = (
        Facet(
            str(row["session"]),
            int(str(row["live"])),
            str(row["session_title"]),
            date.fromisoformat(str(row["day"])),
        )
        for row in rows
        if row["session"] is not None
    )
    return tuple(sorted(found, key=lambda one: (one.day, one.title), reverse=True))
