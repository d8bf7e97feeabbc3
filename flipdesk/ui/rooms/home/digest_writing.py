"""Making a series digest: read a session at a time, looked at and saved in jobs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.paths import documents_folder
from flipdesk.services.digest_gate import DIGEST_READERS, DigestGate
from flipdesk.services.digests import DigestFile, digest_file_steps
from flipdesk.services.leaving import Look
from flipdesk.services.reports.slow_reading import Slow
from flipdesk.ui.jobs import Err, Ok, Progress, step_by_step
from flipdesk.ui.leaving_gate import LeavingGate, LongOutgoing, Seen
from flipdesk.ui.rooms.compile.gate_page import GateSubject
from flipdesk.ui.rooms.room import RoomTools

_PAUSES = 3
"""How often a session is come by: it is told of, and looked at twice."""
_Tell = Callable[[Ok[Seen[DigestFile]] | Err], None]


@dataclass
class _Reading:
    """One reading of a series: what is still to be read, and what has been."""

    left: list[SessionId]
    language: str
    tell: _Tell
    looks: list[Look] = field(default_factory=list)


class DigestWriting(QObject):
    """One digest is made at a time; `written` tells its path."""

    written = Signal(str)

    def __init__(self, tools: RoomTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = tools.workspace
        self._jobs = tools.jobs
        self._reading: _Reading | None = None
        self.gate = LeavingGate(tools.theme, tools.workspace, tools.commands, tools.jobs, parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read_one)

    def write(self, series_id: SeriesId, language: str) -> None:
        """Save the digest of a series in the documents folder, when all in it is decided."""

        def read(tell: _Tell) -> None:
            self._read(series_id, language, tell)

        self.gate.ask(LongOutgoing(_("Before the file is written"), read, self._write))

    def _read(self, series_id: SeriesId, language: str, tell: _Tell) -> None:
        try:
            left = list(self._workspace.desk.digests.sessions(series_id))
        except KnownError as error:
            tell(Err(str(error)))
            return
        self._reading = _Reading(left, language, tell)
        self._timer.start(0)

    def _read_one(self) -> None:
        """Read one session, so that a key stroke never waits for more than one."""
        reading, digests = self._reading, self._workspace.desk.digests
        if reading is None:
            return
        session_id = reading.left.pop(0)
        if self._workspace.desk.base.sessions.get(session_id) is not None:
            reading.looks.append(digests.mind(digests.record(session_id, reading.language)))
        if reading.left:
            self._timer.start(0)
            return
        self._reading = None
        if reading.looks:
            self._look(reading)

    def _look(self, reading: _Reading) -> None:
        """Compose the digest and look for what has to be decided in it."""
        records = [one.leaving.record for one in reading.looks]
        now, language = self._workspace.now(), reading.language
        template = self._workspace.desk.digests.look(records[0].series.id)

        def steps() -> Slow[Seen[DigestFile]]:
            ready = yield from digest_file_steps(records, language, now, template)
            gate = DigestGate(ready.snapshot, reading.looks)
            concerns = yield from gate.steps()
            home = records[0].session.id
            subject = GateSubject(home, DIGEST_READERS, language, homes=gate.homes)
            return Seen(ready, subject, concerns)

        def work(progress: Progress) -> Seen[DigestFile] | None:
            return step_by_step(steps(), _PAUSES * len(records), progress)

        def done(result: Ok[Seen[DigestFile] | None] | Err) -> None:
            if isinstance(result, Err):
                reading.tell(result)
            elif result.value is None:
                self.gate.close()
            else:
                reading.tell(Ok(result.value))

        self._jobs.run(_("Looking at the texts"), work, done)

    def _write(self, ready: DigestFile) -> None:
        folder = documents_folder()

        def work(_progress: Progress) -> Path:
            path = ready.place(folder)
            ready.write(path)
            return path

        series_id = SeriesId(ready.snapshot.series_id)
        self._jobs.run(
            _("Making the Word file"), work, lambda result: self._on_made(result, series_id)
        )

    def _on_made(self, result: Ok[Path] | Err, series_id: SeriesId) -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        else:
            self._workspace.desk.journal.note(Act.EXPORTED, Thing.SERIES, series_id)
            self.written.emit(str(result.value))
