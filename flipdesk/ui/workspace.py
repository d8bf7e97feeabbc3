"""What every room works with: the knowledge base, its services, and the session that is open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import KnownError
from flipdesk.i18n import language
from flipdesk.knowledge.disk_trouble import DiskError
from flipdesk.services.codebook_words import codebook_in
from flipdesk.services.desk import Desk
from flipdesk.services.renewed_record import renewed


class Workspace(QObject):
    """Every write of the window goes through `perform`, which commits, remembers and tells.

    Rooms read from `desk.base` and from `record`, and refresh on `changed` alone.
    """

    changed = Signal(object)
    """Changes that have just been made, undone or redone."""
    session_opened = Signal()
    """Another session is open now, or none."""
    problem = Signal(str)
    """A sentence for the user about what could not be done."""
    problem_over = Signal(str)
    """That sentence is no longer true."""
    notice = Signal(str)
    """A sentence about something done that one may want to undo."""
    information = Signal(str)
    """A sentence about something done that is no step and cannot be undone."""

    reveal_wanted = Signal(str, str)
    """Table and id of a thing to be chosen where it is shown; the focus stays where it is."""
    search_wanted = Signal(object)
    """Words to look for in the whole knowledge base, None for those that stand there."""
    backup_wanted = Signal(object)
    """The path of a backup to be looked at."""
    person_erasure_wanted = Signal(str)
    """The person who is to be erased for good: it is shown first what goes."""
    passage_erasure_wanted = Signal(str, int, int)
    """The session, and from where to where its recording is to be erased for good."""
    floor_wanted = Signal(str)
    """The participant who is to have the floor."""
    travelled = Signal(object, bool)
    """A step has just been undone (True) or done again (False), after `changed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.saved_at: datetime | None = None
        self._session_id: SessionId | None = None
        self._record: SessionRecord | None = None
        self._wanted_note = ""
        self._wants_end = False
        self._unstored: set[str] = set()

    @property
    def session_id(self) -> SessionId | None:
        return self._session_id

    @property
    def record(self) -> SessionRecord | None:
        """The open session with all its parts, frozen; None when no session is open."""
        if self._record is None and self._session_id is not None:
            self._record = self._in_own_words(self.desk.base.record(self._session_id))
        return self._record

    @staticmethod
    def _in_own_words(record: SessionRecord) -> SessionRecord:
        words = codebook_in(record.codebook, language())
        return record if words is record.codebook else replace(record, codebook=words)

    def now(self) -> datetime:
        return self.desk.clock.now()

    def open_session(self, session_id: SessionId | None) -> None:
        """Make a session the one that rooms show."""
        if session_id != self._session_id:
            self._session_id = session_id
            self._record = None
            self.session_opened.emit()

    def want_note(self, session_id: SessionId, note_id: str) -> None:
        """Open a session for the sake of one note, which Bearbejd shows when it is entered."""
        self._wanted_note = note_id
        self.open_session(session_id)

    def take_wanted_note(self) -> str:
        """Return the note that is to be shown, once; "" when there is none."""
        wanted, self._wanted_note = self._wanted_note, ""
        return wanted

    def want_end(self, session_id: SessionId) -> None:
        """Open a session to hear how its recording ends, which Bearbejd plays when entered."""
        self._wants_end = True
        self.open_session(session_id)

    def take_wanted_end(self) -> bool:
        """Return whether the end of the recording is to be heard, once."""
        wanted, self._wants_end = self._wants_end, False
        return wanted

    def perform(
        self, action: Callable[[], Step], *, notice: str = "", part_of: Step | None = None
    ) -> bool:
        """Do something, remember it for undo and tell the rooms.

        What is `part_of` the newest step becomes one with it. A `KnownError` becomes `problem` and
        False; the room then shows what is stored.
        """
        try:
            self.do(action, notice=notice, part_of=part_of)
        except KnownError as error:
            self._say(error)
            return False
        return True

    def do(
        self, action: Callable[[], Step], *, notice: str = "", part_of: Step | None = None
    ) -> None:
        """Do something as `perform` does, for dialogs, which say themselves what is wrong.

        Raises:
            KnownError: it cannot be done; nothing was.
        """
        step = action()
        self.desk.history.extend(part_of, step)
        self.tell(step.changes)
        if notice and step.changes:
            self.notice.emit(notice)

    def undo(self) -> None:
        self._travel(self.desk.history.undo, is_undo=True)

    def undo_through(self, step: Step) -> None:
        """Undo everything that was done since a step, and the step; stop at what cannot be."""
        history = self.desk.history
        while any(one is step for one in history.steps):
            newest = history.newest
            self.undo()
            if history.newest is newest:
                return

    def redo(self) -> None:
        self._travel(self.desk.history.redo, is_undo=False)

    def tell(self, changes: Changes) -> None:
        """Announce changes that were made, so that every view can follow."""
        if not changes:
            return
        for sentence in self._unstored:
            self.problem_over.emit(sentence)
        self._unstored.clear()
        if self._record is not None:
            self._record = renewed(self.desk.base, self._record, changes)
        self.saved_at = self.now()
        if self._session_id is not None and self.desk.base.sessions.get(self._session_id) is None:
            self.open_session(None)
        self.changed.emit(changes)

    def _say(self, error: KnownError) -> None:
        if isinstance(error, DiskError):
            self._unstored.add(str(error))
        self.problem.emit(str(error))

    def _travel(self, move: Callable[[], Step | None], *, is_undo: bool) -> None:
        try:
            step = move()
        except KnownError as error:
            self._say(error)
            return
        if step is not None:
            self.tell(step.changes)
            self.travelled.emit(step, is_undo)
