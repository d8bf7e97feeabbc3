"""How often codes were used, by organisation, by voice and together.

Every query goes from the sessions it is about to their reflections and on to the tags: narrowed to
a few sessions it looks at nothing else, so that a long count can be made a few at a time.
"""

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import PATTERNS_AXIS
from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Scope
from flipdesk.domain.tag_count import DilemmaPair, TagCount, TimedTag, TurnTime, UptakeCount
from flipdesk.domain.vocabulary import Role, Uptake
from flipdesk.knowledge.rows import Rows

SESSIONS = (
    "session as s cross join series as r on r.id = s.series_id"
    " left join organisation as o on o.id = r.organisation_id"
)
_REFLECTIONS = (
    f"{SESSIONS} cross join reflection as x on x.session_id = s.id and x.merged_into is null"
)
_TAGS = f"{_REFLECTIONS} cross join reflection_tag as q on q.reflection_id = x.id and q.axis = ?"
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

    def places(self, scope: Scope) -> tuple[str, ...]:
        """Return every organisation with a session, in Danish order, "" for none."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select distinct coalesce(o.name, '') as whose, o.sort_key from {SESSIONS}"
            f" where {where} order by o.sort_key is null, o.sort_key",
            *values,
        )
        return tuple(str(row["whose"]) for row in rows)

    def by_organisation(self, scope: Scope, axis: str) -> tuple[TagCount, ...]:
        """Return how many reflections carry each code of an axis in each organisation."""
        return _counts(
            self._tagged("coalesce(o.name, '') as whose, q.code, count(*) as n", scope, axis,
                         "group by whose, q.code")
        )  # fmt: skip

    def ids_by_organisation(self, scope: Scope, axis: str) -> dict[tuple[str, str], list[str]]:
        """Return which reflections carry each code of an axis in each organisation."""
        found: dict[tuple[str, str], list[str]] = {}
        chosen = "coalesce(o.name, '') as whose, q.code, x.id"
        for row in self._tagged(chosen, scope, axis, f"order by {_IN_ORDER}"):
            found.setdefault((str(row["code"]), str(row["whose"])), []).append(str(row["id"]))
        return found

    def reflections_by_organisation(self, scope: Scope) -> tuple[TagCount, ...]:
        """Return how many reflections each organisation has, tagged or not."""
        where, values = narrowed(scope)
        return _counts(
            self._rows.query(
                "select '' as code, coalesce(o.name, '') as whose, count(*) as n"
                f" from {_REFLECTIONS} where {where} group by whose",
                *values,
            )
        )

    def by_voice(self, scope: Scope, axis: str) -> tuple[TagCount, ...]:
        """Return how many reflections of each role carry each code; "" where nobody is named."""
        where, values = narrowed(scope)
        return _counts(
            self._rows.query(
                f"select coalesce(p.role, '') as whose, q.code, count(*) as n from {_TAGS}"
                " left join participation as p on p.id = x.speaker_id"
                f" where {where} group by whose, q.code",
                axis,
                *values,
            )
        )

    def turn_times(self, scope: Scope, axis: str) -> tuple[TurnTime, ...]:
        """Return each turn with the codes of the reflections noted in it, once for each code."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            "select distinct coalesce(o.name, '') as whose, q.code, u.id,"
            f" u.to_ms - u.from_ms as ms from {_TAGS}"
            " cross join turn as u on u.session_id = s.id"
            f"  and x.at_ms >= u.from_ms and x.at_ms < u.to_ms where {where}",
            axis,
            *values,
        )
        return tuple(
            TurnTime(str(row["code"]), str(row["whose"]), str(row["id"]), _int(row["ms"]))
            for row in rows
        )

    def dilemmas(self, scope: Scope, axis: str) -> tuple[DilemmaPair, ...]:
        """Return every pair of codes of an axis that one reflection carries, and which one."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select q.code as first, b.code as second, x.id, x.kind from {_TAGS}"
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
            f"select r.id as series_id, r.title, x.uptake, x.id from {_REFLECTIONS}"
            f" where x.uptake is not null and {where} order by r.sort_key, {_IN_ORDER}",
            *values,
        )
        return tuple(
            UptakeCount(
                str(row["series_id"]), str(row["title"]), Uptake(str(row["uptake"])), str(row["id"])
            )
            for row in rows
        )

    def timed(self, scope: Scope, axis: str) -> tuple[TimedTag, ...]:
        """Return every use of a code of an axis with its stretch of the timeline, by session.

        A reflection made from a transcript reaches as far as its segment; any other is a moment.
        Those without a place on the timeline come with None.
        """
        where, values = narrowed(scope)
        tagged, code = _TAGS, "q.code"
        if axis == PATTERNS_AXIS:
            tagged, code = f"{_REFLECTIONS} and x.pattern is not null and ? <> ''", "x.pattern"
        rows = self._rows.query(
            f"select {code} as code, x.id, x.session_id, coalesce(g.from_ms, x.at_ms) as from_ms,"
            f" coalesce(g.to_ms, x.at_ms) as to_ms from {tagged}"
            f" left join transcript_segment as g on g.id = x.segment_id where {where}"
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

    def _tagged(self, chosen: str, scope: Scope, axis: str, rest: str) -> list[Row]:
        where, values = narrowed(scope)
        sql = f"select {chosen} from {_TAGS} where {where} {rest}"
        return self._rows.query(sql, axis, *values)


def voice_of(role: str) -> str:
    """Return "research", "practice", or "" where nobody is named."""
    if not role:
        return ""
    return "research" if Role(role).is_research else "practice"


def _counts(rows: list[Row]) -> tuple[TagCount, ...]:
    return tuple(TagCount(str(row["code"]), str(row["whose"]), _int(row["n"])) for row in rows)


def _int(value: Value) -> int:
    return int(str(value or 0))
