"""The edit of a note that is being written, kept through a crash."""

import json

from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class NoteDrafts:
    """One a session, for one note is edited at a time. It is no step: undo does not know it."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def of(self, session_id: SessionId) -> tuple[str, str]:
        """Return the GUID of the note and the text; "" and "" when there is none."""
        kept = self._base.settings.get(_name(session_id))
        if not kept:
            return "", ""
        note_id, text = json.loads(kept)
        return str(note_id), str(text)

    def keep(self, session_id: SessionId, note_id: str, text: str) -> None:
        """Store a draft in the place of the one before, none when it is empty."""
        if not text and self.of(session_id)[0] != note_id:
            return
        value = json.dumps([note_id, text], ensure_ascii=False) if text else ""
        with self._base.atomic():
            self._base.settings.set(_name(session_id), value)


def _name(session_id: SessionId) -> str:
    return f"note-draft:{session_id}"
