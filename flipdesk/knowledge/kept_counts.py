"""How much of each session there is of what has a time of its own; reads only."""

from dataclasses import dataclass

from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.rows import Rows

_COUNTS = """
select session.id,
  (select coalesce(sum(s.samples * 1000 / r.rate_hz), 0) from recording as r
    left join segment as s on s.recording_id = r.id where r.session_id = session.id) as sound_ms,
  (select count(*) from recording where session_id = session.id) as recordings,
  (select count(*) from reflection where session_id = session.id)
  + (select count(*) from outcome where session_id = session.id)
  + (select count(*) from marker where session_id = session.id)
  + (select count(*) from transcript where session_id = session.id) as notes,
  (select count(*) from minutes where session_id = session.id) as minutes
from session
"""


@dataclass(frozen=True, slots=True)
class KeptCounts:
    """Of one session: how long its sound is, its notes with transcripts, its written minutes."""

    sound_ms: int
    recordings: int
    notes: int
    minutes: int


class KeptCountStore:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> dict[SessionId, KeptCounts]:
        """Return the counts of every session."""
        return {
            SessionId(str(row["id"])): KeptCounts(
                *(int(str(row[name])) for name in ("sound_ms", "recordings", "notes", "minutes"))
            )
            for row in self._rows.query(_COUNTS)
        }
