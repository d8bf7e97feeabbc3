"""Making a backup by hand, and the page of all of them."""

from pathlib import Path

from PySide6.QtCore import QObject

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

    def _on_backed_up(self, result: Ok[Made] | Err) -> None:
        workspace = self._tools.workspace
        if isinstance(result, Err):
            workspace.problem.emit(result.sentence)
            return
        sentence = _("A backup lies in {place}")
        workspace.information.emit(sentence.format(place=result.value.path.parent))
