"""Writing a paper: made ready here, written in a job where the user says."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.i18n import _
from flipdesk.paths import documents_folder
from flipdesk.services.papers import PaperFile, Printed
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.save_dialog import ask_where


class PaperWriting(QObject):
    """Asks where a file goes and writes it; `written` tells its path, `refused` a sentence."""

    written = Signal(str)
    refused = Signal(str)

    def __init__(self, jobs: JobRunner, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window

    def ask(self, printed: Printed) -> None:
        """Ask for a place in the documents folder, with a good name, and write it there."""
        if isinstance(printed, PaperFile):
            write = partial(self.write, printed)
            title = _("Save the document")
            ask_where(self._window, title, printed.file_name, write, name="paper_save_as")
            return
        dialog = QFileDialog(self._window, _("Save for calendars"), str(documents_folder()))
        dialog.setObjectName("paper_save_as")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Calendar files (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(printed.file_name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(printed, Path(path)))
        dialog.open()

    def write(self, printed: Printed, path: Path) -> None:
        """Write the file off the window's thread."""
        title = _("Writing {name}").format(name=path.name)
        self._jobs.run(title, lambda _progress: printed.write(path), self._telling(path))

    def _telling(self, path: Path) -> Callable[[Ok[None] | Err], None]:
        def tell(result: Ok[None] | Err) -> None:
            if isinstance(result, Err):
                self.refused.emit(result.sentence)
            else:
                self.written.emit(str(path))

        return tell
