"""Backups that nobody asks for: while one works, at the end of a session, and at closing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from flipdesk.domain.backup import BY_HAND, CLOSING, RUNNING, SESSION_END
from flipdesk.domain.changes import Changes
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.backing_up import Made
from flipdesk.services.restoring import Restoring
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.workspace import Workspace

EVERY_MS = 600_000
FIRST_MS = 60_000
"""How long after the start a backup is made when the newest one is behind."""

Told = Callable[[Ok[Made] | Err], None]


class BackupWatch(QObject):
    """Makes one backup at a time, in a job; what goes wrong is told once, until it goes well."""

    made = Signal(object)
    """A `Made`: a new backup is there."""

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._base = workspace.desk.base
        self._backing_up = workspace.desk.backing_up
        self._covered = self._base.writes
        self._is_running, self._is_over = False, self._base.is_read_only
        self._wanted: list[tuple[str, Told | None]] = []
        self._trouble = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._on_timeout)
        workspace.changed.connect(self._on_workspace_changed)
        if not self._is_over:
            # What a restore that was cut off had made ready is wanted by nobody any more.
            Restoring(self._base.folder, workspace.desk.clock).leave()
            self._catch_up()

    @property
    def is_behind(self) -> bool:
        """Whether something was written that no backup holds."""
        return self._base.writes != self._covered

    def make(self, reason: str = BY_HAND, done: Told | None = None) -> None:
        """Make a backup now, or as soon as the one that is being made is there.

        `done` gets what became of it; without it trouble is told in the window.
        """
        if self._is_over:
            return
        if self._is_running:
            self._wanted.append((reason, done))
            return
        self._timer.stop()
        self._is_running = True
        writes, work = self._base.writes, self._backing_up.work(reason)
        self._jobs.run(
            _("Making a backup"),
            lambda progress: work(lambda: not progress.is_cancelled),
            lambda result: self._on_made(result, writes, done),
        )

    def stop(self) -> None:
        """Make no more backups: nothing here is worth one, or it is over."""
        self._is_over = True
        self._timer.stop()

    def finish(self) -> None:
        """Make the last backup, of what no other holds; the jobs are over by now."""
        was_over = self._is_over
        self.stop()
        if not was_over and self.is_behind:
            try:
                self._backing_up.work(CLOSING)(None)
            except KnownError:
                # The window is gone. The next start finds that backups are behind, tries again,
                # and tells what is wrong.
                return

    def _catch_up(self) -> None:
        try:
            if self._backing_up.is_behind():
                self._covered = -1
                self._timer.start(FIRST_MS)
        except KnownError:
            self._timer.start(FIRST_MS)

    def _on_workspace_changed(self, changes: Changes) -> None:
        if any(
            row.table == "session"
            and row.before is not None
            and row.after is not None
            and row.after["state"] == SessionState.ENDED
            and row.before["state"] != SessionState.ENDED
            for row in changes.rows
        ):
            self.make(SESSION_END)
        elif not self._timer.isActive() and not self._is_running and not self._is_over:
            self._timer.start(EVERY_MS)

    def _on_timeout(self) -> None:
        if self.is_behind:
            self.make(RUNNING)

    def _on_made(self, result: Ok[Made] | Err, writes: int, done: Told | None) -> None:
        self._is_running = False
        if isinstance(result, Ok):
            self._covered = writes
            self._workspace.problem_over.emit(self._trouble)
            self._trouble = ""
            self.made.emit(result.value)
        if done is not None:
            done(result)
        elif isinstance(result, Err) and result.sentence != self._trouble:
            self._trouble = result.sentence
            self._workspace.problem.emit(result.sentence)
        if self._wanted and not self._is_over:
            self.make(*self._wanted.pop(0))
        elif not self._is_over and self.is_behind:
            self._timer.start(EVERY_MS)
