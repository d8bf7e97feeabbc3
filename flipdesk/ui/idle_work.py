"""The upkeep of the knowledge base, done while nobody writes."""

from PySide6.QtCore import QObject, QTimer, Signal

from flipdesk.domain.changes import Changes
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.known_words import Sheet
from flipdesk.knowledge.stems import load_stemmer
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.workspace import Workspace

QUIET_MS = 3_000
_BETWEEN_MS = 40
"""What lies between two steps, so that a key stroke never waits for more than one."""


class IdleWork(QObject):
    """Waits until nothing has changed for some seconds, then does one small step after another."""

    rested = Signal()
    """All of it is done."""

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._words = workspace.desk.base.search.words
        self._upkeep = workspace.desk.base.upkeep
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._is_over = False
        workspace.changed.connect(self._on_workspace_changed)
        self._timer.start(QUIET_MS)

    @property
    def is_done(self) -> bool:
        return not self._timer.isActive()

    def stop(self) -> None:
        """Leave the rest for another time: the knowledge base is about to be closed."""
        self._is_over = True
        self._timer.stop()

    def _on_workspace_changed(self, _changes: Changes) -> None:
        if not self._is_over:
            self._timer.start(QUIET_MS)

    def _step(self) -> None:
        try:
            has_more = self._upkeep.step() or self._words.step()
        except KnownError:
            # Nothing was asked for and nothing is lost: the next change tries again, and whatever
            # the disk refuses to somebody who writes is told there.
            return
        if has_more:
            self._timer.start(_BETWEEN_MS)
            return
        self.rested.emit()
        if self._words.is_to_be_bound:
            self._bind()

    def _bind(self) -> None:
        """Let the words of the knowledge base be put in order on another thread."""
        leaves, words = self._words.loose_leaves(), self._words

        def done(result: Ok[Sheet] | Err) -> None:
            if isinstance(result, Ok) and not self._is_over:
                words.bind(result.value)

        def work(_progress: Progress) -> Sheet:
            load_stemmer()
            return Sheet(leaves)

        self._jobs.run(_("Making the search ready"), work, done)
