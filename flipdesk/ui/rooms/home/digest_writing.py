"""Making a series digest: its sessions read one at a time, composed and saved in a job."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.paths import documents_folder
from flipdesk.services.digest_gate import DigestGate
from flipdesk.services.digests import DigestFile, digest_file
from flipdesk.services.gate import NotClearedError
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.workspace import Workspace

_AT_ONCE = 100
"""How many texts are read at a time, less than 20 ms."""


class DigestWriting(QObject):
    """One digest is made at a time; `written` tells its path."""

    written = Signal(str)

    def __init__(self, workspace: Workspace, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._language = ""
        self._wanted: list[SessionId] = []
        self._records: list[SessionRecord] = []
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_one)

    def write(self, series_id: SeriesId, language: str) -> None:
        """Make the digest of a series and save it in the documents folder."""
        if self._is_busy:
            return
        try:
            self._wanted = list(self._workspace.desk.digests.sessions(series_id))
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        self._is_busy = True
        self._language, self._records = language, []
        self._timer.start(0)

    def _read_one(self) -> None:
        """Read one session, so that a key stroke never waits for more than one."""
        digests, session_id = self._workspace.desk.digests, self._wanted.pop(0)
        if self._workspace.desk.base.sessions.get(session_id) is not None:
            self._records.append(digests.record(session_id, self._language))
        if self._wanted:
            self._timer.start(0)
        elif self._records:
            self._make(tuple(self._records))
        else:
            self._is_busy = False

    def _make(self, records: tuple[SessionRecord, ...]) -> None:
        now, language = self._workspace.now(), self._language
        template = self._workspace.desk.digests.look(records[0].series.id)

        def compose(_progress: Progress) -> DigestFile:
            return digest_file(records, language, now, template)

        def composed(result: Ok[DigestFile] | Err) -> None:
            if isinstance(result, Err):
                self._on_made(result)
            else:
                gate = self._workspace.desk.digests.gate(result.value)
                self._look(result.value, gate, list(records))

        self._jobs.run(_("Making the Word file"), compose, composed)

    def _look(self, ready: DigestFile, gate: DigestGate, left: list[SessionRecord]) -> None:
        """Read the texts as the gate does, bit by bit, and write when all is decided."""
        if left:
            if gate.look(left[0], _AT_ONCE):
                del left[0]
            QTimer.singleShot(0, self, lambda: self._look(ready, gate, left))
            return
        try:
            gate.refuse()
        except NotClearedError as refused:
            self._is_busy = False
            self._workspace.problem.emit(refused.told())
        else:
            self._write(ready)

    def _write(self, ready: DigestFile) -> None:
        folder = documents_folder()

        def work(_progress: Progress) -> Path:
            path = ready.place(folder)
            ready.write(path)
            return path

        self._jobs.run(_("Making the Word file"), work, self._on_made)

    def _on_made(self, result: Ok[Path] | Err) -> None:
        self._is_busy = False
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        else:
            self.written.emit(str(result.value))
