"""What stands in a field and is not stored yet."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

KEEP_WITHIN_MS = 400


class EditDraft(QObject):
    """Tells what is new in a field at most 0.4 s after any key stroke, however fast they come."""

    drafted = Signal(str)
    """The text, "" when nothing in it is new."""

    def __init__(self, field: QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._stored = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_WITHIN_MS)
        self._timer.timeout.connect(self.keep)
        field.textChanged.connect(self._on_field_text_changed)

    def begin(self, stored: str, draft: str) -> None:
        """Show what is stored, or the draft of it."""
        self._stored = stored
        self._field.setPlainText(draft or stored)
        self._field.document().setModified(bool(draft))
        self.stop()

    def keep(self) -> None:
        """Tell what stands here, as far as it is new."""
        self.stop()
        text = self._field.toPlainText()
        self.drafted.emit(text if text != self._stored else "")

    def forget(self) -> None:
        """Tell that there is none: it was given up."""
        self.stop()
        self.drafted.emit("")

    def stop(self) -> None:
        """Tell nothing more of what stands here by now."""
        self._timer.stop()

    def _on_field_text_changed(self) -> None:
        if self._field.document().isModified() and not self._timer.isActive():
            self._timer.start()
