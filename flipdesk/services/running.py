"""Running a session: reality is logged beside the plan, which it never overwrites."""

from dataclasses import replace
from datetime import datetime

from flipdesk.domain.agenda import AgendaItem, running, upcoming
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class Running:
    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def next_item(self, session_id: SessionId) -> Step:
        """End the item being held and begin the next; the last one ends the session."""
        items = self._base.agenda.of_session(session_id)
        current, following = running(items), upcoming(items)
        now = self._now()
        with self._base.atomic():
            changes = Changes()
            if current is not None:
                changes += self._base.agenda.save(replace(current, ended=now))
            if following is None:
                changes += self._set_state(session_id, SessionState.ENDED, now)
                return step(_("end the session"), changes)
            changes += self._base.agenda.save(replace(following, started=now))
            changes += self._set_state(session_id, SessionState.RUNNING, now)
        return step(_("begin {title}").format(title=following.title), changes)

    def previous_item(self, session_id: SessionId) -> Step:
        """Go back to the item before, as if the newest one had not been begun."""
        items = self._base.agenda.of_session(session_id)
        begun = [item for item in items if item.started is not None]
        if not begun:
            return Step("", Changes())
        with self._base.atomic():
            changes = Changes()
            if begun[-1].is_running:
                changes += self._base.agenda.save(replace(begun.pop(), started=None))
            if begun:
                changes += self._base.agenda.save(replace(begun[-1], ended=None))
                changes += self._set_state(session_id, SessionState.RUNNING, None)
            else:
                changes += self._set_state(session_id, SessionState.PLANNED, None)
        title = begun[-1].title if begun else _("the start")
        return step(_("go back to {title}").format(title=title), changes)

    def extend(self, item: AgendaItem, minutes: int) -> Step:
        """Give an item more or fewer minutes than planned; the plan stays as it was."""
        extra = max(-item.minutes, item.extra_minutes + minutes)
        longer = replace(item, extra_minutes=extra)
        label = _("{minutes} min. on {title}").format(minutes=f"{minutes:+d}", title=item.title)
        return step(label, self._base.agenda.save(longer))

    def register(self, participant_id: ParticipantId, attendance: Attendance) -> Step:
        """Log that somebody came, came late or stayed away."""
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        arrived = self._now() if attendance is Attendance.LATE else None
        changed = replace(participant, attendance=attendance, arrived=arrived, left=None)
        label = _("attendance of {name}").format(name=participant.name)
        return step(label, self._base.participants.save(changed))

    def all_are_here(self, session_id: SessionId) -> Step:
        """Log that everybody came about whom nothing has been said yet."""
        changes = Changes()
        with self._base.atomic():
            for one in self._base.participants.of_session(session_id):
                if one.attendance is Attendance.INVITED:
                    present = replace(one, attendance=Attendance.PRESENT)
                    changes += self._base.participants.save(present)
        return step(_("everybody is here"), changes)

    def leave(self, participant_id: ParticipantId) -> Step:
        """Log that somebody left early."""
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        changes = self._base.participants.save(replace(participant, left=self._now()))
        return step(_("{name} left").format(name=participant.name), changes)

    def _set_state(
        self, session_id: SessionId, state: SessionState, now: datetime | None
    ) -> Changes:
        session = self._base.sessions.get(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        began = session.began or now
        finished = now if state is SessionState.ENDED else None
        if state is SessionState.PLANNED:
            began = None
        return self._base.sessions.save(
            replace(session, state=state, began=began, finished=finished)
        )

    def _now(self) -> datetime:
        return self._clock.now().replace(microsecond=0)
