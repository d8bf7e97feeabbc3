"""Saving what is typed without a save button: at every pause, and whenever the field is left."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

PAUSE_MS = 600
Editor = QLineEdit | QPlainTextEdit


class Autosave(QObject):
    """Watches one editor and hands its text to `save` when typing pauses or the editor is left.

    Left means: it loses the focus or is hidden, with its room or its window. `save` gets the whole
    text; what is stored comes back through `show_text`, which never touches unsaved words.
    """

    def __init__(
        self, editor: Editor, save: Callable[[str], object], *, timer: QTimer | None = None
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._save = save
        self._stored = ""
        self.timer = timer or QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE_MS)
        self.timer.timeout.connect(self.flush)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._on_edited)
            editor.returnPressed.connect(self.flush)
        else:
            editor.textChanged.connect(self._on_edited)
        editor.installEventFilter(self)

    @property
    def is_dirty(self) -> bool:
        """Whether there are words that have not been handed on yet."""
        return self._text() != self._stored

    def show_text(self, text: str) -> None:
        """Show what is stored, unless newer words stand in the editor."""
        if self.is_dirty and self.timer.isActive():
            self._stored = text
            return
        self._stored = text
        if self._text() == text:
            return
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
            self._editor.setCursorPosition(0)
        else:
            self._editor.setPlainText(text)
        self.timer.stop()

    def flush(self) -> None:
        """Hand the words on now, if they are new."""
        self.timer.stop()
        text = self._text()
        if text != self._stored:
            self._stored = text
            self._save(text)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.flush()
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        self.timer.start()

    def _text(self) -> str:
        if isinstance(self._editor, QLineEdit):
            return self._editor.text()
        return self._editor.toPlainText()
