"""Making the sound of finished recordings smaller in the background."""

from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.sound_keeping import SoundKeeping, sentences
from flipdesk.services.sound_keys import KeyOf, key_of
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from flipdesk.audio.compress import Compression


class SoundKeeper(QObject):
    """One folder at a time, never while anything is recorded; what is cancelled goes on later."""

    def __init__(
        self, workspace: Workspace, recording: RecordingDesk, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recording = recording
        self._jobs = jobs
        self._running: Progress | None = None
        self._tried: set[Path] = set()
        recording.changed.connect(self._on_recording_changed)
        recording.stopped.connect(self.keep_anew)

    def keep_anew(self, _session_id: str = "") -> None:
        """Look again at every recording, also at those that could not be done before."""
        self._tried.clear()
        self.keep()

    def keep(self) -> None:
        """Begin with the next recording that waits, if one does and nothing is recorded."""
        if self._running is not None or self._recording.is_recording:
            return
        if self._workspace.desk.base.is_read_only:
            return
        waiting = (one for one in self._keeping().pending() if one not in self._tried)
        folder = next(waiting, None)
        if folder is not None:
            self._tried.add(folder)
            title = _("Making the recording smaller")
            base = self._workspace.desk.base
            work = partial(_compress, folder, partial(key_of, base), base.sound_work)
            self._running = self._jobs.run(title, work, self._on_done)

    def _keeping(self) -> SoundKeeping:
        return SoundKeeping(self._workspace.desk.base)

    def _on_recording_changed(self) -> None:
        if self._recording.is_recording and self._running is not None:
            self._running.cancel()

    def _on_done(self, result: "Ok[Compression] | Err") -> None:
        cancelled = self._running is not None and self._running.is_cancelled
        self._running = None
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        else:
            self._settle(result.value)
        if not cancelled:
            self.keep()

    def _settle(self, result: "Compression") -> None:
        try:
            self._workspace.tell(self._keeping().settle(result))
        except KnownError as error:
            self._workspace.problem.emit(str(error))
        for sentence in sentences(result):
            self._workspace.problem.emit(sentence)


def _compress(folder: Path, key_of: KeyOf, lock: Lock, progress: Progress) -> "Compression":
    from flipdesk.audio.compress import compress

    try:
        with lock:
            return compress(
                folder,
                lambda done: progress.at(int(100 * done)),
                lambda: progress.is_cancelled,
                key_of(folder),
            )
    except OSError as error:
        sentence = _("The recording in {folder} cannot be read: check that the disk is connected.")
        raise KnownError(sentence.format(folder=folder)) from error
