"""Finding a part of a session, whose time is over, and taking it out: sound, notes or minutes."""

from flipdesk.domain.changes import Changes
from flipdesk.domain.erasure import PARTS, Carried, ErasureKind, ErasurePlan, LedgerEntry
from flipdesk.domain.ids import SessionId
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class PartErasing:
    """Works on the rows alone, as `PersonErasing` does. The session itself stays."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._rows = base.erasure_rows

    def find(self, kind: ErasureKind, session_id: SessionId) -> ErasurePlan:
        """Return everything that goes with a part of a session.

        Raises:
            KnownError: there is no such session.
        """
        if kind not in PARTS:
            raise BugError(f"no part of a session: {kind}")
        session = self._base.sessions.get(session_id)
        if session is None:
            raise KnownError(_("This session is not in the knowledge base any more."))
        gone = self._rows.part(kind, session_id)
        counts = {table: len(ids) for table, ids in gone.items() if table in _SHOWN}
        if kind is ErasureKind.NOTES:
            counts["evidence"] = self._rows.evidence(session_id)
        return ErasurePlan(
            kind,
            session_id,
            session.title,
            sessions=(session_id,),
            carried=tuple(Carried(table, count) for table, count in counts.items() if count),
            gone=gone,
        )

    def erase(self, plan: ErasurePlan) -> Changes:
        """Delete the rows."""
        return self._rows.delete(plan.gone)

    def erase_again(self, entry: LedgerEntry) -> Changes:
        """Delete what a backup or a file has brought back; what is newer than that stays."""
        older = self._rows.part(entry.kind, SessionId(entry.target), until=entry.at)
        # A setting is known by its name, which a newer one has too.
        named = {table: ids for table, ids in entry.gone.items() if table != "setting"}
        return self._rows.delete(older) + self._rows.delete(named)


_SHOWN = (
    *("reflection", "outcome", "marker", "transcript", "coding", "memo", "passage"),
    *("recording", "minutes", "returned_file"),
)
