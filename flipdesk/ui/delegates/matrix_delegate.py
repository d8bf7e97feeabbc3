"""Cells of the matrix of potentials and municipalities."""

from PySide6.QtCore import QObject, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from typing_extensions import override

from flipdesk.ui.delegates.roles import MatrixCell, Role
from flipdesk.ui.delegates.row_delegate import Index, RowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.chip import HEIGHT as CHIP_HEIGHT
from flipdesk.ui.widgets.chip import ChipSpec, chip_width, paint_chip
from flipdesk.ui.widgets.drawing import CENTRE, Box, draw_box, draw_focus_ring, draw_text, middle

WIDTH, HEIGHT, SUM_WIDTH = 64, 46, 44


class MatrixDelegate(RowDelegate):
    """A number on a ground of one of five heats; the chosen cell carries the focus ring.

    A ChipSpec in the place of a cell is painted as a chip, for row heads. Below
    level 0 a cell is a sum: muted, on no ground, strong at level -2.
    """

    line = False

    def __init__(
        self, theme: Theme, *, height: int = HEIGHT, parent: QObject | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._height = max(40, height)

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(self._height)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(WIDTH), self.theme.px(self._height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(Role.ROW)
        if isinstance(cell, ChipSpec):
            height, width = self.theme.px(CHIP_HEIGHT), chip_width(self.theme, cell)
            top = middle(option.rect, height)
            paint_chip(painter, self.theme, QRect(option.rect.x(), top, width, height), cell)
        if not isinstance(cell, MatrixCell):
            return
        state = option.state
        rect = option.rect
        self.paint_row(painter, rect, cell, selected=bool(state & QStyle.StateFlag.State_Selected))
        if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected):
            draw_focus_ring(painter, self.theme, rect, self.theme.px(4))

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, MatrixCell)
        role: FontRole = "body" if row.level in {-1, 0} else "strong"
        if row.level < 0:
            ink = self.theme.colour("text" if row.level == -2 else "muted")
        else:
            fill, ink = self.theme.heat(row.level)
            draw_box(painter, rect.adjusted(3, 3, -3, -3), Box(fill, radius=2))
        draw_text(painter, self.theme, rect, row.text, role, ink, CENTRE)
