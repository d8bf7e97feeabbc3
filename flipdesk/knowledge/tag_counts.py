"""How often codes were used, by organisation, by voice and together."""

from datetime import date

from flipdesk.domain.changes import Value
from flipdesk.domain.codebook import PATTERNS_AXIS
from flipdesk.domain.report import Scope
from flipdesk.domain.tag_count import DilemmaPair, TagCount, TimedTag, TurnTime, UptakeCount
from flipdesk.domain.vocabulary import Role, Uptake
from flipdesk.knowledge.rows import Rows

SESSIONS = (
    "session as s join series as r on r.id = s.series_id"
    " left join organisation as o on o.id = r.organisation_id"
)


def joined_to(part: str) -> str:
    """Return the joins from a part of a session to the session, its series and organisation."""
    return SESSIONS.replace("session as s", f"session as s on s.id = {part}.session_id", 1)


def narrowed(scope: Scope) -> tuple[str, list[Value]]:
    """Return the condition on sessions `s`, series `r` and organisations `o`, with its values."""
    clauses, values = ["1"], list[Value]()
    for column, wanted in (
        ("coalesce(o.name, '')", scope.organisations),
        ("r.id", scope.series),
        ("s.id", (scope.session,) if scope.session else ()),
    ):
        if wanted:
            clauses.append(f"{column} in ({', '.join('?' * len(wanted))})")
            values += wanted
    for comparison, day in ((">=", scope.since), ("<=", scope.until)):
        if isinstance(day, date):
            clauses.append(f"substr(s.starts_at, 1, 10) {comparison} ?")
            values.append(day.isoformat())
    if not scope.samples:
        clauses.append("not r.is_sample")
    return " and ".join(clauses), values


class TagCountStore:
    """Reads only. What was merged into another reflection is never counted by itself."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def by_organisation(self, scope: Scope, axis: str) -> tuple[TagCount, ...]:
        """Return how many reflections carry each code of an axis in each organisation."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select coalesce(o.name, '') as place, t.code, sum(t.n) as n"
            " from (select x.session_id, q.code, count(*) as n from reflection_tag as q"
            "  join reflection as x on x.id = q.reflection_id"
            "  where q.axis = ? and x.merged_into is null group by x.session_id, q.code) as t"
            f" join {joined_to('t')} where {where}"
            " group by place, t.code",
            axis,
            *values,
        )
        return tuple(TagCount(str(row["code"]), str(row["place"]), _int(row["n"])) for row in rows)

    def ids_by_organisation(
        self, scope: Scope, axis: str
    ) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return which reflections carry each code of an axis in each organisation."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select coalesce(o.name, '') as place, q.code, x.id from reflection_tag as q"
            f" join reflection as x on x.id = q.reflection_id join {joined_to('x')}"
            f" where q.axis = ? and x.merged_into is null and {where}"
            " order by julianday(s.starts_at), x.at_ms, x.seq",
            axis,
            *values,
        )
        found: dict[tuple[str, str], list[str]] = {}
        for row in rows:
            found.setdefault((str(row["code"]), str(row["place"])), []).append(str(row["id"]))
        return {key: tuple(ids) for key, ids in found.items()}

    def reflections_by_organisation(self, scope: Scope) -> dict[str, int]:
        """Return every organisation with a session, and how many reflections it has."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select coalesce(o.name, '') as place, sum((select count(*) from reflection as x"
            "  where x.session_id = s.id and x.merged_into is null)) as n"
            f" from {SESSIONS} where {where}"
            " group by place order by o.sort_key is null, o.sort_key",
            *values,
        )
        return {str(row["place"]): _int(row["n"]) for row in rows}

    def by_voice(self, scope: Scope, axis: str) -> tuple[TagCount, ...]:
        """Return how many reflections of each role carry each code; "" where nobody is named."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select coalesce(p.role, '') as role, q.code, count(*) as n from reflection_tag as q"
            " join reflection as x on x.id = q.reflection_id"
            f" join {joined_to('x')}"
            " left join participation as p on p.id = x.speaker_id"
            f" where q.axis = ? and x.merged_into is null and {where} group by role, q.code",
            axis,
            *values,
        )
        return tuple(TagCount(str(row["code"]), str(row["role"]), _int(row["n"])) for row in rows)

    def turn_times(self, scope: Scope, axis: str) -> tuple[TurnTime, ...]:
        """Return each turn with the codes of the reflections noted in it, once for each code."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select distinct coalesce(o.name, '') as place, q.code, u.id,"
            " u.to_ms - u.from_ms as ms, x.session_id"
            " from turn as u join reflection as x on x.session_id = u.session_id"
            "  and x.at_ms >= u.from_ms and x.at_ms < u.to_ms and x.merged_into is null"
            " join reflection_tag as q on q.reflection_id = x.id and q.axis = ?"
            f" join {joined_to('u')}"
            f" where {where}",
            axis,
            *values,
        )
        return tuple(
            TurnTime(str(row["code"]), str(row["place"]), str(row["id"]), _int(row["ms"]))
            for row in rows
        )

    def dilemmas(self, scope: Scope, axis: str) -> tuple[DilemmaPair, ...]:
        """Return every pair of codes of an axis that one reflection carries, and which one."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select a.code as first, b.code as second, x.id, x.kind from reflection_tag as a"
            " join reflection_tag as b on b.reflection_id = a.reflection_id and b.axis = a.axis"
            "  and b.code > a.code"
            " join reflection as x on x.id = a.reflection_id"
            f" join {joined_to('x')}"
            f" where a.axis = ? and x.merged_into is null and {where}"
            " order by julianday(s.starts_at), x.at_ms, x.seq",
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
            "select r.id as series_id, r.title, x.uptake, x.id from reflection as x"
            f" join {joined_to('x')}"
            f" where x.uptake is not null and x.merged_into is null and {where}"
            " order by r.sort_key, julianday(s.starts_at), x.at_ms, x.seq",
            *values,
        )
        return tuple(
            UptakeCount(
                str(row["series_id"]), str(row["title"]), Uptake(str(row["uptake"])), str(row["id"])
            )
            for row in rows
        )

    def timed(self, scope: Scope, axis: str) -> tuple[TimedTag, ...]:
        """Return every use of a code of an axis with its stretch of the timeline.

        A reflection made from a transcript reaches as far as its segment; any other is a moment.
        Those without a place on the timeline come with None.
        """
        where, values = narrowed(scope)
        tagged, code, is_axis = "reflection as x", "x.pattern", "x.pattern is not null and ? <> ''"
        if axis != PATTERNS_AXIS:
            tagged = "reflection_tag as q join reflection as x on x.id = q.reflection_id"
            code, is_axis = "q.code", "q.axis = ?"
        rows = self._rows.query(
            f"select {code} as code, x.id, x.session_id, coalesce(g.from_ms, x.at_ms) as from_ms,"
            f" coalesce(g.to_ms, x.at_ms) as to_ms from {tagged}"
            " left join transcript_segment as g on g.id = x.segment_id"
            f" join {joined_to('x')} where {is_axis} and x.merged_into is null and {where}"
            " order by x.session_id, from_ms, x.seq",
            axis,
            *values,
        )
        return tuple(
            TimedTag(
                str(row["code"]),
                str(row["id"]),
                str(row["session_id"]),
                None if row["from_ms"] is None else _int(row["from_ms"]),
                None if row["to_ms"] is None else _int(row["to_ms"]),
            )
            for row in rows
        )


def voice_of(role: str) -> str:
    """Return "research", "practice", or "" where nobody is named."""
    if not role:
        return ""
    return "research" if Role(role).is_research else "practice"


def _int(value: Value) -> int:
    return int(str(value or 0))
