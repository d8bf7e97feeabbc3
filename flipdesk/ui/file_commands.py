"""Opening another knowledge base."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace

OpenBase = Callable[[Path], object]
ChooseFolder = Callable[[], Path | None]


class FileCommands(QObject):
    """`open_base` lets the window go on with another folder; `choose_folder` asks for one."""

    def __init__(
        self,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        open_base: OpenBase,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._recording = recording
        self._open_base = open_base
        self._window = window
        self.choose_folder: ChooseFolder = self._ask_for_folder
        commands.bind("kb.open_other", self.open_other)

    def open_other(self) -> None:
        """Ask for a folder and go on with the knowledge base there, made if there is none."""
        if self._recording.is_recording:
            sentence = _("Stop the recording before you open another knowledge base.")
            self._workspace.problem.emit(sentence)
            return
        folder = self.choose_folder()
        if folder is None or folder.resolve() == self._workspace.desk.base.folder.resolve():
            return
        try:
            self._open_base(folder)
        except KnownError as error:
            self._workspace.problem.emit(str(error))

    def _ask_for_folder(self) -> Path | None:
        near = self._workspace.desk.base.folder.parent
        chosen = QFileDialog.getExistingDirectory(
            self._window, _("Choose the folder of a knowledge base, or an empty one"), str(near)
        )
        return Path(chosen) if chosen else None
