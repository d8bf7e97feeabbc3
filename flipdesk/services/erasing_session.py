"""Finding everything that carries a session, or a passage of its recording, and taking it out."""

from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.erasure import Carried, Decision, ErasureKind, ErasurePlan, NamedText
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session import Session
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.erasing_person import Decisions

_NOTES = ("reflection", "outcome", "marker")


class SessionErasing:
    """Works on the rows alone, as `PersonErasing` does."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._rows = base.erasure_rows

    def find(self, session_id: SessionId) -> ErasurePlan:
        """Return everything that goes with a session, and who is known by it alone.

        Raises:
            KnownError: there is no such session.
        """
        session = self._session(session_id)
        owned = self._rows.owned("session", session_id)
        strangers = self._rows.only_in(session_id)
        carried = [Carried(table, owned[table]) for table in _SHOWN if owned.get(table)]
        if strangers:
            carried.append(Carried("gone.person", len(strangers)))
        return ErasurePlan(
            ErasureKind.SESSION,
            session_id,
            session.title,
            sessions=(session_id,),
            carried=tuple(carried),
            gone={"person": strangers} if strangers else {},
        )

    def erase(self, plan: ErasurePlan) -> Changes:
        """Delete a session with all that belongs to it, and the people known by it alone."""
        session_id = SessionId(plan.target)
        changes = self._rows.delete({"session": [session_id]})
        for name in self._base.settings.names_about(session_id):
            changes += self._rows.delete({"setting": [name]})
        return changes + self._rows.delete(plan.gone)

    def find_passage(self, session_id: SessionId, from_ms: int, to_ms: int) -> ErasurePlan:
        """Return what carries the words and sound of a stretch of a session's timeline.

        Transcripts and codings of sound there go; notes made there are shown to be decided about.

        Raises:
            KnownError: there is no such session, or the stretch is empty.
        """
        session = self._session(session_id)
        if to_ms <= from_ms:
            raise KnownError(_("The passage is empty. Choose a beginning before its end."))
        gone: dict[str, tuple[str, ...]] = {}
        texts: list[NamedText] = []
        for table, row in self._rows.in_stretch(session_id, from_ms, to_ms):
            if table in _NOTES:
                texts.append(_note(table, row, session_id))
            else:
                gone[table] = (*gone.get(table, ()), str(row["id"]))
        return ErasurePlan(
            ErasureKind.PASSAGE,
            session_id,
            session.title,
            sessions=(session_id,),
            carried=tuple(Carried(f"gone.{table}", len(ids)) for table, ids in gone.items()),
            gone=gone,
            texts=tuple(texts),
            sound={session_id: ((from_ms, to_ms),)},
        )

    def erase_passage(self, plan: ErasurePlan, decisions: Decisions) -> Changes:
        """Delete what carries the words of a stretch, and the notes that were decided to go."""
        changes = self._rows.delete(plan.gone)
        for text in plan.texts:
            if decisions.get(text.key, text.choices[0]) is Decision.REMOVE:
                changes += self._rows.delete({text.table: [text.row_id]})
        return changes

    def _session(self, session_id: SessionId) -> Session:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise KnownError(_("This session is not in the knowledge base any more."))
        return session


_SHOWN = (
    *("participation", "reflection", "outcome", "minutes", "session_material", "transcript"),
    *("transcript_segment", "recording", "passage", "coding", "memo", "evidence", "review_comment"),
)


def _note(table: str, row: Row, session_id: SessionId) -> NamedText:
    column = "label" if table == "marker" else "text"
    return NamedText(
        *(table, column, str(row["id"]), session_id, str(row[column])),
        spans=(),
        is_certain=False,
        choices=(Decision.KEEP, Decision.REMOVE),
    )
