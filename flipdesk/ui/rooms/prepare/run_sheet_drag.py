"""Dragging rows of the run sheet by their grip: where they would land, also on another day."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QTableView

from flipdesk.domain.agenda_days import day_of
from flipdesk.ui.models.agenda_model import AgendaModel
from flipdesk.ui.rooms.prepare.day_headings import DayHeadings
from flipdesk.ui.theme.theme import Theme

NOWHERE = (-1, 0)


class RunSheetDrag:
    """One drag at a time: pressed, under way once the mouse has gone far enough, let go."""

    def __init__(
        self, theme: Theme, view: QTableView, model: AgendaModel, headings: DayHeadings
    ) -> None:
        self._theme = theme
        self._view = view
        self._model = model
        self._headings = headings
        self._pressed_at: QPoint | None = None
        self.rows: tuple[int, ...] = ()
        """The rows that are dragged, none before the drag is under way."""
        self.gap, self.day = NOWHERE
        """How many rows would stand before them, -1 for nowhere, and the day they would be on."""

    @property
    def is_pressed(self) -> bool:
        return self._pressed_at is not None

    def press(self, at: QPoint) -> None:
        self._pressed_at = at

    def move_to(self, at: QPoint, rows: tuple[int, ...]) -> bool:
        """Follow the mouse; return whether rows are dragged."""
        if self._pressed_at is None:
            return False
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if not self.rows and far:
            self.rows = rows
        if self.rows:
            self._scroll_near_edges(at)
            self.gap, self.day = self._gap_at(at)
        return bool(self.rows)

    def end(self) -> None:
        """Let go of what is dragged."""
        self._pressed_at = None
        self.rows = ()
        self.gap, self.day = NOWHERE

    def paint(self, painter: QPainter) -> None:
        """Paint where the rows would land."""
        if not self.rows or self.gap < 0:
            return
        port = self._view.viewport()
        line = max(2, self._theme.px(2))
        y = min(max(0, self._gap_y() - line // 2), port.height() - line)
        painter.fillRect(0, y, port.width(), line, self._theme.colour("accent"))

    def _gap_at(self, at: QPoint) -> tuple[int, int]:
        view, lines = self._view, self._model.lines
        row = view.rowAt(max(0, min(at.y(), view.viewport().height() - 1)))
        if row < 0:
            return len(lines), day_of(lines[-1].item) if lines else 1
        band, top = self._headings.height(row), view.rowViewportPosition(row)
        if row and at.y() < top + band // 2:
            return row, day_of(lines[row - 1].item)
        middle = top + band + (view.rowHeight(row) - band) // 2
        return row + (at.y() > middle), day_of(lines[row].item)

    def _gap_y(self) -> int:
        view, lines = self._view, self._model.lines
        if self.gap < len(lines):
            top = view.rowViewportPosition(self.gap)
            is_below_heading = day_of(lines[self.gap].item) == self.day
            return top + (self._headings.height(self.gap) if is_below_heading else 0)
        last = self.gap - 1
        return view.rowViewportPosition(last) + view.rowHeight(last)

    def _scroll_near_edges(self, at: QPoint) -> None:
        edge, bar = self._theme.px(16), self._view.verticalScrollBar()
        if at.y() < edge:
            bar.setValue(bar.value() - bar.singleStep())
        elif at.y() > self._view.viewport().height() - edge:
            bar.setValue(bar.value() + bar.singleStep())


def cursor_of(drag: RunSheetDrag, *, on_grip: bool) -> Qt.CursorShape | None:
    """Return the mouse's shape, None for the usual one."""
    if drag.rows:
        return Qt.CursorShape.ClosedHandCursor
    return Qt.CursorShape.OpenHandCursor if on_grip else None
