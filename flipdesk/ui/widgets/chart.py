"""A chart one can walk through: arrow keys go from number to number, Enter opens its evidence."""

from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from flipdesk.domain.charts.chart import drawn
from flipdesk.domain.drawing import Disc, Drawing, Line, Mark, Rect, bounds
from flipdesk.domain.report import Report
from flipdesk.domain.report_text import spoken_report
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.chart_painting import paint_drawing
from flipdesk.ui.widgets.drawing import draw_focus_ring

LEAST_WIDTH = 280
_REACH = 4
_NEAR_LINE = 6.0
_ASIDE = 3.0
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chart(QWidget):
    """Draws a report as wide as it is given; grows with the text size.

    `door_opened` carries the Door of what was clicked or entered, `current_moved` where it stands.
    """

    door_opened = Signal(object)
    current_moved = Signal(QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: Report | None = None
        self._drawing = Drawing(0, 0, ())
        self._drawings: dict[float, Drawing] = {}
        self._current = -1
        self.setObjectName("chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._lay_out)

    @property
    def report(self) -> Report | None:
        """What is shown."""
        return self._report

    @property
    def drawing(self) -> Drawing:
        """How it is drawn now."""
        return self._drawing

    @property
    def current(self) -> Mark | None:
        """What one is at."""
        marked = self._drawing.marked
        return marked[self._current][1] if 0 <= self._current < len(marked) else None

    def show_report(self, report: Report) -> None:
        """Draw a report; where one is stays, if it is another count of the same."""
        same = self._report is not None and self._report.name == report.name
        self._report = report
        self._drawings.clear()
        if not same:
            self._current = -1
        self._lay_out()
        self._describe()

    def choose(self, row: int, column: int) -> None:
        """Be at a cell of the table."""
        for place, (_shape, mark) in enumerate(self._drawing.marked):
            if (mark.row, mark.column) == (row, column):
                self._go_to(place)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        scale = self._theme.text_scale
        # Laid out for what there is room for; only what cannot be narrower asks for more.
        needed = self._drawing.width if self._drawing.width > self._room() + 0.5 else LEAST_WIDTH
        high = self._drawing.height * scale
        return QSize(round(needed * scale) + 2 * _REACH, round(high) + 2 * _REACH)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.save()
        painter.translate(_REACH, _REACH)
        painter.scale(self._theme.text_scale, self._theme.text_scale)
        paint_drawing(painter, self._theme, self._drawing)
        painter.restore()
        if self.hasFocus() and self._drawing.shapes:
            draw_focus_ring(painter, self._theme, self._ring())
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._drawing.marked) - 1
        if event.key() in _WAYS and last >= 0:
            self._go_to(self._next(_WAYS[event.key()]))
        elif event.key() == Qt.Key.Key_Home and last >= 0:
            self._go_to(0)
        elif event.key() == Qt.Key.Key_End and last >= 0:
            self._go_to(last)
        elif event.key() in _ENTER and self.current is not None:
            self._open()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if event.button() is Qt.MouseButton.LeftButton and hit >= 0:
            self._go_to(hit)
            self._open()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        door = self._drawing.marked[hit][1].door if hit >= 0 else None
        shape = Qt.CursorShape.ArrowCursor if door is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            words = self._drawing.marked[hit][1].spoken if hit >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _room(self) -> float:
        return max(LEAST_WIDTH, (self.width() - 2 * _REACH) / self._theme.text_scale)

    def _lay_out(self) -> None:
        if self._report is not None:
            # A scroll bar that comes and goes asks for the same two widths again and again.
            room = self._room()
            if room not in self._drawings:
                self._drawings[room] = drawn(self._report, room)
            self._drawing = self._drawings[room]
            self._current = min(self._current, len(self._drawing.marked) - 1)
        self.setMinimumSize(self.minimumSizeHint())
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        mark = self.current
        if mark is not None and mark.door is not None:
            self.door_opened.emit(mark.door)

    def _go_to(self, place: int) -> None:
        is_other = place != self._current
        self._current = place
        self._describe()
        self.update()
        self.current_moved.emit(self._ring())
        if is_other:
            announce(self, self.accessibleDescription())

    def _describe(self) -> None:
        if self._report is None:
            return
        self.setAccessibleName(self._report.question)
        mark, count = self.current, len(self._drawing.marked)
        if mark is None:
            self.setAccessibleDescription(spoken_report(self._report))
            return
        place = _("{number} of {count}").format(number=self._current + 1, count=count)
        self.setAccessibleDescription(f"{mark.spoken}, {place}")

    def _next(self, way: tuple[int, int]) -> int:
        """Return what lies nearest in a direction, straight ahead before aside."""
        marked = self._drawing.marked
        if self._current < 0:
            return 0
        x, y = _centre(marked[self._current][0])
        best, least = self._current, float("inf")
        for place, (shape, _mark) in enumerate(marked):
            other = _centre(shape)
            ahead = (other[0] - x) * way[0] + (other[1] - y) * way[1]
            aside = abs((other[0] - x) * way[1]) + abs((other[1] - y) * way[0])
            if ahead > 1 and ahead + _ASIDE * aside < least:
                best, least = place, ahead + _ASIDE * aside
        return best

    def _hit(self, at: QPointF) -> int:
        scale = self._theme.text_scale
        x, y = (at.x() - _REACH) / scale, (at.y() - _REACH) / scale
        marked = enumerate(self._drawing.marked)
        found = [place for place, (shape, _mark) in marked if _is_in(shape, x, y)]
        return found[-1] if found else -1

    def _ring(self) -> QRect:
        marked, scale = self._drawing.marked, self._theme.text_scale
        if not 0 <= self._current < len(marked):
            return self.rect()
        left, top, width, height = bounds(marked[self._current][0])
        area = QRectF(left * scale, top * scale, width * scale, height * scale)
        return area.translated(_REACH, _REACH).toAlignedRect().adjusted(-3, -3, 3, 3)


def _centre(shape: Rect | Line | Disc) -> tuple[float, float]:
    left, top, width, height = bounds(shape)
    return left + width / 2, top + height / 2


def _is_in(shape: Rect | Line | Disc, x: float, y: float) -> bool:
    if isinstance(shape, Disc):
        return hypot(x - shape.x, y - shape.y) <= max(shape.radius, 12)
    if isinstance(shape, Rect):
        return shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height
    near = max(_NEAR_LINE, shape.width / 2)
    return any(
        _from_line(first, second, x, y) <= near
        for first, second in zip(shape.points, shape.points[1:], strict=False)
    )


def _from_line(
    first: tuple[float, float], second: tuple[float, float], x: float, y: float
) -> float:
    """Return how far a point is from a stretch of a line."""
    across, down = second[0] - first[0], second[1] - first[1]
    length = across * across + down * down
    along = ((x - first[0]) * across + (y - first[1]) * down) / length if length else 0
    along = min(1.0, max(0.0, along))
    return hypot(x - first[0] - along * across, y - first[1] - along * down)
