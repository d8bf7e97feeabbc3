"""Where a search looks: what follows "select …", with no more tables than are needed."""

from collections.abc import Sequence

from flipdesk.domain.changes import Value
from flipdesk.domain.search import Query
from flipdesk.knowledge.meanings import Expression
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search_filters import Filters, joined
from flipdesk.knowledge.search_kinds import SearchKind

HOME = (
    " join session as s on s.id = {session} join series as r on r.id = s.series_id"
    " left join organisation as o on o.id = r.organisation_id"
)


class SearchSources:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(
        self,
        kind: SearchKind,
        query: Query,
        match: str,
        asked: Expression,
        *,
        shown: bool = False,
        after: int = 0,
        sessions: Sequence[Value] = (),
        within: tuple[int, int] | None = None,
    ) -> tuple[str, list[Value]]:
        """Return what follows "select …": only the tables that are needed, the index outermost.

        SQLite would else ask the index anew for every row of the others.
        """
        filters = Filters.of(kind, query)
        clauses, values = self._in_index(kind, query, match, asked, after=after, within=within)
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
            tables = f"{kind.table} as x"
            if match:
                tables = f"{kind.index} cross join {tables} on x.seq = {kind.index}.rowid"
            tables += kind.home
        if needs_session:
            tables += HOME.format(session=kind.session)
        if shown or filters.on_voice:
            tables += f" left join participation as p on p.id = {kind.voice}"
        return f"from {tables} where {joined(clauses)}", values

    def _in_index(
        self,
        kind: SearchKind,
        query: Query,
        match: str,
        asked: Expression,
        *,
        after: int,
        within: tuple[int, int] | None,
    ) -> tuple[list[str], list[Value]]:
        """Return what the index is asked for, or what no index is needed for."""
        clauses, values = list[str](), list[Value]()
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
        for bounds in (narrow, within or ()):
            if bounds:
                clauses.append(f"{f'{kind.index}.rowid' if match else 'x.seq'} between ? and ?")
                values += bounds
        return clauses, values

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
