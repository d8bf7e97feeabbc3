"""Full-text search and the counts beside it."""

import re
from collections.abc import Iterator

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.search import Cell, Hit, HitKind, Query
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.mapping import Mapping, moment, plain, value_of
from flipdesk.knowledge.rows import Rows

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 50
_KINDS: tuple[HitKind, ...] = ("reflection", "outcome")
_VOICES: dict[HitKind, str] = {"reflection": "speaker_id", "outcome": "owner_id"}
MARK_FROM, MARK_TO = "\x02", "\x03"
"""What stands round a found word in a snippet."""


def match_expression(words: str) -> str:
    """Return the FTS5 expression for what somebody typed: every word, the last as a beginning.

    Only letters and digits reach SQLite, each word quoted, so that no input can be syntax.
    """
    found = _WORD.findall(words)[:_MOST_WORDS]
    quoted = [f'"{word}"' for word in found]
    return " AND ".join([*quoted[:-1], f"{quoted[-1]} *"]) if quoted else ""


class SearchStore:
    hit = Mapping(
        "hit",
        Hit,
        *plain("kind", "session_id", "session_title", "series_title", "organisation"),
        *plain("at_ms", "text", "snippet"),
        moment("starts"),
        value_of("role", Role),
    )

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find(self, query: Query) -> tuple[Hit, ...]:
        """Return what matches, reflections before outcomes, the best first."""
        hits: list[Hit] = []
        for kind in _KINDS:
            if _is_wanted(kind, query) and len(hits) < query.limit:
                hits += self._find_in(kind, query)
        return tuple(hits[: query.limit])

    def count(self, kind: HitKind, query: Query) -> int:
        """Return how many there are without a limit."""
        sql, values = self._from_where(kind, query)
        return self._number(f"select count(*) as n {sql}", values)

    def matrix(self, query: Query, kind: HitKind = "reflection") -> tuple[Cell, ...]:
        """Return how many that match carry each potential in each organisation."""
        sql, values = self._from_where(kind, query)
        tagged = f" cross join {kind}_tag as t on t.{kind}_id = x.id and t.axis = ? where "
        rows = self._rows.query(
            "select t.code as potential, coalesce(o.name, '') as organisation, count(*) as n"
            f" {sql.replace(' where ', tagged, 1)} group by t.code, o.id",
            POTENTIALS_AXIS,
            *values,
        )
        return tuple(
            Cell(str(row["potential"]), str(row["organisation"]), int(str(row["n"])))
            for row in rows
        )

    def _number(self, sql: str, values: list[Value]) -> int:
        return int(str(self._rows.query(sql, *values)[0]["n"]))

    def _find_in(self, kind: HitKind, query: Query) -> list[Hit]:
        sql, values = self._from_where(kind, query)
        searching = bool(match_expression(query.words))
        snippet = f"snippet({kind}_fts, 0, char(2), char(3), '…', 24)" if searching else "x.text"
        order = f"{kind}_fts.rank" if searching else "julianday(s.starts_at) desc, x.at_ms, x.seq"
        rows = self._rows.query(
            f"select x.id, '{kind}' as kind, x.session_id, s.title as session_title,"
            " r.title as series_title, coalesce(o.name, '') as organisation, s.starts_at,"
            f" x.at_ms, x.text, {snippet} as snippet, p.role as role"
            f" {sql} order by {order} limit ?",
            *values,
            query.limit,
        )
        tags = self._potentials(kind, rows)
        clips = self._in_clips(rows) if kind == "reflection" else frozenset()
        return [
            self.hit.build(row, potentials=tags.get(str(row["id"]), ()), in_clip=row["id"] in clips)
            for row in rows
        ]

    def _in_clips(self, rows: list[Row]) -> frozenset[Value]:
        """Return which reflections were made at a place in a clip that is there."""
        ids = [str(row["id"]) for row in rows]
        found = self._rows.query(
            "select x.id from reflection as x join ear_round as e on e.id = x.round_id"
            " where x.clip_ms is not null and e.passage_id is not null"
            f" and x.id in ({', '.join('?' * len(ids))})",
            *ids,
        )
        return frozenset(row["id"] for row in found)

    def _potentials(self, kind: HitKind, rows: list[Row]) -> dict[str, tuple[str, ...]]:
        from flipdesk.knowledge.tags import Tags

        tags = Tags(self._rows, kind).of(str(row["id"]) for row in rows)
        return {owner: codes for (owner, axis), codes in tags.items() if axis == POTENTIALS_AXIS}

    def _from_where(self, kind: HitKind, query: Query) -> tuple[str, list[Value]]:
        expression = match_expression(query.words)
        clauses, values = ["1"], list[Value]()
        if kind == "reflection":
            clauses.append("x.merged_into is null")
        if expression:
            clauses.append(f"{kind}_fts match ?")
            values.append(expression)
        if query.potentials:
            marks = ", ".join("?" * len(query.potentials))
            clauses.append(
                f"exists (select 1 from {kind}_tag as q where q.{kind}_id = x.id"
                f" and q.axis = ? and q.code in ({marks}))"
            )
            values += [POTENTIALS_AXIS, *query.potentials]
        for column, wanted in _filters(kind, query):
            clauses.append(f"{column} in ({', '.join('?' * len(wanted))})")
            values += wanted
        for comparison, day in ((">=", query.since), ("<=", query.until)):
            if day is not None:
                clauses.append(f"substr(s.starts_at, 1, 10) {comparison} ?")
                values.append(day.isoformat())
        if not query.samples:
            clauses.append("not r.is_sample")
        # A cross join keeps the index outermost: SQLite would else ask it anew for every tag.
        table = f"{kind}_fts cross join {kind} as x on x.seq = {kind}_fts.rowid"
        sql = (
            f"from {table if expression else f'{kind} as x'}"
            " join session as s on s.id = x.session_id join series as r on r.id = s.series_id"
            " left join organisation as o on o.id = r.organisation_id"
            f" left join participation as p on p.id = x.{_VOICES[kind]}"
            f" where {' and '.join(clauses)}"
        )
        return sql, values


def _is_wanted(kind: HitKind, query: Query) -> bool:
    return kind in query.among and (kind == "reflection" or not query.kinds)


def _filters(kind: HitKind, query: Query) -> Iterator[tuple[str, list[Value]]]:
    """Yield each column that must hold one of some values."""
    if query.organisations:
        yield "coalesce(o.name, '')", [*query.organisations]
    if query.roles:
        yield "p.role", [str(role) for role in query.roles]
    if query.years:
        yield "substr(s.starts_at, 1, 4)", [f"{year:04d}" for year in query.years]
    if query.kinds and kind == "reflection":
        yield "x.kind", [str(one) for one in query.kinds]
