"""How often codes were used, by organisation, by voice and together.

Every query goes from the sessions it is about to their reflections and on to the tags: narrowed to
a few sessions it looks at nothing else, so that a long count can be made a few at a time.
"""

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Scope
from flipdesk.domain.tag_count import DilemmaPair, SessionTally, UptakeCount
from flipdesk.domain.vocabulary import Role, Uptake
from flipdesk.knowledge.rows import Rows

SESSIONS = (
    "session as s cross join series as r on r.id = s.series_id"
    " left join organisation as o on o.id = r.organisation_id"
)
REFLECTIONS = (
    f"{SESSIONS} cross join reflection as x on x.session_id = s.id and x.merged_into is null"
)
TAGS = f"{REFLECTIONS} cross join reflection_tag as q on q.reflection_id = x.id and q.axis = ?"
_AT_ONCE = 500
_RESEARCH = ", ".join(f"'{role}'" for role in Role if role.is_research)
_VOICE = (
    f"case when p.role is null then '' when p.role in ({_RESEARCH}) then 'research'"
    " else 'practice' end"
)
_IN_ORDER = "julianday(s.starts_at), x.at_ms, x.seq"


def narrowed(scope: Scope) -> tuple[str, list[Value]]:
    """Return the condition on sessions `s`, series `r` and organisations `o`, with its values."""
    clauses, values = ["1"], list[Value]()
    for column, wanted in (
        ("coalesce(o.name, '')", scope.organisations),
        ("r.id", scope.series),
        ("s.id", (scope.session,) if scope.session else ()),
        ("s.id", scope.sessions),
        ("substr(s.starts_at, 1, 4)", tuple(f"{year:04d}" for year in scope.years)),
    ):
        if wanted:
            clauses.append(f"{column} in ({', '.join('?' * len(wanted))})")
            values += wanted
    for comparison, day in ((">=", scope.since), ("<=", scope.until)):
        if day is not None:
            clauses.append(f"substr(s.starts_at, 1, 10) {comparison} ?")
            values.append(day.isoformat())
    if not scope.samples:
        clauses.append("not r.is_sample")
    return " and ".join(clauses), values


class TagCountStore:
    """Reads only. What was merged into another reflection is never counted by itself."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def sessions(self, scope: Scope) -> tuple[SessionId, ...]:
        """Return the sessions a report is about, in no order."""
        where, values = narrowed(scope)
        rows = self._rows.query(f"select s.id from {SESSIONS} where {where}", *values)
        return tuple(SessionId(str(row["id"])) for row in rows)

    def places(self, scope: Scope) -> dict[SessionId, str]:
        """Return the organisation of every session, "" for none, in its Danish order."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select s.id, coalesce(o.name, '') as whose from {SESSIONS}"
            f" where {where} order by o.sort_key is null, o.sort_key",
            *values,
        )
        return {SessionId(str(row["id"])): str(row["whose"]) for row in rows}

    def sessions_of(self, reflection_ids: tuple[str, ...]) -> frozenset[str]:
        """Return the sessions that reflections are of, as far as they are there."""
        found: set[str] = set()
        for start in range(0, len(reflection_ids), _AT_ONCE):
            some = reflection_ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            sql = f"select distinct session_id from reflection where id in ({marks})"
            found.update(str(row["session_id"]) for row in self._rows.query(sql, *some))
        return frozenset(found)

    def said(self, scope: Scope) -> tuple[SessionTally, ...]:
        """Return how many reflections each session has, tagged or not."""
        where, values = narrowed(scope)
        sql = f"select s.id, count(*) as n from {REFLECTIONS} where {where} group by s.id"
        return _tallies(self._rows.query(sql, *values))

    def potentials(self, scope: Scope) -> tuple[SessionTally, ...]:
        """Return how many reflections of each voice carry each potential in each session."""
        where, values = narrowed(scope)
        return _tallies(
            self._rows.query(
                f"select s.id, q.code, {_VOICE} as voice, count(*) as n from {TAGS}"
                " left join participation as p on p.id = x.speaker_id"
                f" where {where} group by s.id, q.code, voice",
                POTENTIALS_AXIS,
                *values,
            )
        )

    def minutes(self, scope: Scope) -> tuple[SessionTally, ...]:
        """Return how long the turns were in which each potential was noted, each turn once."""
        where, values = narrowed(scope)
        return _tallies(
            self._rows.query(
                "select id, code, sum(ms) as n from"
                " (select distinct s.id, q.code, u.id as turn, u.to_ms - u.from_ms as ms"
                f"  from {TAGS}"
                "  cross join turn as u on u.session_id = s.id"
                f"  and x.at_ms >= u.from_ms and x.at_ms < u.to_ms where {where})"
                " group by id, code",
                POTENTIALS_AXIS,
                *values,
            )
        )

    def dilemmas(self, scope: Scope, axis: str) -> tuple[DilemmaPair, ...]:
        """Return every pair of codes of an axis that one reflection carries, and which one."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select q.code as first, b.code as second, x.id, x.kind from {TAGS}"
            " cross join reflection_tag as b on b.reflection_id = x.id and b.axis = q.axis"
            f"  and b.code > q.code where {where} order by {_IN_ORDER}",
            axis,
            *values,
        )
        return tuple(
            DilemmaPair(str(row["first"]), str(row["second"]), str(row["id"]), str(row["kind"]))
            for row in rows
        )

    def uptakes(self, scope: Scope) -> tuple[UptakeCount, ...]:
        """Return what became of each thing a citizen said, by series in alphabetical order."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select r.id as series_id, r.title, x.uptake, x.id from {REFLECTIONS}"
            f" where x.uptake is not null and {where} order by r.sort_key, {_IN_ORDER}",
            *values,
        )
        return tuple(
            UptakeCount(
                str(row["series_id"]), str(row["title"]), Uptake(str(row["uptake"])), str(row["id"])
            )
            for row in rows
        )


def _tallies(rows: list[Row]) -> tuple[SessionTally, ...]:
    return tuple(
        SessionTally(
            SessionId(str(row["id"])),
            str(row.get("code", "")),
            str(row.get("voice", "")),
            _int(row["n"]),
        )
        for row in rows
    )


def _int(value: Value) -> int:
    return int(str(value or 0))
