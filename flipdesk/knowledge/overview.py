"""Questions across sessions: what waits, how far each series is, what was worked on last."""

from datetime import date, datetime

from flipdesk.domain.changes import Row
from flipdesk.domain.ids import OutcomeId, SeriesId, SessionId
from flipdesk.domain.overview import (
    KnownPerson,
    LiveOutcome,
    SeriesCount,
    Touch,
    Touched,
    UnknownConsent,
)
from flipdesk.domain.vocabulary import LIVE_STATUSES, OutcomeKind, Role
from flipdesk.knowledge.rows import Rows

_RUN_SHEET = """
select session_id, max(at) as at from (
  select id as session_id, modified_at as at from session
  union all select session_id, max(modified_at) from agenda_item group by session_id
  union all select session_id, max(modified_at) from participation group by session_id
) group by session_id
"""
_NOTES = """
select session_id, max(at) as at from (
  select session_id, max(modified_at) as at from reflection group by session_id
  union all select session_id, max(modified_at) from outcome group by session_id
  union all select session_id, max(modified_at) from marker group by session_id
) group by session_id
"""
_MINUTES = """
select session_id, max(written_at) as at, max(version) as version from minutes
where state in ('draft', 'comments') group by session_id
"""


class OverviewStore:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def known_people(self) -> tuple[KnownPerson, ...]:
        """Return everybody who has taken part, as last time, in Danish alphabetical order."""
        rows = self._rows.query(
            "select p.name, o.name as organisation, part.unit, part.role, part.initials,"
            " max(julianday(s.starts_at))"
            " from participation as part join person as p on p.id = part.person_id"
            " join session as s on s.id = part.session_id"
            " left join organisation as o on o.id = part.organisation_id"
            " group by p.id order by p.sort_key"
        )
        return tuple(
            KnownPerson(
                str(row["name"]),
                str(row["organisation"] or ""),
                str(row["unit"] or ""),
                Role(str(row["role"])),
                str(row["initials"]),
            )
            for row in rows
        )

    def places(self) -> tuple[str, ...]:
        """Return where sessions were held, the latest place first."""
        rows = self._rows.query(
            "select place, max(starts_at) as last from session where place is not null"
            " group by place order by last desc"
        )
        return tuple(str(row["place"]) for row in rows)

    def series_counts(self) -> dict[SeriesId, SeriesCount]:
        rows = self._rows.query(
            "select series.id, count(s.id) as total, sum(s.state = 'ended') as held,"
            " (select count(distinct part.person_id) from participation as part"
            "  join session as one on one.id = part.session_id"
            "  where one.series_id = series.id) as people"
            " from series left join session as s on s.series_id = series.id group by series.id"
        )
        return {
            SeriesId(str(row["id"])): SeriesCount(
                SeriesId(str(row["id"])), _int(row, "held"), _int(row, "total"), _int(row, "people")
            )
            for row in rows
        }

    def live_outcomes(self, kind: OutcomeKind) -> tuple[LiveOutcome, ...]:
        """Return what of a kind still waits for somebody, the earliest due first."""
        states = sorted(LIVE_STATUSES)
        marks = ", ".join("?" * len(states))
        rows = self._rows.query(
            "select o.id, o.session_id, o.kind, o.text, o.due, p.name as owner from outcome as o"
            " left join participation as part on part.id = o.owner_id"
            " left join person as p on p.id = part.person_id"
            f" where o.kind = ? and o.status in ({marks}) order by o.due is null, o.due",
            kind,
            *states,
        )
        return tuple(
            LiveOutcome(
                OutcomeId(str(row["id"])),
                SessionId(str(row["session_id"])),
                OutcomeKind(str(row["kind"])),
                str(row["text"]),
                date.fromisoformat(str(row["due"])) if row["due"] else None,
                str(row["owner"] or ""),
            )
            for row in rows
        )

    def unknown_consents(self) -> tuple[UnknownConsent, ...]:
        """Return who is expected in a coming session and has not answered about recording."""
        rows = self._rows.query(
            "select part.session_id, p.name from participation as part"
            " join person as p on p.id = part.person_id"
            " join session as s on s.id = part.session_id"
            " where part.consent_recording = 'unknown' and s.state = 'planned'"
            " and part.attendance not in ('regrets', 'absent')"
            " order by julianday(s.starts_at), p.sort_key"
        )
        return tuple(
            UnknownConsent(SessionId(str(row["session_id"])), str(row["name"])) for row in rows
        )

    def with_minutes(self) -> frozenset[SessionId]:
        rows = self._rows.query("select distinct session_id from minutes")
        return frozenset(SessionId(str(row["session_id"])) for row in rows)

    def with_open_reviews(self) -> frozenset[SessionId]:
        """Return the sessions whose minutes came back with something that is not decided."""
        rows = self._rows.query(
            "select session_id from review_comment where state = 'open' and parent_id is null"
            " union select session_id from review_change where state = 'open'"
        )
        return frozenset(SessionId(str(row["session_id"])) for row in rows)

    def touched(self) -> tuple[Touch, ...]:
        """Return what was last worked on in each session, the newest first."""
        queries = ((Touched.RUN_SHEET, _RUN_SHEET), (Touched.NOTES, _NOTES))
        found = [_touch(what, row) for what, sql in queries for row in self._rows.query(sql)]
        found += [_touch(Touched.MINUTES, row) for row in self._rows.query(_MINUTES)]
        return tuple(sorted(found, key=lambda touch: touch.at, reverse=True))


def _touch(what: Touched, row: Row) -> Touch:
    version = _int(row, "version") if what is Touched.MINUTES else None
    at = datetime.fromisoformat(str(row["at"]))
    return Touch(SessionId(str(row["session_id"])), what, at, version)


def _int(row: Row, column: str) -> int:
    return int(str(row[column] or 0))
