"""When a note was said, which a note added afterwards does not know."""

from datetime import datetime

from flipdesk.domain.afterwards import is_afterwards
from flipdesk.domain.ids import SessionId
from flipdesk.errors import BugError
from flipdesk.knowledge.knowledge_base import KnowledgeBase


def said_at(
    base: KnowledgeBase, session_id: SessionId, moment: datetime, at_ms: int | None
) -> datetime | None:
    """Return when something was said in the room, None for what is added afterwards.

    With an offset into the recording it was said while the session was recorded once more.
    """
    session = base.sessions.get(session_id)
    if session is None:
        raise BugError(f"no session {session_id}")
    is_late = is_afterwards(session, base.agenda.of_session(session_id), moment)
    return None if is_late and at_ms is None else moment
