"""The notes that a number stands for."""

from flipdesk.domain.search import Hit, HitKind
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search_hits import hit_of, hit_rows
from flipdesk.knowledge.search_kinds import KINDS


class DoorStore:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def notes(self, kind: HitKind, ids: tuple[str, ...]) -> tuple[Hit, ...]:
        """Return the notes of these ids that are still there, the newest session first."""
        found = KINDS[kind]
        rows = hit_rows(
            self._rows,
            found,
            f"from {kind} as x"
            " join session as s on s.id = x.session_id join series as r on r.id = s.series_id"
            " left join organisation as o on o.id = r.organisation_id"
            f" left join participation as p on p.id = {found.voice}"
            f" where x.id in ({', '.join('?' * len(ids))})"
            " order by julianday(s.starts_at) desc, x.at_ms, x.seq",
            *ids,
        )
        return tuple(map(hit_of, rows))
