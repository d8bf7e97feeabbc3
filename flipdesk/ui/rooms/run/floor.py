"""What the keys, the menus and the mouse do to the speakers' list, each a step to be undone."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from flipdesk.domain.agenda import running
from flipdesk.domain.changes import Step
from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.queue_entry import QueueEntry, SpeakersList, speakers_list
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance
from flipdesk.services.speaking import Speaking
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace

_AWAY = (Attendance.REGRETS, Attendance.ABSENT)


class Floor(QObject):
    """The list of the open session, as it is stored; those who have left do not wait."""

    def __init__(
        self, workspace: Workspace, recording: RecordingDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recording = recording

    @property
    def now(self) -> SpeakersList:
        """The list as it stands while the present agenda item is held."""
        record = self._workspace.record
        return SpeakersList() if record is None else _list_of(record)

    @property
    def speaker_id(self) -> ParticipantId | None:
        """Who has the floor."""
        holder = self.now.holder
        return holder.speaker_id if holder is not None else None

    @property
    def position_ms(self) -> int | None:
        """The place of this moment in the recording, None while no sound is kept."""
        if self._recording.state.rests:
            return None
        return self._recording.position_ms()

    def waits(self, participant_id: ParticipantId) -> bool:
        return self.now.waiting_of(participant_id) is not None

    def add(self, participant_id: ParticipantId, place: int = 0) -> None:
        """Put somebody on the list, at a place from 1 or at the end."""
        self._do(lambda speaking, session: speaking.ask(session, participant_id, place))

    def reply(self, participant_id: ParticipantId) -> None:
        """Let somebody reply to the last speech."""
        self._do(lambda speaking, session: speaking.reply(session, participant_id))

    def interrupt(self, participant_id: ParticipantId) -> None:
        """Log that somebody takes the floor without waiting."""
        at_ms = self.position_ms
        self._do(lambda speaking, session: speaking.interrupt(session, participant_id, at_ms))

    def remove(self, participant_id: ParticipantId) -> None:
        """Take somebody off the list."""
        entry = self.now.waiting_of(participant_id)
        if entry is not None:
            self.take_off(entry)

    def take_off(self, entry: QueueEntry) -> None:
        self._do(lambda speaking, _session: speaking.take_off(entry))

    def move(self, entry: QueueEntry, by: int) -> None:
        """Let somebody come earlier or later."""
        waiting = [one.id for one in self.now.waiting]
        if entry.id in waiting and 0 <= waiting.index(entry.id) + by < len(waiting):
            self.move_to(entry, waiting.index(entry.id) + by)

    def move_to(self, entry: QueueEntry, place: int) -> None:
        """Let somebody wait at another place, from 0."""
        self._do(lambda speaking, _session: speaking.move(entry, place))

    def give_next(self) -> bool:
        """Give the floor back after an interruption, else on; False when nothing was done."""
        now, at_ms = self.now, self.position_ms
        if now.interrupted is not None:
            self._do(lambda speaking, session: speaking.end_interruption(session, at_ms))
        elif now.waiting:
            self.give(now.waiting[0].speaker_id)
        elif now.holder is not None:
            self.give(None)
        else:
            return False
        return True

    def give(self, participant_id: ParticipantId | None) -> None:
        """Give somebody the floor, or nobody."""
        at_ms, now = self.position_ms, self.now
        holder = now.holder.speaker_id if now.holder is not None else None
        if participant_id != holder or (participant_id and now.waiting_of(participant_id)):
            self._do(lambda speaking, session: speaking.give(session, participant_id, at_ms))

    def toggle_line(self) -> None:
        """Close the list of this agenda item, or open it again."""
        closed = self.now.is_closed
        self._do(
            lambda speaking, session: (
                speaking.take_line_away(session) if closed else speaking.draw_line(session)
            )
        )

    def bring_along(self) -> None:
        """Let those who still wait on earlier lists wait on this one."""
        self._do(lambda speaking, session: speaking.bring_along(session))

    def let_go(self) -> None:
        """Take those off who still wait on earlier lists."""
        self._do(lambda speaking, session: speaking.let_go(session))

    def _do(self, action: Callable[[Speaking, SessionId], Step]) -> None:
        session_id = self._workspace.session_id
        if session_id is not None:
            speaking = self._workspace.desk.speaking
            self._workspace.perform(lambda: action(speaking, session_id))


def _list_of(record: SessionRecord) -> SpeakersList:
    away = {
        one.id for one in record.participants if one.attendance in _AWAY or one.left is not None
    }
    item = running(record.agenda)
    here = [one for one in record.queue if not (one.waits and one.speaker_id in away)]
    return speakers_list(here, item.id if item is not None else None)
