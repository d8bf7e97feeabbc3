"""The matrix as a table one can walk through with arrow keys."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
)
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.matrix_delegate import HEIGHT, WIDTH, MatrixDelegate
from flipdesk.ui.delegates.row_delegate import Index, RowDelegate
from flipdesk.ui.models.matrix_model import HEADS, MatrixModel
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import ChipSpec, chip_width, paint_chip
from flipdesk.ui.widgets.drawing import CENTRE, LEFT, RIGHT, draw_text, middle, text_width

HEAD_WIDTH, SUM_WIDTH, HEADER, WIDEST, LEAST_ROWS = 145, 44, 30, 120, 7


class HeadDelegate(RowDelegate):
    """Row heads: a potential's chip, or the word for the sum."""

    line = False
    bar = False

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.theme.px(HEAD_WIDTH), self.theme.px(HEIGHT))

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, ChipSpec)
        if not row.potential:
            place = rect.adjusted(self.theme.px(9), 0, 0, 0)
            draw_text(painter, self.theme, place, row.text, "caption", "muted", LEFT)
            return
        high = self.theme.px(24)
        place = QRect(rect.x(), middle(rect, high), chip_width(self.theme, row), high)
        paint_chip(painter, self.theme, place, row)


class MatrixHeader(QHeaderView):
    """Names of municipalities above their columns, the word for the sum muted at the right."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(HEADER))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        text = self.model().headerData(section, Qt.Orientation.Horizontal) or ""
        if section == self.model().columnCount() - 1:
            place = rect.adjusted(0, 0, -self._theme.px(7), 0)
            draw_text(painter, self._theme, place, text, "caption_strong", "muted", RIGHT)
        else:
            draw_text(painter, self._theme, rect, text, "caption", "text", CENTRE)


class MatrixView(QTableView):
    """`cell_chosen` when another cell is chosen by mouse or key, `cell_entered` for Enter."""

    cell_chosen = Signal()
    cell_entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.matrix = MatrixModel(self)
        self.setObjectName("matrix")
        self.setAccessibleName(_("Potential and municipality"))
        self.setProperty("ground", "none")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(MatrixHeader(theme, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(MatrixDelegate(theme, parent=self))
        self.setItemDelegateForColumn(HEADS, HeadDelegate(theme, self))
        self.setModel(self.matrix)
        self.matrix.modelReset.connect(self._fit)
        theme.changed.connect(self._fit)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.cell_chosen.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cell_entered.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.cell_entered.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._wide(), self._high())

    @override
    def minimumSizeHint(self) -> QSize:
        # All potentials and the sums stand there at once; the page scrolls where they do not fit.
        px = self._theme.px
        high = min(self._high(), px(HEADER + LEAST_ROWS * (HEIGHT + 1)))
        return QSize(px(HEAD_WIDTH + 2 * WIDTH), max(high, px(HEADER + 3 * HEIGHT)))

    def _wide(self) -> int:
        return sum(self.columnWidth(n) for n in range(self.matrix.columnCount()))

    def _high(self) -> int:
        rows = self.matrix.rowCount() * self._theme.px(HEIGHT + 1)
        return rows + self._theme.px(HEADER)

    def _fit(self) -> None:
        px, last = self._theme.px, self.matrix.columnCount() - 1
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT + 1))
        for column in range(last + 1):
            name = self.matrix.headerData(column, Qt.Orientation.Horizontal)
            wide = text_width(self._theme, str(name), "caption") + px(10)
            width = min(px(WIDEST), max(px(WIDTH + 1), wide))
            if column == HEADS:
                width = px(HEAD_WIDTH)
            elif column == last:
                width = px(SUM_WIDTH)
            self.setColumnWidth(column, width)
        self.setMaximumHeight(self._high() + px(14))
        self.updateGeometry()
