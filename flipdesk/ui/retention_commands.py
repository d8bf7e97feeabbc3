"""The page that says how long things are kept, and erasing what is due."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from flipdesk.domain.retention import Due
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.models.due_words import thing_words
from flipdesk.ui.rooms.room import RoomTools


class RetentionCommands(QObject):
    """One page at a time; the dialogs are imported when they are asked for."""

    def __init__(self, tools: RoomTools, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window
        tools.commands.bind("kb.retention", self.show)

    def show(self) -> None:
        """Show what is due and the usual times."""
        from flipdesk.ui.dialogs.retention_dialog import RetentionDialog

        dialog = self._window.findChild(RetentionDialog)
        if dialog is None:
            dialog = RetentionDialog(self._tools, self._window)
            dialog.erasure_wanted.connect(self._on_erasure_wanted)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _on_erasure_wanted(self, due: Due) -> None:
        from flipdesk.ui.dialogs.erasure_dialog import ErasureDialog

        tools = self._tools
        try:
            plan = tools.workspace.desk.retention.plan(due)
        except KnownError as error:
            tools.workspace.problem.emit(str(error))
            return
        title = _("Erase {title} for good").format(title=thing_words(due))
        dialog = ErasureDialog(tools.theme, tools.workspace, tools.jobs, title, self._window)
        # Noted here, for the page may be closed while it is erased.
        dialog.work.finished.connect(lambda _report: self._note(due))
        dialog.show_plan(plan)
        dialog.show()

    def _note(self, due: Due) -> None:
        workspace = self._tools.workspace
        try:
            workspace.tell(workspace.desk.retention.note(due))
        except KnownError as error:
            workspace.problem.emit(str(error))
