"""Making, taking in, writing out and deleting sessions, from whatever room one is in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session import Session
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import SessionState
from flipdesk.errors import KnownError
from flipdesk.i18n import _, language
from flipdesk.knowledge.sealed_file import SUFFIX as SEALED
from flipdesk.services.leaving import Leaving
from flipdesk.services.samples import add_samples
from flipdesk.services.session_contents import contents
from flipdesk.services.session_file import SUFFIX, SessionFile
from flipdesk.services.session_files import Imported
from flipdesk.ui.commands import Commands
from flipdesk.ui.jobs import Err, JobRunner, Ok, Progress
from flipdesk.ui.leaving_gate import LeavingGate, Outgoing
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace

_ROOMS = {
    SessionState.PLANNED: "room.prepare",
    SessionState.RUNNING: "room.run",
    SessionState.ENDED: "room.compile",
}


def open_in_its_room(workspace: Workspace, commands: Commands, session: Session) -> None:
    """Open a session where the work on it goes on: before, during or after."""
    workspace.open_session(session.id)
    commands.action(_ROOMS[session.state]).trigger()


class SessionCommands(QObject):
    """Dialogs are imported when they are asked for."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        commands: Commands,
        jobs: JobRunner,
        recording: RecordingDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._workspace = workspace
        self._commands = commands
        self._jobs = jobs
        self._recording = recording
        self._window = window
        self.gate = LeavingGate(theme, workspace, commands, jobs, window)
        bind = commands.bind
        bind("session.new", self._new_session)
        bind("series.new", self._new_series)
        bind("session.import", self._import)
        bind("session.example", self._open_example)
        bind("session.export", self._export)
        bind("session.delete", self._delete)

    def _new_session(self) -> None:
        from flipdesk.ui.dialogs.new_session import NewSessionDialog

        dialog = NewSessionDialog(self._theme, self._workspace, self._window)
        record = self._workspace.record
        dialog.created.connect(self._go_to)
        dialog.open_for(record.series.id if record else None)

    def _new_series(self) -> None:
        from flipdesk.ui.dialogs.series_dialog import SeriesDialog

        SeriesDialog(self._theme, self._workspace, self._window).open_for_new()

    def _import(self) -> None:
        name, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Import a session file"),
            "",
            _("Session files") + f" (*{SUFFIX} *{SUFFIX}{SEALED} *.json)",
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a session file off the window's thread, and store its session when it is sound."""
        codebooks = {one.id: one for one in self._workspace.desk.base.codebooks.all()}

        def work(_progress: Progress) -> SessionRecord | KnownError:
            from flipdesk.door.foreign_file import read_foreign
            from flipdesk.door.imports import SESSION_FILE
            from flipdesk.exchange.refusal import SessionFileRefused
            from flipdesk.exchange.session_file_read import read_session

            try:
                return read_session(read_foreign(path, SESSION_FILE), codebooks, path.name)
            except SessionFileRefused as refusal:
                return refusal

        title = _("Reading {file}").format(file=path.name)
        self._jobs.run(title, work, lambda result: self._on_read(result, path.name))

    def _on_read(self, result: Ok[SessionRecord | KnownError] | Err, source: str) -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        elif isinstance(result.value, KnownError):
            self._show_refusal(result.value)
        else:
            record = result.value
            self._take_in(lambda: self._workspace.desk.files.take_in(record, source))

    def _open_example(self) -> None:
        desk = self._workspace.desk
        self._take_in(lambda: add_samples(desk.base, desk.clock))

    def _take_in(self, take_in: Callable[[], Imported]) -> None:
        taken: list[Imported] = []

        def action() -> Step:
            taken.append(take_in())
            return taken[0].step

        if not self._workspace.perform(action):
            return
        imported = taken[0]
        if imported.is_new:
            self._workspace.desk.journal.note(Act.IMPORTED, Thing.SESSION, imported.session_id)
        self._go_to(imported.session_id)
        if imported.is_new:
            notice = _("{title} is imported").format(title=imported.title)
        elif imported.differs:
            notice = _("{title} is here already, in another form; nothing was changed")
        else:
            notice = _("{title} is here already")
        said = self._workspace.notice if imported.is_new else self._workspace.information
        said.emit(notice.format(title=imported.title))

    def _export(self) -> None:
        session_id, files = self._workspace.session_id, self._workspace.desk.files
        if session_id is None:
            self._workspace.problem.emit(_("No session is open. Open the one to export first."))
            return

        def make() -> tuple[SessionFile, Leaving]:
            ready = files.ready(session_id)
            return ready, ready.leaving

        title = _("Export the session as a file")
        self.gate.ask(
            Outgoing(title, language(), make, self._save, lambda file: contents(file.record))
        )

    def _save(self, ready: SessionFile) -> None:
        """Ask where a session file goes, and write it off the window's thread."""
        name, _chosen = QFileDialog.getSaveFileName(
            self._window,
            _("Export the session as a file"),
            ready.file_name,
            _("Session files") + f" (*{SUFFIX})",
        )
        if not name:
            return

        def saved(result: Ok[Path] | Err) -> None:
            if isinstance(result, Err):
                self._workspace.problem.emit(result.sentence)
            else:
                journal = self._workspace.desk.journal
                journal.note(Act.EXPORTED, Thing.SESSION, ready.record.session.id)
                told = _("{file} is saved.").format(file=result.value.name)
                self._workspace.information.emit(told)

        title = _("Writing {file}").format(file=Path(name).name)
        self._jobs.run(title, lambda _progress: ready.write(Path(name)), saved)

    def _delete(self) -> None:
        record, planning = self._workspace.record, self._workspace.desk.planning
        if record is None:
            self._workspace.problem.emit(_("No session is open. Open the one to delete first."))
            return
        if self._recording.session_id == record.session.id:
            self._workspace.problem.emit(_("Stop the recording before you delete its session."))
            return
        notice = _("{title} is deleted").format(title=record.session.title)
        self._workspace.perform(lambda: planning.delete_session(record.session.id), notice=notice)

    def _show_refusal(self, refusal: KnownError) -> None:
        from flipdesk.exchange.refusal import SessionFileRefused
        from flipdesk.ui.dialogs.refusal_dialog import RefusalDialog

        problems = refusal.problems if isinstance(refusal, SessionFileRefused) else ()
        RefusalDialog(self._theme, str(refusal), problems, self._window).open()

    def _go_to(self, session_id: SessionId) -> None:
        session = self._workspace.desk.base.sessions.get(session_id)
        if session is not None:
            open_in_its_room(self._workspace, self._commands, session)
