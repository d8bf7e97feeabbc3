"""What a search is narrowed to, as conditions on a row `x`, its session `s` and series `r`."""

from collections.abc import Sequence
from dataclasses import dataclass

from flipdesk.domain.changes import Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.search import Query
from flipdesk.knowledge.search_kinds import SearchKind


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions with their values; `on_note` need the row of what was found and its tags alone,
    `on_session` the session and its series, `on_voice` the participant `p`.
    """

    on_note: tuple[str, ...] = ()
    note_values: tuple[Value, ...] = ()
    on_session: tuple[str, ...] = ()
    session_values: tuple[Value, ...] = ()
    on_voice: tuple[str, ...] = ()
    voice_values: tuple[Value, ...] = ()

    @classmethod
    def of(cls, kind: SearchKind, query: Query) -> "Filters":
        note, session, voice = _Clauses(), _Clauses(), _Clauses()
        if query.potentials:
            note.add(
                f"exists (select 1 from {kind.table}_tag as q where q.{kind.table}_id = x.id"
                f" and q.axis = ? and q.code in ({_marks(query.potentials)}))",
                POTENTIALS_AXIS,
                *query.potentials,
            )
        for axis, code in query.codes:
            note.add(
                f"exists (select 1 from {kind.table}_tag as q where q.{kind.table}_id = x.id"
                " and q.axis = ? and q.code = ?)",
                axis,
                code,
            )
        note.add_any("x.kind", [str(one) for one in query.kinds])
        note.add_any("x.author", query.authors)
        session.add_any("coalesce(o.name, '')", query.organisations)
        session.add_any("r.id", query.series)
        session.add_any("s.id", query.sessions)
        session.add_any("substr(s.starts_at, 1, 4)", [f"{year:04d}" for year in query.years])
        if query.since is not None:
            session.add("substr(s.starts_at, 1, 10) >= ?", query.since.isoformat())
        if query.until is not None:
            session.add("substr(s.starts_at, 1, 10) <= ?", query.until.isoformat())
        voice.add_any("p.role", [str(role) for role in query.roles])
        return cls(*note.both, *session.both, *voice.both)


class _Clauses:
    def __init__(self) -> None:
        self._clauses: list[str] = []
        self._values: list[Value] = []

    @property
    def both(self) -> tuple[tuple[str, ...], tuple[Value, ...]]:
        return tuple(self._clauses), tuple(self._values)

    def add(self, clause: str, *values: Value) -> None:
        self._clauses.append(clause)
        self._values += values

    def add_any(self, column: str, wanted: Sequence[Value]) -> None:
        if wanted:
            self.add(f"{column} in ({_marks(wanted)})", *wanted)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def joined(clauses: Sequence[str]) -> str:
    """Return conditions as one, true when there is none."""
    return " and ".join(clauses) or "1"
