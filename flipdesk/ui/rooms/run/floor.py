"""Who has the floor and who waits for it; on a recording every floor becomes a turn."""

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace

_AWAY = (Attendance.REGRETS, Attendance.ABSENT)


@dataclass(slots=True)
class _List:
    """The speakers' list of one session, kept while FlipDesk runs."""

    speaker_id: ParticipantId | None = None
    since: datetime | None = None
    queue: list[ParticipantId] = field(default_factory=list)


class Floor(QObject):
    """One speakers' list a session. With a recording running its turns say who has the floor."""

    changed = Signal()

    def __init__(
        self, workspace: Workspace, recording: RecordingDesk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recording = recording
        self._lists: dict[SessionId, _List] = {}
        self._here: set[ParticipantId] = set()

    @property
    def speaker_id(self) -> ParticipantId | None:
        """Who has the floor."""
        return self._list.speaker_id

    @property
    def since(self) -> datetime | None:
        """When the floor was given."""
        return self._list.since

    @property
    def position_ms(self) -> int | None:
        """The place of this moment in the recording, None while nothing is recorded."""
        return self._recording.position_ms()

    @property
    def queue(self) -> tuple[ParticipantId, ...]:
        """Who waits, the next first; whoever has left is passed over."""
        return tuple(one for one in self._list.queue if one in self._here)

    def follow(self, record: SessionRecord) -> None:
        """Bring the list in line with the turns and people stored."""
        self._here = {
            one.id
            for one in record.participants
            if one.left is None and one.attendance not in _AWAY
        }
        mine = self._list
        if mine.speaker_id not in self._here:
            mine.speaker_id = None
        if self._recording.position_ms() is None:
            return
        turn = next((one for one in record.turns if one.to_ms is None), None)
        mine.speaker_id = turn.speaker_id if turn is not None else None
        mine.since = record.moment(turn.from_ms, None) if turn is not None else None

    def add(self, participant_id: ParticipantId) -> None:
        """Put somebody at the end of the queue, once."""
        self._forget_those_who_left()
        if participant_id not in self._list.queue:
            self._list.queue.append(participant_id)
            self.changed.emit()

    def remove(self, participant_id: ParticipantId) -> None:
        """Take somebody off the queue."""
        self._forget_those_who_left()
        if participant_id in self._list.queue:
            self._list.queue.remove(participant_id)
            self.changed.emit()

    def move(self, participant_id: ParticipantId, by: int) -> None:
        """Let somebody come earlier or later."""
        self._forget_those_who_left()
        queue = self._list.queue
        if participant_id in queue:
            place = queue.index(participant_id)
            queue.insert(max(0, min(len(queue) - 1, place + by)), queue.pop(place))
            self.changed.emit()

    def give_next(self) -> bool:
        """Give the floor to the next in the queue, or end the turn; False when nothing was done."""
        queue = self.queue
        if queue:
            self.give(queue[0])
            return True
        if self._list.speaker_id is not None:
            self.give(None)
            return True
        return False

    def give(self, participant_id: ParticipantId | None) -> None:
        """Give somebody the floor, or nobody."""
        session_id = self._workspace.session_id
        if session_id is None or participant_id == self._list.speaker_id:
            return
        self._forget_those_who_left()
        mine = self._list
        if participant_id in mine.queue:
            mine.queue.remove(participant_id)
        mine.speaker_id, mine.since = participant_id, self._workspace.now()
        at_ms = self._recording.position_ms()
        if at_ms is not None:
            running = self._workspace.desk.running
            self._workspace.perform(lambda: running.give_floor(session_id, participant_id, at_ms))
        self.changed.emit()

    def _forget_those_who_left(self) -> None:
        # Until something else is done to the list, undoing that somebody left puts them back on it.
        self._list.queue = list(self.queue)

    @property
    def _list(self) -> _List:
        session_id = self._workspace.session_id
        return _List() if session_id is None else self._lists.setdefault(session_id, _List())
