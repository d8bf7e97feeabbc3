"""Running a session: reality is logged beside the plan, which it never overwrites."""

from dataclasses import replace

from flipdesk.domain.agenda import AgendaItem, is_day_over, newest, upcoming
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.open_turns import end_turns, leave_list
from flipdesk.services.session_progress import SessionProgress


class Running:
    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._progress = SessionProgress(base, clock)

    def next_item(self, session_id: SessionId) -> Step:
        """End the item being held and begin the next; the last one ends the session.

        The last one of a day only ends: the next day's first one begins when it is asked for.
        """
        items = self._base.agenda.of_session(session_id)
        following, day_is_over = upcoming(items), is_day_over(items)
        with self._base.atomic():
            changes = self._progress.end_item(session_id)
            if following is None:
                changes += self._progress.set_state(session_id, SessionState.ENDED)
                return step(_("end the session"), changes)
            if day_is_over:
                return step(_("end the day"), changes)
            changes += self._progress.begin_item(following)
        return step(_("begin {title}").format(title=following.title), changes)

    def previous_item(self, session_id: SessionId) -> Step:
        """Go back to the item before, as if the newest one had not been begun.

        Its time counts to the item before; a pause in it stays a pause.
        """
        items = self._base.agenda.of_session(session_id)
        last = newest(items)
        if last is None:
            return Step("", Changes())
        with self._base.atomic():
            changes = Changes()
            if last.is_running:
                changes += self._base.agenda.save(replace(last, started=None))
                last = newest(item for item in items if item.id != last.id)
            if last is not None:
                changes += self._base.agenda.save(replace(last, ended=None))
                changes += self._progress.set_state(session_id, SessionState.RUNNING)
            else:
                changes += self._forget_pauses(session_id)
                changes += self._progress.set_state(session_id, SessionState.PLANNED)
        title = last.title if last is not None else _("the start")
        return step(_("go back to {title}").format(title=title), changes)

    def extend(self, item: AgendaItem, minutes: int) -> Step:
        """Give an item more or fewer minutes than planned; the plan stays as it was."""
        extra = max(-item.minutes, item.extra_minutes + minutes)
        longer = replace(item, extra_minutes=extra)
        label = _("{minutes} min. on {title}").format(minutes=f"{minutes:+d}", title=item.title)
        return step(label, self._base.agenda.save(longer))

    def register(
        self, participant_id: ParticipantId, attendance: Attendance, at_ms: int | None = None
    ) -> Step:
        """Log that somebody came, came late or stayed away.

        The turn of somebody who stayed away ends; `at_ms` is the offset of now in the recording.
        """
        participant = self._participant(participant_id)
        arrived = self._progress.now() if attendance is Attendance.LATE else None
        changed = replace(participant, attendance=attendance, arrived=arrived, left=None)
        label = _("attendance of {name}").format(name=participant.name)
        with self._base.atomic():
            changes = self._base.participants.save(changed)
            if not attendance.came:
                changes += self._end_turn_of(participant, at_ms)
        return step(label, changes)

    def all_are_here(self, session_id: SessionId) -> Step:
        """Log that everybody came about whom nothing has been said yet."""
        changes = Changes()
        with self._base.atomic():
            for one in self._base.participants.of_session(session_id):
                if one.attendance is Attendance.INVITED:
                    present = replace(one, attendance=Attendance.PRESENT)
                    changes += self._base.participants.save(present)
        return step(_("everybody is here"), changes)

    def leave(self, participant_id: ParticipantId, at_ms: int | None = None) -> Step:
        """Log that somebody left early; a turn of theirs ends, at the offset of now."""
        participant = self._participant(participant_id)
        left = replace(participant, left=self._progress.now())
        with self._base.atomic():
            changes = self._base.participants.save(left)
            changes += self._end_turn_of(participant, at_ms)
        return step(_("{name} left").format(name=participant.name), changes)

    def come_back(self, participant_id: ParticipantId) -> Step:
        """Log that somebody who had left is here again; when they first came stays."""
        participant = self._participant(participant_id)
        changes = self._base.participants.save(replace(participant, left=None))
        return step(_("{name} came back").format(name=participant.name), changes)

    def _forget_pauses(self, session_id: SessionId) -> Changes:
        pauses = self._base.pauses.of_session(session_id)
        return sum((self._base.pauses.delete(one.id) for one in pauses), start=Changes())

    def _end_turn_of(self, participant: Participant, at_ms: int | None) -> Changes:
        """End what they say, and take them off the speakers' list."""
        speaks = any(
            turn.to_ms is None and turn.speaker_id == participant.id
            for turn in self._base.turns.of_session(participant.session_id)
        )
        changes = Changes()
        if at_ms is not None and speaks:
            changes += end_turns(self._base, participant.session_id, at_ms)
        return changes + leave_list(self._base, participant, self._progress.now())

    def _participant(self, participant_id: ParticipantId) -> Participant:
        participant = self._base.participants.get(participant_id)
        if participant is None:
            raise BugError(f"no participant {participant_id}")
        return participant
