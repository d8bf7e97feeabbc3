"""Trying a backup in jobs, and going on with it: the window's side of restoring."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from flipdesk.domain.backup import RUNNING
from flipdesk.domain.restore_preview import RestorePreview
from flipdesk.i18n import _
from flipdesk.services.backing_up import Made
from flipdesk.services.restoring import Prepared, Restoring
from flipdesk.ui.backup_watch import BackupWatch
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.workspace import Workspace

GoOnWith = Callable[[Restoring, Prepared], None]
"""Closes the window and opens it again with what was made ready."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A backup that was really made ready beside the knowledge base, and what it would change."""

    prepared: Prepared
    preview: RestorePreview
    seconds: float


class RestoreWork(QObject):
    """The chosen backup is copied first, then what is there now: so it cannot give way to that."""

    tried = Signal(object)
    """A `Tried`."""
    failed = Signal(str)

    def __init__(
        self, workspace: Workspace, jobs: JobRunner, watch: BackupWatch, parent: QObject
    ) -> None:
        super().__init__(parent)
        base = workspace.desk.base
        self.restoring = Restoring(base.folder, workspace.desk.clock, base.keys)
        self._jobs = jobs
        self._watch = watch
        self._is_left = self._is_over = False
        self._running: Progress | None = None
        self._began = 0.0

    @property
    def is_busy(self) -> bool:
        return self._running is not None

    def try_out(self, backup: Path) -> None:
        """Make a backup ready as if it were restored, and see what it would change."""
        restoring = self.restoring
        self._began = time.monotonic()
        self._running = self._jobs.run(
            _("Trying a backup"),
            lambda progress: restoring.prepare(backup, lambda: not progress.is_cancelled),
            self._on_prepared,
        )

    def hand_over(self) -> None:
        """Leave what was made ready to whoever goes on with it."""
        self._is_over = True

    def leave(self) -> None:
        """Want nothing any more: what was made ready is taken away."""
        self._is_left = True
        if self._running is not None:
            self._running.cancel()
        elif not self._is_over:
            self.restoring.leave()

    def _on_prepared(self, result: Ok[Prepared] | Err) -> None:
        if isinstance(result, Err) or self._is_left:
            self._end(result)
            return
        prepared = result.value

        def backed_up(made: Ok[Made] | Err) -> None:
            if isinstance(made, Err) or self._is_left:
                self._end(made)
                return
            now, restoring = made.value.path, self.restoring
            self._running = self._jobs.run(
                _("Trying a backup"),
                lambda _progress: Tried(prepared, restoring.preview(prepared, now), 0.0),
                self._on_previewed,
            )

        self._watch.make(RUNNING, backed_up)

    def _on_previewed(self, result: Ok[Tried] | Err) -> None:
        if isinstance(result, Err) or self._is_left:
            self._end(result)
            return
        self._running = None
        seconds = time.monotonic() - self._began
        self.tried.emit(replace(result.value, seconds=seconds))

    def _end(self, result: Ok[Any] | Err) -> None:
        self._running = None
        self.restoring.leave()
        if isinstance(result, Err) and not self._is_left:
            self.failed.emit(result.sentence)
