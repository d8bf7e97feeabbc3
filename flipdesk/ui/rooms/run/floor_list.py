"""The rows of the speakers' list: keys, and dragging somebody to another place."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.models.floor_model import FloorModel, FloorRow
from flipdesk.ui.rooms.run.floor_delegate import FloorDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FloorList(RowList):
    """Enter, Del, Alt+Up, Alt+Down and the mouse as wishes about a row."""

    give_requested = Signal(object)
    remove_requested = Signal(object)
    move_requested = Signal(object, int)
    place_requested = Signal(object, int)

    def __init__(self, theme: Theme, model: FloorModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Speakers' list"), FloorDelegate(theme), parent=parent)
        self._rows = model
        self._pressed_at: QPoint | None = None
        self._gap = -1
        self.setObjectName("floor_list")
        self.setModel(model)

    @property
    def chosen(self) -> FloorRow | None:
        return self._rows.row(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.chosen, Qt.Key(event.key())
        if row is None:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.give_requested.emit(row)
        elif key == Qt.Key.Key_Delete:
            self.remove_requested.emit(row)
        elif key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_requested.emit(row, _STEPS[key])
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._rows.row(self.indexAt(event.position().toPoint()))
        if row is not None:
            self.give_requested.emit(row)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = self._rows.row(self.indexAt(event.position().toPoint()))
        if event.button() is Qt.MouseButton.LeftButton and row is not None and row.place:
            self._pressed_at = event.position().toPoint()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
        elif (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._gap = self._gap_at(at)
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row, gap = self.chosen, self._gap
        self._pressed_at, self._gap = None, -1
        self.viewport().update()
        if row is not None and gap > 0:
            place = gap - 1 if gap > row.place else gap
            if place != row.place:
                self.place_requested.emit(row, place - 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap < 0:
            return
        painter = QPainter(self.viewport())
        above = self.visualRect(self._rows.index_at_place(self._gap - 1))
        below = self.visualRect(self._rows.index_at_place(self._gap))
        y = below.top() if below.isValid() else above.bottom() - 1
        colour = self._theme.colour("accent")
        painter.fillRect(0, y, self.viewport().width(), max(2, self._theme.px(2)), colour)
        painter.end()

    def _gap_at(self, at: QPoint) -> int:
        """Return the place, from 1, that somebody dropped here comes to stand before."""
        index = self.indexAt(QPoint(at.x(), max(0, at.y())))
        row = self._rows.row(index)
        if row is None:
            return self._rows.places + 1
        return max(1, row.place + (at.y() > self.visualRect(index).center().y()))
