"""Keeping in the knowledge base what the recorder tells, again and again until it is kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from flipdesk.audio.events import RecorderEvent
from flipdesk.domain.changes import Changes
from flipdesk.errors import KnownError
from flipdesk.services.session_recording import SessionRecording
from flipdesk.ui.recording_alarms import RecordingAlarms
from flipdesk.ui.workspace import Workspace

_AGAIN_MS = 5_000


class RecordingNotes(QObject):
    """The sound is on the disk all the same; that it is not known of is an alarm until it is."""

    def __init__(self, workspace: Workspace, alarms: RecordingAlarms) -> None:
        super().__init__()
        self._workspace = workspace
        self._alarms = alarms
        self._session: SessionRecording | None = None
        self._told = ""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._on_again_timeout)

    def note(self, session: SessionRecording, event: RecorderEvent) -> None:
        """Keep what an event says."""
        self._session = session
        self._keep(lambda: session.note(event))

    def _keep(self, store: Callable[[], Changes]) -> None:
        try:
            changes = store()
        except KnownError as error:
            self._told = str(error)
            self._alarms.danger.emit(self._told)
            self._again.start()
            return
        if changes and self._told:
            self._alarms.over.emit(self._told)
            self._told = ""
        if changes.touches("turn"):
            # What was undone may have ended the very turns that have ended now.
            self._workspace.desk.history.forget_undone()
        self._workspace.tell(changes)

    def _on_again_timeout(self) -> None:
        if self._session is not None:
            self._keep(self._session.retry)
