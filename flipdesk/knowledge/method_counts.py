"""Reads the counts that a method section tells."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.ids import SeriesId
from flipdesk.domain.method_counts import MethodCounts
from flipdesk.domain.vocabulary import Role, SessionKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.knowledge.rows import Rows

_SESSIONS = """
select s.id, s.kind, s.series_id, s.starts_at, s.ends_at, s.began_at, s.finished_at, s.zone,
  s.codebook_id, o.name as organisation,
  (select sum(minutes) from agenda_item where session_id = s.id) as planned
from session as s join series as r on r.id = s.series_id
left join organisation as o on o.id = r.organisation_id
where s.state <> 'planned' and not r.is_sample
order by julianday(s.starts_at), s.id
"""
_PEOPLE = """
select session_id, person_id, role from participation where attendance in ('present', 'late')
"""
_SOUND = """
select session_id, sum(samples * 1.0 / rate_hz) / 60 as n from recording where not is_clip
group by session_id
"""
_NOTES = """
select session_id, count(*) as n, sum(exists (
  select 1 from reflection_tag as t where t.reflection_id = x.id and t.axis = ?)) as coded
from reflection as x where merged_into is null group by session_id
"""
_LONGEST_DAY = 14 * 60
_OUTCOMES = "select session_id, count(*) as n from outcome group by session_id"


class MethodCountStore:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, series: Sequence[SeriesId] | None = None) -> MethodCounts:
        """Return the counts of these series, of all when None; examples are never counted."""
        held = [
            row
            for row in self._rows.query(_SESSIONS)
            if series is None or row["series_id"] in series
        ]
        if not held:
            return MethodCounts()
        ids = {row["id"] for row in held}
        lengths = [_minutes(row) for row in held]
        days = [_day(row) for row in held]
        people = [row for row in self._rows.query(_PEOPLE) if row["session_id"] in ids]
        notes = [
            row for row in self._rows.query(_NOTES, POTENTIALS_AXIS) if row["session_id"] in ids
        ]
        return MethodCounts(
            sessions=Counter(SessionKind(str(row["kind"])) for row in held),
            series=len({row["series_id"] for row in held}),
            organisations=tuple(
                dict.fromkeys(str(row["organisation"]) for row in held if row["organisation"])
            ),
            first=min(days),
            last=max(days),
            minutes=(min(lengths), max(lengths)),
            total_minutes=sum(lengths),
            recorded_minutes=round(self._sum(_SOUND, ids)),
            came=_roles(people, [str(row["id"]) for row in held]),
            attendances=len(people),
            reflections=sum(int(str(row["n"])) for row in notes),
            coded=sum(int(str(row["coded"])) for row in notes),
            outcomes=round(self._sum(_OUTCOMES, ids)),
            codebooks=tuple(dict.fromkeys(str(row["codebook_id"]) for row in held)),
        )

    def _sum(self, sql: str, ids: set[Value]) -> float:
        return sum(
            float(str(row["n"])) for row in self._rows.query(sql) if row["session_id"] in ids
        )


def _roles(people: Sequence[Row], sessions: Sequence[str]) -> dict[Role, int]:
    """Return how many people had each role, each person once, by the role they had first."""
    order = {session_id: place for place, session_id in enumerate(sessions)}
    first: dict[Value, Role] = {}
    for row in sorted(people, key=lambda row: order[str(row["session_id"])]):
        first.setdefault(row["person_id"], Role(str(row["role"])))
    counted = Counter(first.values())
    return {role: counted[role] for role in Role if counted[role]}


def _minutes(row: Row) -> int:
    """Return how long a session was: as it happened, else as planned, without its nights."""
    began, finished = row["began_at"], row["finished_at"]
    happened = began is not None and finished is not None
    start, end = (began, finished) if happened else (row["starts_at"], row["ends_at"])
    length = datetime.fromisoformat(str(end)) - datetime.fromisoformat(str(start))
    minutes = round(length.total_seconds() / 60)
    is_over_night = minutes > _LONGEST_DAY
    return int(str(row["planned"])) if is_over_night and row["planned"] else minutes


def _day(row: Row) -> date:
    return (
        datetime.fromisoformat(str(row["starts_at"])).astimezone(zone_info(str(row["zone"]))).date()
    )
