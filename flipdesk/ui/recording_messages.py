"""What those share that say something about the recording above the room."""

from PySide6.QtCore import QObject

from flipdesk.ui.commands import Commands
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace


class RecordingMessages(QObject):
    """Follows the recording and the open session, and offers commands in the message area."""

    def __init__(
        self,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._recording = recording
        self._commands = commands
        self._messages = messages
        self._set_up()

    def _set_up(self) -> None:
        """Begin to follow; called once, when everything is there."""
