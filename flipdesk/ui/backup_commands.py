"""Making a backup by hand, and the page of all of them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from flipdesk.domain.backup import BY_HAND
from flipdesk.i18n import _
from flipdesk.services.backing_up import Made
from flipdesk.ui.backup_watch import BackupWatch
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.restore_work import GoOnWith
from flipdesk.ui.rooms.room import RoomTools


class BackupCommands(QObject):
    """One page at a time; `go_on` closes the window and goes on with what was prepared."""

    def __init__(
        self, tools: RoomTools, watch: BackupWatch, go_on: GoOnWith, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._tools = tools
        self._watch = watch
        self._go_on = go_on
        self._window = window
        tools.commands.bind("kb.backup", self.back_up)
        tools.commands.bind("kb.backups", self.show)
        tools.commands.bind("kb.copy", self.copy)
        tools.workspace.backup_wanted.connect(self.show)

    def back_up(self) -> None:
        """Make a verified copy of the database now."""
        self._watch.make(BY_HAND, self._on_backed_up)

    def show(self, chosen: Path | None = None) -> None:
        """Show the page of backups with one of them chosen."""
        from flipdesk.ui.dialogs.backups_dialog import BackupsDialog

        dialog = self._window.findChild(BackupsDialog)
        if dialog is None:
            dialog = BackupsDialog(self._tools, self._watch, self._go_on, self._window)
        dialog.choose(chosen)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def copy(self) -> None:
        """Make a backup and copy it to where somebody says, such as another disk."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, _("Choose where the copy is to lie, best on another disk")
        )
        if chosen:
            self._watch.make(BY_HAND, partial(self._on_backed_up_to_copy, Path(chosen)))

    def _on_backed_up_to_copy(self, place: Path, result: Ok[Made] | Err) -> None:
        from flipdesk.services.backup_elsewhere import copy_elsewhere

        workspace = self._tools.workspace
        if isinstance(result, Err):
            workspace.problem.emit(result.sentence)
            return
        base, backup = workspace.desk.base, result.value.path
        folder, uses = base.folder, base.uses

        def copied(done: Ok[Path] | Err) -> None:
            if isinstance(done, Err):
                workspace.problem.emit(done.sentence)
                return
            sentence = _(
                "The copy lies in {place}. It opens by itself; the recordings are not in it."
            )
            workspace.information.emit(sentence.format(place=done.value))

        self._tools.jobs.run(
            _("Copying to another disk"),
            lambda progress: copy_elsewhere(
                folder, backup, place, uses, lambda: not progress.is_cancelled
            ),
            copied,
        )

    def _on_backed_up(self, result: Ok[Made] | Err) -> None:
        workspace = self._tools.workspace
        if isinstance(result, Err):
            workspace.problem.emit(result.sentence)
            return
        sentence = _("A backup lies in {place}")
        workspace.information.emit(sentence.format(place=result.value.path.parent))
