"""What beginning and ending items have in common: the pause ends, the session's state follows."""

from dataclasses import replace
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem, running
from flipdesk.domain.changes import Changes
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.pause import lasting
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import BugError
from flipdesk.knowledge.knowledge_base import KnowledgeBase


class SessionProgress:
    """Writes without a label: what it returns is a part of a step."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def now(self) -> datetime:
        """Return the moment that is logged: whole seconds."""
        return self._clock.now().replace(microsecond=0)

    def session(self, session_id: SessionId) -> Session:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        return session

    def end_pause(self, session_id: SessionId, now: datetime) -> Changes:
        """End the pause that lasts, if any."""
        pause = lasting(self._base.pauses.of_session(session_id))
        if pause is None:
            return Changes()
        return self._base.pauses.save(replace(pause, ended=max(pause.started, now)))

    def end_item(self, session_id: SessionId) -> Changes:
        """End the item that is on, and a pause with it."""
        now = self.now()
        changes = self.end_pause(session_id, now)
        current = running(self._base.agenda.of_session(session_id))
        if current is not None:
            changes += self._base.agenda.save(replace(current, ended=now))
        return changes

    def begin_item(self, item: AgendaItem) -> Changes:
        """Begin an item, and the session with the first one."""
        changes = self._base.agenda.save(replace(item, started=self.now()))
        return changes + self.set_state(item.session_id, SessionState.RUNNING)

    def set_state(self, session_id: SessionId, state: SessionState) -> Changes:
        """Set how far the session has come; when it began stays what it was."""
        session = self.session(session_id)
        began = None if state is SessionState.PLANNED else session.began or self.now()
        finished = self.now() if state is SessionState.ENDED else None
        return self._base.sessions.save(
            replace(session, state=state, began=began, finished=finished)
        )
