"""Full-text search over everything that was said and written, and the counts beside it.

What is found is ranked by FTS5 as long as there is little of it. Of many hits only the newest with
the very words that were typed are ranked, and of very many none: what everybody says all the time
is told best by who said it last.
"""

import json
from collections import Counter
from collections.abc import Generator, Iterator, Sequence

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.search import Cell, Hit, HitKind, Query
from flipdesk.knowledge.known_words import KnownWords
from flipdesk.knowledge.meanings import Expression, Meanings
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.said_text import SaidText
from flipdesk.knowledge.search_filters import Filters, joined
from flipdesk.knowledge.search_hits import hit_of, hit_rows
from flipdesk.knowledge.search_kinds import KINDS, SearchKind
from flipdesk.knowledge.search_sources import HOME, SearchSources
from flipdesk.knowledge.snippets import snippet, weight

_ROWS_AT_ONCE = 4_000
_RANKED, _TOO_MANY = 2_000, 20_000
_SESSIONS_AT_FIRST, _MOST_SESSIONS = 4, 256
_STEPS = 8
"""How many thousand words are read before a search; the rest is read while nobody writes."""


class SearchStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.words = KnownWords(rows)
        self._meanings = Meanings(self.words)
        self._sources = SearchSources(rows)

    def find(self, query: Query) -> tuple[Hit, ...]:
        """Return what matches, kind after kind as they are asked for, the best first.

        What says the words, inflected or not, comes before what has them in a compound alone.
        """
        asked = self._meant(query)
        hits: list[Hit] = []
        for name in query.among:
            if len(hits) < query.limit and _is_wanted(name, query):
                hits += self._hits(KINDS[name], query, asked, query.limit - len(hits))
        return tuple(hits)

    def count(
        self,
        kind: HitKind,
        query: Query,
        *,
        most: int | None = None,
        within: tuple[int, int] | None = None,
    ) -> int:
        """Return how many there are without a limit; with `most` it stops counting there.

        `within` is the first and the last row that is looked at.
        """
        if not _is_wanted(kind, query):
            return 0
        asked = self._meant(query)
        source, values = self._sources.of(KINDS[kind], query, asked.wide, asked, within=within)
        limit = "" if most is None else f" limit {int(most)}"
        sql = f"select count(*) as n from (select 1 {source}{limit})"
        return int(str(self._rows.query(sql, *values)[0]["n"]))

    def count_steps(self, kind: HitKind, query: Query, *, most: int) -> Generator[None, None, int]:
        """Count the same: yields where something else may be done."""
        if not query.is_narrowed or not _is_wanted(kind, query):
            # The index alone is asked, and no further than `most`.
            return self.count(kind, query, most=most)
        count = 0
        for within in self._stretches(kind):
            count += self.count(kind, query, most=most - count, within=within)
            if count >= most:
                break
            yield
        return count

    def matrix(
        self, query: Query, kind: HitKind = "reflection", within: tuple[int, int] | None = None
    ) -> tuple[Cell, ...]:
        """Return how many that match carry each potential in each organisation.

        `within` is the first and the last row that is looked at.
        """
        asked, found = self._meant(query), KINDS[kind]
        source, values = self._sources.of(
            found, query, asked.wide, asked, shown=True, within=within
        )
        tagged = f" cross join {kind}_tag as t on t.{kind}_id = x.id and t.axis = ? where "
        rows = self._rows.query(
            "select t.code as potential, coalesce(o.name, '') as organisation, count(*) as n"
            f" {source.replace(' where ', tagged, 1)} group by t.code, o.id",
            POTENTIALS_AXIS,
            *values,
        )
        return tuple(
            Cell(str(row["potential"]), str(row["organisation"]), int(str(row["n"])))
            for row in rows
        )

    def matrix_steps(
        self, query: Query, kind: HitKind = "reflection"
    ) -> Generator[None, None, tuple[Cell, ...]]:
        """Count the same some thousand rows at a time: yields where something else may be done."""
        sums = Counter[tuple[str, str]]()
        for within in self._stretches(kind):
            for cell in self.matrix(query, kind, within=within):
                sums[cell.potential, cell.organisation] += cell.count
            yield
        return tuple(Cell(*key, count) for key, count in sums.items())

    def _stretches(self, kind: HitKind) -> Iterator[tuple[int, int]]:
        """Yield the first and the last of some thousand rows after the other."""
        (row,) = self._rows.query(f"select max(seq) as last from {kind}")
        for start in range(0, int(str(row["last"] or 0)) + 1, _ROWS_AT_ONCE):
            yield start, start + _ROWS_AT_ONCE - 1

    def _meant(self, query: Query) -> Expression:
        self.words.catch_up(_STEPS)
        return self._meanings.expression(query.words)

    def _hits(self, kind: SearchKind, query: Query, asked: Expression, limit: int) -> list[Hit]:
        if not asked.near:
            return [hit_of(row) for row in self._newest(kind, query, asked, limit)]
        if asked.about <= limit:
            # All of it is shown: one question is enough, and we can tell what comes first.
            places = self._places(kind, query, asked.wide, asked, limit)
        else:
            found: dict[Value, None] = {}
            for match in dict.fromkeys((asked.typed, asked.near, asked.wide)):
                found.update(dict.fromkeys(self._places(kind, query, match, asked, limit)))
                if len(found) >= limit:
                    break
            places = list(found)[:limit]
        said = [(SaidText(str(row["text"])), row) for row in self._rows_at(kind, places)]
        if asked.about <= limit:
            said.sort(
                key=lambda one: weight(one[0], asked.sought, asked.sought_typed), reverse=True
            )
        return [hit_of(row, snippet(text, asked.sought)) for text, row in said]

    def _places(
        self, kind: SearchKind, query: Query, match: str, asked: Expression, limit: int
    ) -> list[Value]:
        """Return where the rows of one expression are: the best first, or of many the newest."""
        order, after = self._order(kind, query, match, asked)
        source, values = self._sources.of(kind, query, match, asked, after=after)
        rows = self._rows.query(
            f"select {kind.index}.rowid as place {source} order by {order} limit ?", *values, limit
        )
        return [row["place"] for row in rows]

    def _rows_at(self, kind: SearchKind, places: Sequence[Value]) -> list[Row]:
        """Return the rows at places, in their order; one statement whatever their number."""
        return hit_rows(
            self._rows,
            kind,
            "from json_each(?) as place"
            f" cross join {kind.table} as x on x.seq = place.value {kind.home}"
            f"{HOME.format(session=kind.session)}"
            f" left join participation as p on p.id = {kind.voice} order by place.key",
            json.dumps(places),
        )

    def _order(
        self, kind: SearchKind, query: Query, match: str, asked: Expression
    ) -> tuple[str, int]:
        """Return what to order by, and the row after which to look.

        FTS5 ranks a row by every word that was asked for: only the few that were typed.
        """
        rank, newest = f"{kind.index}.rank", f"{kind.index}.rowid desc"
        if match != asked.typed:
            return newest, 0
        if asked.about_typed <= _RANKED:
            return rank, 0
        if asked.about_typed > _TOO_MANY or query.is_narrowed:
            return newest, 0
        last = self._rows.query(
            f"select {kind.index}.rowid as n from {kind.index} where {kind.index} match ?"
            f" order by {newest} limit 1 offset {_RANKED}",
            match,
        )
        return rank, int(str(last[0]["n"])) if last else 0

    def _newest(
        self, kind: SearchKind, query: Query, asked: Expression, limit: int
    ) -> Iterator[Row]:
        """Yield what nobody gave words for, the newest session first, some sessions at a time."""
        filters = Filters.of(kind, query)
        sample = "" if query.samples else " and not r.is_sample"
        sessions = self._rows.query(
            "select s.id from session as s join series as r on r.id = s.series_id"
            " left join organisation as o on o.id = r.organisation_id"
            f" where {joined(filters.on_session)}{sample}"
            " order by julianday(s.starts_at) desc, s.id",
            *filters.session_values,
        )
        left, start, at_once = limit, 0, _SESSIONS_AT_FIRST
        while start < len(sessions):
            some = [row["id"] for row in sessions[start : start + at_once]]
            start, at_once = start + at_once, min(2 * at_once, _MOST_SESSIONS)
            source, values = self._sources.of(kind, query, "", asked, shown=True, sessions=some)
            rows = hit_rows(
                self._rows,
                kind,
                f"{source} order by julianday(s.starts_at) desc, s.id, {kind.at_ms},"
                f" {kind.position} limit ?",
                *values,
                left,
            )
            yield from rows
            left -= len(rows)
            if not left:
                return


def _is_wanted(name: HitKind, query: Query) -> bool:
    if name not in query.among and query.among:
        return False
    kind = KINDS[name]
    if query.kinds or query.codes:
        return name == "reflection"
    return kind.has_tags or not query.potentials
