"""Taking in a Word file that came back: read and compared in jobs, kept in one step."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.findings import Findings
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.taking_in import Reading, TakenIn, TakingIn
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.rooms.compile.word_drop import WordDrop
from flipdesk.ui.rooms.room import RoomTools


class ReviewImport(QObject):
    """Asks for files, and takes in those that are chosen or dropped onto the parent."""

    taken_in = Signal(object)
    """What became of a file, as `TakenIn`."""

    def __init__(self, tools: RoomTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._workspace = tools.workspace
        self._parent = parent
        WordDrop(parent).dropped.connect(self.import_file)

    def choose_files(self) -> None:
        """Ask which files came back."""
        names, _chosen = QFileDialog.getOpenFileNames(
            self._parent, _("Take in comments"), "", _("Word files (*.docx)")
        )
        for name in names:
            self.import_file(name)

    def import_file(self, name: str) -> None:
        """Take in one file."""
        path = Path(name)
        title = _("Reading {file}").format(file=path.name)

        def read(progress: Progress) -> Reading:
            return TakingIn.read_file(path, lambda: progress.is_cancelled)

        self._tools.jobs.run(title, read, self._on_read)

    def _on_read(self, result: Ok[Reading] | Err) -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
            return
        reading = result.value
        desk = self._workspace.desk
        known = desk.taking_in.taken_in_before(reading)
        if known is not None:
            self._tell(known)
            return
        try:
            recognised = desk.taking_in.recognise(reading)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        sent = desk.base.minutes.document(recognised.minutes.id)

        def keep(compared: Ok[Findings] | Err) -> None:
            if isinstance(compared, Err):
                self._workspace.problem.emit(compared.sentence)
                return
            if desk is not self._workspace.desk:
                return
            taken: list[TakenIn] = []

            def store() -> Step:
                taken.append(desk.taking_in.store(reading, recognised, compared.value))
                return taken[0].step

            if self._workspace.perform(store):
                self._tell(taken[0])

        title = _("Comparing {file}").format(file=reading.name)

        def compare(progress: Progress) -> Findings:
            return TakingIn.compare(sent, reading, lambda: progress.is_cancelled)

        self._tools.jobs.run(title, compare, keep)

    def _tell(self, taken: TakenIn) -> None:
        self._workspace.information.emit(" ".join(taken.statement))
        self.taken_in.emit(taken)
