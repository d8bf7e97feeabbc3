"""What one can narrow a search by, and how much there is to search."""

from flipdesk.domain.search import Extent, Facet, Facets
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.rows import Rows

_OWN = "where ? or not r.is_sample"
_SERIES = (
    "series as r left join organisation as o on o.id = r.organisation_id"
    " left join session as s on s.series_id = r.id"
    " left join reflection as x on x.session_id = s.id and x.merged_into is null"
)


class FacetStore:
    """Reads only. `samples` says whether the openly fictional examples are counted."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def has_own(self) -> bool:
        """Return whether there is anything here besides examples."""
        return bool(self._rows.query("select 1 from series where not is_sample limit 1"))

    def extent(self, *, samples: bool) -> Extent:
        """Return how many organisations with a series, series and sessions there are."""
        row = self._rows.query(
            "select count(distinct r.organisation_id) as organisations,"
            " count(distinct r.id) as series, count(distinct s.id) as sessions"
            f" from series as r left join session as s on s.series_id = r.id {_OWN}",
            int(samples),
        )[0]
        numbers = (int(str(row[name])) for name in ("organisations", "series", "sessions"))
        return Extent(*numbers)

    def facets(self, *, samples: bool) -> Facets:
        """Return every value there is, also those that no reflection has yet."""
        return Facets(
            organisations=self._counted(
                "coalesce(o.name, '')", _SERIES, "o.sort_key is null, o.sort_key", samples=samples
            ),
            roles=self._roles(samples=samples),
            years=self._counted("substr(s.starts_at, 1, 4)", _SERIES, "value", samples=samples),
        )

    def _roles(self, *, samples: bool) -> tuple[Facet, ...]:
        tables = f"{_SERIES} join participation as p on p.id = x.speaker_id"
        found = {
            facet.value: facet
            for facet in self._counted("p.role", tables, "value", samples=samples)
        }
        return tuple(found[role] for role in Role if role in found)

    def _counted(self, value: str, tables: str, order: str, *, samples: bool) -> tuple[Facet, ...]:
        rows = self._rows.query(
            f"select {value} as value, count(x.id) as n from {tables} {_OWN}"
            f" group by value having value is not null order by {order}",
            int(samples),
        )
        return tuple(Facet(str(row["value"]), int(str(row["n"]))) for row in rows)
