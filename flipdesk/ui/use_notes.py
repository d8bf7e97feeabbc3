"""The journal of use while the window is open: written in order on a thread of its own."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal

from flipdesk.domain.use import Act, Thing
from flipdesk.knowledge.use_log import at_once
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.rooms.room import RoomTools


class UseNotes(QObject):
    """Notes that the knowledge base and its sessions are opened; a slow disk holds up nobody."""

    _troubled = Signal(str)

    def __init__(self, tools: RoomTools, window: MainWindow) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window
        self._workspace = workspace = tools.workspace
        self._journal = workspace.desk.journal
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._troubled.connect(workspace.problem, Qt.ConnectionType.QueuedConnection)
        self._uses = workspace.desk.base.uses
        self._uses.run = self._writer.submit
        self._uses.tell = self._troubled.emit
        self._journal.opened()
        workspace.session_opened.connect(self._on_workspace_session_opened)
        tools.commands.bind("kb.journal", self.open)

    def open(self) -> None:
        """Show the journal."""
        from flipdesk.ui.dialogs.journal_dialog import JournalDialog

        JournalDialog(self._tools, self._window).open()

    def settle(self) -> None:
        """Wait until everything noted so far is written."""
        self._writer.submit(lambda: None).result()

    def close(self) -> None:
        """Write what is left, and that the knowledge base is shut."""
        self._writer.shutdown(wait=True)
        self._uses.run = at_once
        self._journal.close()

    def _on_workspace_session_opened(self) -> None:
        session_id = self._workspace.session_id
        if session_id is not None:
            self._journal.note(Act.OPENED, Thing.SESSION, session_id)
