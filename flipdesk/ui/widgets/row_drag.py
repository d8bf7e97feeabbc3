"""Dragging a note by its time to another place in the list."""

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QTableView

from flipdesk.ui.theme.theme import Theme

GRIP = 92
"""px at the left, where the time stands; elsewhere a drag chooses several rows."""


class RowDrag(QObject):
    """Follows the mouse over a list or a table of one column; `dropped` tells row and gap."""

    dropped = Signal(int, int)

    def __init__(self, view: QTableView | QListView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed_at: QPoint | None = None
        self._row = self._gap = -1

    def press(self, event: QMouseEvent) -> None:
        """Begin if this is the left button on somebody's time."""
        at = event.position().toPoint()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() is Qt.MouseButton.LeftButton and plain and self._is_grip(at):
            self._pressed_at, self._row = at, self._row_at(at.y())

    def move(self, event: QMouseEvent) -> bool:
        """Follow; False when nothing is dragged."""
        at = event.position().toPoint()
        if self._pressed_at is None:
            grip = self._is_grip(at)
            shape = Qt.CursorShape.OpenHandCursor if grip else Qt.CursorShape.ArrowCursor
            self._view.viewport().setCursor(shape)
            return False
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if far or self._gap >= 0:
            self._scroll_near_edges(at)
            self._gap = self._gap_at(at)
            self._view.viewport().update()
        return True

    def release(self) -> None:
        """Let go."""
        row, gap = self._row, self._gap
        self._pressed_at = None
        self._row = self._gap = -1
        self._view.viewport().update()
        if row >= 0 and gap >= 0 and gap not in (row, row + 1):
            self.dropped.emit(row, gap)

    def paint(self, theme: Theme) -> None:
        """Show where the row would come to stand."""
        if self._gap < 0:
            return
        last = self._view.model().rowCount() - 1
        if self._gap <= last:
            y = self._rect(self._gap).top()
        else:
            y = self._rect(last).bottom() + 1 - theme.px(2)
        painter = QPainter(self._view.viewport())
        wide = self._view.viewport().width()
        painter.fillRect(0, max(0, y - 1), wide, max(2, theme.px(2)), theme.colour("accent"))
        painter.end()

    def _is_grip(self, at: QPoint) -> bool:
        scale = self._view.fontMetrics().lineSpacing() / 20
        return at.x() < GRIP * max(1.0, scale) and self._row_at(at.y()) >= 0

    def _gap_at(self, at: QPoint) -> int:
        row = self._row_at(max(0, min(at.y(), self._view.viewport().height() - 1)))
        if row < 0:
            return self._view.model().rowCount()
        return row + 1 if at.y() > self._rect(row).center().y() else row

    def _row_at(self, y: int) -> int:
        return self._view.indexAt(QPoint(1, y)).row()

    def _rect(self, row: int) -> QRect:
        return self._view.visualRect(self._view.model().index(row, 0))

    def _scroll_near_edges(self, at: QPoint) -> None:
        bar, edge = self._view.verticalScrollBar(), 16
        if at.y() < edge:
            bar.setValue(bar.value() - bar.singleStep())
        elif at.y() > self._view.viewport().height() - edge:
            bar.setValue(bar.value() + bar.singleStep())
