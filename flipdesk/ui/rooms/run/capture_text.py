"""The text of a capture bar: it grows with its lines and knows the few keys that mean more."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme

MOST_LINES = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDITING = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectStartOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
)


class CaptureText(QPlainTextEdit):
    """Enter is `entered`, Esc `left`; `grown` when it has another height."""

    entered = Signal()
    entered_with_ctrl = Signal()
    left = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "none")
        self.setStyleSheet("background: transparent; border: 0; padding: 0")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        # The margin counts as typed: the first Ctrl+Z in an empty bar would only take it back.
        self.document().clearUndoRedoStacks()
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def text(self) -> str:
        """The text as typed."""
        return self.toPlainText()

    @property
    def before_cursor(self) -> str:
        """The text of the cursor's line up to the cursor."""
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def put(self, text: str) -> None:
        """Show another text with the cursor at its end; what was typed before is forgotten."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def exchange(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of a stretch, as one typed change; the cursor stays put."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)

    @override
    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._belongs_to_window(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _ENTER and with_ctrl:
            # The shortcut knows one of the two Enter keys; the other one comes here.
            self.entered_with_ctrl.emit()
        elif event.key() in _ENTER and not shifted:
            self.entered.emit()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.height())

    def _belongs_to_window(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        # In an empty bar undo means the note that was just stored.
        undoing = event.matches(QKeySequence.StandardKey.Undo)
        redoing = event.matches(QKeySequence.StandardKey.Redo)
        if undoing or redoing:
            document = self.document()
            able = document.isUndoAvailable() if undoing else document.isRedoAvailable()
            return not able
        return not any(event.matches(key) for key in _EDITING)

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        shown = max(1, min(MOST_LINES, lines))
        more = lines > MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff
        )
        height = shown * self.fontMetrics().lineSpacing() + self._theme.px(2)
        if height != self.height():
            self.setFixedHeight(height)
            self.grown.emit()

    def _restyle(self) -> None:
        self.setFont(self._theme.font("capture"))
        self._fit()
