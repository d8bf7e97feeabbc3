"""Full-text search over everything that was said and written, and the counts beside it.

What is found is ranked by FTS5 as long as there is little of it. Of many hits only the newest are
ranked, and of very many none: what everybody says all the time is told best by who said it last.
"""

from collections.abc import Iterator, Sequence

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.search import Cell, Hit, HitKind, Query
from flipdesk.domain.vocabulary import Role
from flipdesk.knowledge.known_words import KnownWords
from flipdesk.knowledge.mapping import Mapping, moment, plain, value_of
from flipdesk.knowledge.meanings import Expression, Meanings
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search_filters import Filters, joined
from flipdesk.knowledge.search_kinds import KINDS, SearchKind
from flipdesk.knowledge.tags import Tags

MARK_FROM, MARK_TO = "\x02", "\x03"
"""What stands round a found word in a snippet."""
_RANKED, _TOO_MANY = 2_000, 20_000
_SESSIONS_AT_ONCE = 40
_STEPS = 20
"""How many thousand words are read before a search; the rest is read while nobody writes."""
_SHOWN = (
    " s.title as session_title, r.title as series_title, coalesce(o.name, '') as organisation,"
    " s.starts_at"
)


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
        self.words = KnownWords(rows)
        self._meanings = Meanings(self.words)

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

    def count(self, kind: HitKind, query: Query, *, most: int | None = None) -> int:
        """Return how many there are without a limit; with `most` it stops counting there."""
        if not _is_wanted(kind, query):
            return 0
        asked = self._meant(query)
        source, values = self._from(KINDS[kind], query, asked.wide, asked)
        limit = "" if most is None else f" limit {int(most)}"
        sql = f"select count(*) as n from (select 1 {source}{limit})"
        return int(str(self._rows.query(sql, *values)[0]["n"]))

    def matrix(self, query: Query, kind: HitKind = "reflection") -> tuple[Cell, ...]:
        """Return how many that match carry each potential in each organisation."""
        asked, found = self._meant(query), KINDS[kind]
        source, values = self._from(found, query, asked.wide, asked, shown=True)
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

    def _meant(self, query: Query) -> Expression:
        self.words.catch_up(_STEPS)
        return self._meanings.expression(query.words)

    def _hits(self, kind: SearchKind, query: Query, asked: Expression, limit: int) -> list[Hit]:
        if not asked.near:
            rows = list(self._newest(kind, query, asked, limit))
        else:
            rows = self._ranked(kind, query, asked.near, asked, limit)
            if len(rows) < limit and asked.wide != asked.near:
                known = {row["id"] for row in rows}
                more = self._ranked(kind, query, asked.wide, asked, limit)
                rows += [row for row in more if row["id"] not in known][: limit - len(rows)]
        return self._built(kind, rows)

    def _ranked(
        self, kind: SearchKind, query: Query, match: str, asked: Expression, limit: int
    ) -> list[Row]:
        """Return the rows of one expression, the best first."""
        source, values = self._from(kind, query, match, asked)
        newest = f"{kind.index}.rowid"
        last = self._rows.query(
            f"select {newest} as n {source} order by {newest} desc limit 1 offset {_RANKED}",
            *values,
        )
        order, after = f"{kind.index}.rank", 0
        if last:
            after = int(str(last[0]["n"]))
            many = f"select 1 {source} order by {newest} desc limit 1 offset {_TOO_MANY}"
            if self._rows.query(many, *values):
                order = f"{newest} desc"
        source, values = self._from(kind, query, match, asked, shown=True, after=after)
        snippet = f"snippet({kind.index}, 0, char(2), char(3), '…', 24)"
        return self._rows.query(
            f"select {_columns(kind)}, {snippet} as snippet {source} order by {order} limit ?",
            *values,
            limit,
        )

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
        left = limit
        for start in range(0, len(sessions), _SESSIONS_AT_ONCE):
            some = [row["id"] for row in sessions[start : start + _SESSIONS_AT_ONCE]]
            source, values = self._from(kind, query, "", asked, shown=True, sessions=some)
            rows = self._rows.query(
                f"select {_columns(kind)}, x.{kind.column} as snippet {source}"
                f" order by julianday(s.starts_at) desc, s.id, {kind.at_ms}, {kind.position}"
                " limit ?",
                *values,
                left,
            )
            yield from rows
            left -= len(rows)
            if not left:
                return

    def _built(self, kind: SearchKind, rows: list[Row]) -> list[Hit]:
        ids = [str(row["id"]) for row in rows]
        tags = Tags(self._rows, kind.table).of(ids) if kind.has_tags else {}
        clips = self._in_clips(ids) if kind.table == "reflection" else frozenset()
        return [
            self.hit.build(
                row,
                potentials=tags.get((str(row["id"]), POTENTIALS_AXIS), ()),
                in_clip=row["id"] in clips,
            )
            for row in rows
        ]

    def _in_clips(self, ids: Sequence[str]) -> frozenset[Value]:
        """Return which reflections were made at a place in a clip that is there."""
        found = self._rows.query(
            "select x.id from reflection as x join ear_round as e on e.id = x.round_id"
            " where x.clip_ms is not null and e.passage_id is not null"
            f" and x.id in ({', '.join('?' * len(ids))})",
            *ids,
        )
        return frozenset(row["id"] for row in found)

    def _from(
        self,
        kind: SearchKind,
        query: Query,
        match: str,
        asked: Expression,
        *,
        shown: bool = False,
        after: int = 0,
        sessions: Sequence[Value] = (),
    ) -> tuple[str, list[Value]]:
        """Return what follows "select …": only the tables that are needed, the index outermost.

        SQLite would else ask the index anew for every row of the others.
        """
        filters, clauses, values = Filters.of(kind, query), list[str](), list[Value]()
        if match:
            clauses.append(f"{kind.index} match ?")
            values.append(f"({match}) NOT {asked.without}" if asked.without else match)
            if after:
                clauses.append(f"{kind.index}.rowid > {after}")
        elif asked.without:
            clauses.append(
                f"x.seq not in (select rowid from {kind.index} where {kind.index} match ?)"
            )
            values.append(asked.without)
        narrow = self._rowids(kind, query) if match else ()
        if narrow:
            clauses.append(f"{kind.index}.rowid between ? and ?")
            values += narrow
        needs_session = bool(shown or filters.on_session or sessions)
        needs_row = bool(
            not match or needs_session or filters.on_note or filters.on_voice or not query.samples
        )
        if kind.live and (not match or kind.home):
            clauses.append(kind.live)
            needs_row = True
        clauses += [*filters.on_note, *filters.on_session, *filters.on_voice]
        values += [*filters.note_values, *filters.session_values, *filters.voice_values]
        if sessions:
            clauses.append(f"{kind.session} in ({', '.join('?' * len(sessions))})")
            values += sessions
        if not query.samples:
            clauses.append(
                f"{kind.session} not in (select one.id from session as one"
                " join series as its on its.id = one.series_id where its.is_sample)"
            )
        tables = kind.index
        if needs_row:
            row = f"{kind.table} as x"
            tables = (
                f"{kind.index} cross join {row} on x.seq = {kind.index}.rowid" if match else row
            )
            tables += kind.home
        if needs_session:
            tables += (
                f" join session as s on s.id = {kind.session}"
                " join series as r on r.id = s.series_id"
                " left join organisation as o on o.id = r.organisation_id"
            )
        if shown or filters.on_voice:
            tables += f" left join participation as p on p.id = {kind.voice}"
        return f"from {tables} where {joined(clauses)}", values

    def _rowids(self, kind: SearchKind, query: Query) -> tuple[Value, ...]:
        """Return between which rows of the index everything of the chosen sessions lies.

        What is said in a session is mostly stored in a row: FTS5 skips all the rest.
        """
        if not query.sessions or kind.home:
            return ()
        marks = ", ".join("?" * len(query.sessions))
        (row,) = self._rows.query(
            f"select min(seq) as first, max(seq) as last from {kind.table}"
            f" where session_id in ({marks})",
            *query.sessions,
        )
        return (0, 0) if row["first"] is None else (row["first"], row["last"])


def _columns(kind: SearchKind) -> str:
    return (
        f"x.id, '{kind.table}' as kind, {kind.session} as session_id,{_SHOWN},"
        f" {kind.at_ms} as at_ms, x.{kind.column} as text, p.role as role"
    )


def _is_wanted(name: HitKind, query: Query) -> bool:
    if name not in query.among and query.among:
        return False
    kind = KINDS[name]
    if query.kinds or query.codes:
        return name == "reflection"
    return kind.has_tags or not query.potentials
