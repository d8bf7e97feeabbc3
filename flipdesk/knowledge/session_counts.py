"""Sessions, attendance and actions, counted across the knowledge base."""

from datetime import date, datetime, timedelta

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.ids import SessionId
from flipdesk.domain.report import Scope
from flipdesk.domain.session_count import AgreedAction, AttendanceCount, Begun, Held
from flipdesk.domain.vocabulary import Attendance, OutcomeStatus
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.tag_counts import SESSIONS, narrowed


class SessionCountStore:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def years(self, scope: Scope) -> tuple[int, ...]:
        """Return the years that there are sessions in."""
        where, values = narrowed(scope)
        sql = f"select distinct substr(s.starts_at, 1, 4) as year from {SESSIONS} where {where}"
        return tuple(sorted(int(str(row["year"])) for row in self._rows.query(sql, *values)))

    def begun(self, scope: Scope) -> tuple[Begun, ...]:
        """Return the sessions that are or were held, the newest first."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select s.id, s.title, substr(s.starts_at, 1, 10) as day from {SESSIONS}"
            f" where s.state <> 'planned' and {where} order by julianday(s.starts_at) desc",
            *values,
        )
        return tuple(
            Begun(SessionId(str(row["id"])), str(row["title"]), date.fromisoformat(str(row["day"])))
            for row in rows
        )

    def held(self, scope: Scope) -> tuple[Held, ...]:
        """Return every session that was held, in order of time.

        It lasted from when it began until it was finished, each day by itself, else as long as it
        was planned to.
        """
        where, values = narrowed(scope)
        lasted = self._lasted(where, values)
        people: dict[str, set[str]] = {}
        for row in self._rows.query(
            f"select p.session_id, p.person_id from {SESSIONS}"
            " cross join participation as p on p.session_id = s.id"
            f" where p.attendance in ('present', 'late') and s.state = 'ended' and {where}",
            *values,
        ):
            people.setdefault(str(row["session_id"]), set()).add(str(row["person_id"]))
        rows = self._rows.query(
            "select s.id, coalesce(o.name, '') as place, s.starts_at, s.ends_at"
            f" from {SESSIONS} where s.state = 'ended' and {where}"
            " order by julianday(s.starts_at)",
            *values,
        )
        return tuple(
            Held(
                str(row["id"]),
                str(row["place"]),
                int(str(row["starts_at"])[:4]),
                lasted.get(str(row["id"])) or _planned_ms(row),
                frozenset(people.get(str(row["id"]), ())),
            )
            for row in rows
        )

    def _lasted(self, where: str, values: list[Value]) -> dict[str, int]:
        """Return how long the days of each session lasted in all, by the items that were held."""
        rows = self._rows.query(
            "select session_id, sum(days) as days from (select i.session_id, i.day,"
            "  max(julianday(i.ended_at)) - min(julianday(i.started_at)) as days"
            f"  from {SESSIONS} cross join agenda_item as i on i.session_id = s.id"
            "  where i.started_at is not null and i.ended_at is not null"
            f"  and s.state = 'ended' and {where} group by i.session_id, coalesce(i.day, 1))"
            " group by session_id",
            *values,
        )
        # A Julian day holds no exact milliseconds; a second is what people reckon with here.
        return {
            str(row["session_id"]): round(float(str(row["days"])) * 86_400) * 1_000 for row in rows
        }

    def attendance(self, scope: Scope, *, by_session: bool) -> tuple[AttendanceCount, ...]:
        """Return who came to the sessions that were held, by series or by session and time."""
        where, values = narrowed(scope)
        key, order = ("r", "r.sort_key, r.id")
        if by_session:
            key, order = ("s", "julianday(s.starts_at), s.id")
        rows = self._rows.query(
            f"select {key}.id, {key}.title, p.attendance, count(*) as n from {SESSIONS}"
            " cross join participation as p on p.session_id = s.id"
            f" where s.state = 'ended' and {where}"
            f" group by {key}.id, p.attendance order by {order}",
            *values,
        )
        return tuple(
            AttendanceCount(
                str(row["id"]),
                str(row["title"]),
                Attendance(str(row["attendance"])),
                int(str(row["n"])),
            )
            for row in rows
        )

    def actions(self, scope: Scope) -> tuple[AgreedAction, ...]:
        """Return every action that was agreed, the oldest first."""
        where, values = narrowed(scope)
        rows = self._rows.query(
            f"select x.id, s.starts_at, x.status, x.due from {SESSIONS}"
            " cross join outcome as x on x.session_id = s.id"
            f" where x.kind = 'action' and {where} order by julianday(s.starts_at), x.seq",
            *values,
        )
        return tuple(
            AgreedAction(
                str(row["id"]),
                date.fromisoformat(str(row["starts_at"])[:10]),
                OutcomeStatus(str(row["status"])),
                date.fromisoformat(str(row["due"])) if row["due"] else None,
            )
            for row in rows
        )


def _planned_ms(row: Row) -> int:
    first, last = (datetime.fromisoformat(str(row[name])) for name in ("starts_at", "ends_at"))
    return max(0, (last - first) // timedelta(milliseconds=1))
