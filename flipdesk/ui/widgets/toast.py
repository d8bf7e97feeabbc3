"""The toast that offers to undo: bottom left, never taking the focus, one at a time."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.drawing import CENTRE, Box, draw_box, draw_text, text_width
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.label import Label

STAY_MS = 8_000
HEIGHT = 40
_RIGHT = 12


class UndoButton(QPushButton):
    """The outlined button on the toast's inverted ground."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_("Undo"), parent)
        self._theme = theme
        self._key = key_text("Ctrl+Z")
        self.setObjectName("toast_undo")
        self.setAccessibleName(_("Undo"))
        self.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        theme.changed.connect(self.restyle)
        self.restyle()

    def offer(self, words: str, keys: str) -> None:
        """Show what the button does and its keys, "" for none."""
        self.setText(words)
        self.setAccessibleName(words)
        self._key = key_text(keys)
        self.restyle()

    def restyle(self) -> None:
        """Measure again."""
        px = self._theme.px
        width = text_width(self._theme, self.text(), "strong")
        width += text_width(self._theme, self._key) + px(8) if self._key else 0
        width += 2 * px(11)
        self.setFixedSize(width, px(28))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, px = self._theme.colour("surface"), self._theme.px
        draw_box(painter, self.rect(), Box(None, ink, px(4), 2 if self.hasFocus() else 1))
        words = text_width(self._theme, self.text(), "strong")
        place = self.rect().adjusted(px(11), 0, 0, 0)
        place.setWidth(words)
        draw_text(painter, self._theme, place, self.text(), "strong", ink, CENTRE)
        key = self.rect().adjusted(px(11) + words + px(8), 0, -px(11), 0)
        draw_text(painter, self._theme, key, self._key, "body", ink, CENTRE)
        painter.end()


class Toast(QWidget):
    """Says what was done for 8 s and offers `undo_requested`; stays while hovered or focused.

    It lies over its parent window, left_px from the left and bottom_px from the bottom, both at
    100 % text size. The timer may be passed in.
    """

    undo_requested = Signal()
    go_requested = Signal()
    """One wants to go to where it happened."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, timer: QTimer | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.left_px, self.bottom_px = 92, 38
        self.timer = timer or QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STAY_MS)
        self.timer.timeout.connect(self._on_timer_timeout)
        self._goes, self._undo_keys = False, "Ctrl+Z"
        self._row = QHBoxLayout(self)
        self._label = Label(theme, "", "body", "surface")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._row.addWidget(self._label, 1)
        self.undo_button = UndoButton(theme, self)
        self.undo_button.clicked.connect(self._on_undo_button_clicked)
        self.undo_button.installEventFilter(self)
        self._row.addWidget(self.undo_button)
        if parent is not None:
            parent.installEventFilter(self)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def set_undo_keys(self, keys: str) -> None:
        """Show other keys for undo, portable, "" for none."""
        self._undo_keys = keys
        self._offer()

    def show_message(self, text: str, *, undo: bool = True, go: bool = False) -> None:
        """Show a sentence in place of any earlier one, and announce it.

        Its button offers to undo, or with `go` to go to where it happened.
        """
        self._label.setText(text)
        self.setAccessibleName(text)
        self._goes = go
        self._offer()
        self.undo_button.setVisible(undo or go)
        self._place()
        self.show()
        self.raise_()
        self.timer.start()
        announce(self, text)

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._label.text()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self.timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._rest()
        super().leaveEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.undo_button and event.type() == QEvent.Type.FocusIn:
            self.timer.stop()
        elif watched is self.undo_button and event.type() == QEvent.Type.FocusOut:
            self._rest()
        elif watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_box(painter, self.rect(), Box(self._theme.colour("text"), radius=self._theme.px(6)))
        painter.end()

    def _rest(self) -> None:
        if self.isVisible() and not self.underMouse():
            self.timer.start()

    def _on_timer_timeout(self) -> None:
        if self.underMouse() or self.undo_button.hasFocus():
            return
        self.hide()

    def _on_undo_button_clicked(self) -> None:
        self.timer.stop()
        self.hide()
        (self.go_requested if self._goes else self.undo_requested).emit()

    def _offer(self) -> None:
        if self._goes:
            self.undo_button.offer(_("Go there"), "")
        else:
            self.undo_button.offer(_("Undo"), self._undo_keys)

    def _place(self) -> None:
        """Lie over the parent; a sentence wider than there is room for goes on in more lines."""
        px, parent = self._theme.px, self.parentWidget()
        self._label.setWordWrap(False)
        width = max(self._row.sizeHint().width(), px(220))
        most = width if parent is None else parent.width() - px(self.left_px) - px(_RIGHT)
        height = px(HEIGHT)
        if width > most:
            self._label.setWordWrap(True)
            width = most
            height = max(height, self._row.heightForWidth(width))
        self.resize(width, height)
        if parent is not None:
            bottom = parent.height() - px(self.bottom_px)
            self.move(px(self.left_px), bottom - self.height())

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(6), px(8), px(6))
        self._row.setSpacing(px(14))
        self._place()
        self.update()
