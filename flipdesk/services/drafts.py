"""What has been typed in the capture bar and in the guides and not yet been stored."""

import json
from dataclasses import dataclass
from datetime import datetime

from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Draft:
    """A line and the moment of its first key stroke; without text there is no draft."""

    text: str = ""
    said_at: datetime | None = None
    at_ms: int | None = None


class Drafts:
    """Kept through a crash: one a session for the capture bar, and one for each other `place`.

    A draft is no step: undo does not know it.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def of(self, session_id: SessionId, place: str = "") -> Draft:
        """Return the draft of a session, an empty one when there is none."""
        kept = self._base.settings.get(_name(session_id, place))
        if not kept:
            return Draft()
        fields = json.loads(kept)
        said_at = fields["said_at"]
        return Draft(
            fields["text"],
            datetime.fromisoformat(said_at) if said_at else None,
            fields["at_ms"],
        )

    def keep(self, session_id: SessionId, draft: Draft, place: str = "") -> None:
        """Store a draft in the place of the one before."""
        if draft == self.of(session_id, place):
            return
        said_at = draft.said_at.isoformat() if draft.said_at else None
        fields = {"text": draft.text, "said_at": said_at, "at_ms": draft.at_ms}
        value = json.dumps(fields, ensure_ascii=False) if draft.text else ""
        with self._base.atomic():
            self._base.settings.set(_name(session_id, place), value)

    def forget(self, session_id: SessionId, place: str = "") -> None:
        """Let go of the draft, as when it has become a note."""
        self.keep(session_id, Draft(), place)


def _name(session_id: SessionId, place: str) -> str:
    return f"draft:{session_id}:{place}" if place else f"draft:{session_id}"
