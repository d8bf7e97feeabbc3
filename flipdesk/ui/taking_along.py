"""Taking sessions along: read one at a time, looked at as the gate does, written in a job."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from flipdesk.domain.concern import Concern
from flipdesk.domain.ids import SessionId
from flipdesk.domain.shared_session import SharedSession
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.sharing import is_taken, nothing_chosen
from flipdesk.services.taking_along import Wish, Write, ready_to_write
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.workspace import Workspace

_AT_ONCE = 60
"""How many texts are read at a time, less than 20 ms."""


class TakingAlong(QObject):
    """One wish at a time: `look` reads what it is about, `write` writes what was read."""

    looked = Signal()
    """Everything is read: `concerns` says what has to be decided."""
    advanced = Signal(int)
    written = Signal(str)
    """The path of what was written, "" when that was ended."""
    failed = Signal(str)

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._wish: Wish | None = None
        self._waiting: list[SessionId] = []
        self._reading: SharedSession | None = None
        self.sessions: dict[SessionId, SharedSession] = {}
        self.concerns: dict[SessionId, tuple[Concern, ...]] = {}
        self._progress: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_on)

    @property
    def is_busy(self) -> bool:
        return self._timer.isActive() or self._progress is not None

    @property
    def must(self) -> int:
        """How much has to be decided before anything may be written."""
        return sum(one.must for each in self.concerns.values() for one in each)

    def look(self, wish: Wish) -> None:
        """Read the sessions of a wish, a part at a time; `looked` or `failed` ends it."""
        self.stop()
        self._wish, self._reading = wish, None
        self.sessions, self.concerns = {}, {}
        try:
            self._waiting = list(self._workspace.desk.sharing.sessions(wish.selection))
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self._timer.start(0)

    def look_again(self, session_id: SessionId) -> None:
        """Read one session anew after something in it was decided."""
        self._waiting.append(session_id)
        self._timer.start(0)

    def write(self, path: Path) -> None:
        """Write what was read to a path; `advanced` tells per cent, then `written` or `failed`."""
        wish, shared = self._wish, tuple(self.sessions.values())
        if wish is None or self.is_busy:
            return
        desk = self._workspace.desk
        try:
            desk.sharing.refuse(one for each in self.concerns.values() for one in each)
            ready = ready_to_write(desk.base, wish, shared, self._workspace.now())
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self._progress = self._jobs.run(_("Taking along"), _work(ready, path), self._on_written)

    def stop(self) -> None:
        """End what is going on; nothing is left of a file that was not finished."""
        self._timer.stop()
        self._waiting = []
        if self._progress is not None:
            self._progress.cancel()

    def _read_on(self) -> None:
        wish, sharing = self._wish, self._workspace.desk.sharing
        if wish is None or not self._waiting:
            return
        session_id = self._waiting[0]
        if self._reading is None:
            self._reading = sharing.share(session_id, wish.selection, wish.terms)
        elif sharing.learn(self._reading, _AT_ONCE):
            if is_taken(self._reading, wish.selection):
                self.sessions[session_id] = self._reading
                self.concerns[session_id] = sharing.concerns(self._reading)
            self._reading = None
            del self._waiting[0]
        if self._waiting:
            self._timer.start(0)
        elif self.sessions:
            self.looked.emit()
        else:
            self.failed.emit(nothing_chosen())

    def _on_written(self, result: Ok[Path | None] | Err) -> None:
        self._progress = None
        if isinstance(result, Err):
            self.failed.emit(result.sentence)
            return
        if result.value is not None:
            self._workspace.desk.sharing.keep_pseudonyms(self.sessions)
        self.written.emit("" if result.value is None else str(result.value))


def _work(write: Write, path: Path) -> Callable[[Progress], Path | None]:
    def work(progress: Progress) -> Path | None:
        def told(fraction: float) -> None:
            progress.at(int(fraction * 100))

        return path if write(path, told, lambda: progress.is_cancelled) else None

    return work
