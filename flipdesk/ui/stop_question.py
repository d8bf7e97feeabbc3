"""Asking whether the recording is to be stopped, in its place and without taking the focus."""

from PySide6.QtCore import QObject

from flipdesk.i18n import _, pgettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recording_desk import RecordingDesk


class StopQuestion(QObject):
    """Stops at the second time of asking: by the button, or by the same keys again."""

    def __init__(
        self,
        recording: RecordingDesk,
        commands: Commands,
        messages: MessageArea,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._commands = commands
        self._messages = messages
        self._asked = ""
        commands.bind("recording.stop", self.ask)
        recording.changed.connect(self._on_recording_changed)
        self._on_recording_changed()

    @property
    def is_asked(self) -> bool:
        """Whether the question stands there."""
        return bool(self._asked) and self._asked in self._messages.sentences

    def ask(self) -> None:
        """Ask; stop when it has been asked already."""
        if self.is_asked:
            self._stop()
            return
        if not self._recording.is_recording:
            return
        keys = self._commands.keys("recording.stop")
        self._asked = _("Stop the recording? What has been recorded is safe. {keys} stops.").format(
            keys=keys
        )
        self._messages.show_message(
            "warning",
            self._asked,
            _("Stop the recording"),
            self._stop,
            close_text=pgettext("recording", "Go on"),
        )

    def _stop(self) -> None:
        self._messages.dismiss(self._asked)
        self._asked = ""
        self._recording.stop()

    def _on_recording_changed(self) -> None:
        if not self._recording.is_recording and self._asked:
            self._messages.dismiss(self._asked)
            self._asked = ""
        self._commands.allow("recording.stop", allowed=self._recording.is_recording)
