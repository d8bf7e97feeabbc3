"""The notes that a number stands for."""

from flipdesk.domain.codebook import POTENTIALS_AXIS
from flipdesk.domain.search import Hit, HitKind
from flipdesk.knowledge.rows import Rows
from flipdesk.knowledge.search import SearchStore
from flipdesk.knowledge.tags import Tags

_VOICES: dict[HitKind, str] = {"reflection": "speaker_id", "outcome": "owner_id"}


class DoorStore:
    """Reads only."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def notes(self, kind: HitKind, ids: tuple[str, ...]) -> tuple[Hit, ...]:
        """Return the notes of these ids that are still there, the newest session first."""
        rows = self._rows.query(
            f"select x.id, '{kind}' as kind, x.session_id, s.title as session_title,"
            " r.title as series_title, coalesce(o.name, '') as organisation, s.starts_at,"
            f" x.at_ms, x.text, x.text as snippet, p.role as role from {kind} as x"
            " join session as s on s.id = x.session_id join series as r on r.id = s.series_id"
            " left join organisation as o on o.id = r.organisation_id"
            f" left join participation as p on p.id = x.{_VOICES[kind]}"
            f" where x.id in ({', '.join('?' * len(ids))})"
            " order by julianday(s.starts_at) desc, x.at_ms, x.seq",
            *ids,
        )
        tags = Tags(self._rows, kind).of(str(row["id"]) for row in rows)
        return tuple(
            SearchStore.hit.build(row, potentials=tags.get((str(row["id"]), POTENTIALS_AXIS), ()))
            for row in rows
        )
