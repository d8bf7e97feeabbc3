"""The headings of the days in the run sheet, each above the row of the day's first item."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from flipdesk.ui.delegates.run_sheet_delegate import BAND
from flipdesk.ui.models.agenda_line import DayHeading
from flipdesk.ui.models.agenda_model import AgendaModel
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_text, text_width


class DayHeadings:
    """Part of the rows they stand in, and painted over all their cells."""

    def __init__(self, theme: Theme, view: QTableView, model: AgendaModel) -> None:
        self._theme = theme
        self._view = view
        self._model = model

    def height(self, row: int) -> int:
        """Return how high the heading above a row is, 0 for most."""
        lines = self._model.lines
        has_heading = 0 <= row < len(lines) and lines[row].heading is not None
        return self._theme.px(BAND) if has_heading else 0

    def is_at(self, at: QPoint) -> bool:
        """Return whether a heading stands at a point of the viewport."""
        row = self._view.rowAt(at.y())
        return row >= 0 and at.y() < self._view.rowViewportPosition(row) + self.height(row)

    def paint(self, painter: QPainter) -> None:
        """Paint all headings."""
        wide = self._view.viewport().width()
        for row, line in enumerate(self._model.lines):
            if line.heading is not None:
                top = self._view.rowViewportPosition(row)
                self._paint(painter, QRect(0, top, wide, self.height(row)), line.heading)

    def _paint(self, painter: QPainter, rect: QRect, heading: DayHeading) -> None:
        theme, px = self._theme, self._theme.px
        painter.fillRect(rect, theme.colour("inset"))
        inner = rect.adjusted(px(8), 0, -px(12), 0)
        colour = "warning" if heading.is_short else "muted"
        role: FontRole = "caption_strong" if heading.is_short else "caption"
        wide = text_width(theme, heading.buffer, role)
        words = inner.adjusted(0, 0, -wide - px(12), 0)
        draw_text(painter, theme, words, heading.text, "caption_strong", "text", LEFT)
        draw_text(painter, theme, inner, heading.buffer, role, colour, RIGHT)
