"""The gap between two panes, by which one of them is made wider or narrower."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme

STEP = 16
_LINE = 2


class WidthGrip(QWidget):
    """Nothing to see until the pointer or the focus is there; then a line."""

    moved = Signal(int)
    """By how many px to the right."""
    restored = Signal()
    """The usual width is wanted again."""

    def __init__(self, theme: Theme, pane: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._held_at: int | None = None
        self._is_pointed_at = False
        self.setObjectName(f"{pane.objectName()}_width")
        self.setAccessibleName(_("Width of the panes"))
        self.setAccessibleDescription(
            _("The arrow keys make the panes wider or narrower; Home gives the usual width.")
        )
        self.setCursor(Qt.CursorShape.SplitHCursor)
        # The mouse leaves the focus where one is writing.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held_at = round(event.position().x())
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is not None:
            self._move(round(event.position().x()) - self._held_at)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held_at = None
        self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.restored.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._theme.px(STEP)
        match event.key():
            case Qt.Key.Key_Left:
                self._move(-step)
            case Qt.Key.Key_Right:
                self._move(step)
            case Qt.Key.Key_Home:
                self.restored.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_pointed_at = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._is_pointed_at = False
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        is_held = self._held_at is not None
        if not (self._is_pointed_at or is_held or self.hasFocus()):
            return
        line = self._theme.px(_LINE)
        colour = "focus" if is_held or self.hasFocus() else "border_strong"
        painter = QPainter(self)
        left = (self.width() - line) // 2
        painter.fillRect(left, 0, line, self.height(), self._theme.colour(colour))
        painter.end()

    def _move(self, by: int) -> None:
        if by:
            self.moved.emit(by)
