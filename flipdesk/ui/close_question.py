"""Asking before the window closes on a recording that goes on, in its place."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from flipdesk.i18n import _, pgettext
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recording_desk import RecordingDesk


class CloseQuestion(QObject):
    """Lets the window close when nothing is recorded, or at the second time of asking.

    `close` closes the window. The recording is ended there and stored to its last moment.
    """

    def __init__(
        self,
        recording: RecordingDesk,
        messages: MessageArea,
        close: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._recording = recording
        self._messages = messages
        self._close = close
        self._is_settled = False
        recording.changed.connect(self._on_recording_changed)

    @property
    def sentence(self) -> str:
        """The question as it is asked."""
        return _(
            "The recording goes on. Stop it and close FlipDesk? What has been recorded is safe."
        )

    def may_close(self) -> bool:
        """Return whether the window may close now, and ask if it may not."""
        is_asked = self.sentence in self._messages.sentences
        if self._is_settled or is_asked or not self._recording.is_recording:
            return True
        self._messages.show_message(
            "warning",
            self.sentence,
            _("Stop and close"),
            self._stop_and_close,
            close_text=pgettext("recording", "Go on"),
        )
        return False

    def _stop_and_close(self) -> None:
        self._is_settled = True
        self._close()

    def _on_recording_changed(self) -> None:
        if not self._recording.is_recording:
            self._messages.dismiss(self.sentence)
