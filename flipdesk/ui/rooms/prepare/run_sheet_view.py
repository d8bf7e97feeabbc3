"""The run sheet's table: edited in place, reordered by dragging a row or by Alt and an arrow."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.delegates.run_sheet_delegate import COLUMN_WIDTHS, HEIGHT, RunSheetDelegate
from flipdesk.ui.models.agenda_model import AgendaModel
from flipdesk.ui.theme.theme import Theme

HEAD = 30
LEAST_ROWS = 3
NOTES_FROM = 660
"""The width in logical px from which materials and leeway have room beside the title."""
_EDITABLE = (
    RunSheetColumn.MINUTES,
    RunSheetColumn.TITLE,
    RunSheetColumn.OWNER,
    RunSheetColumn.KIND,
)
_Step = QAbstractItemView.CursorAction


class RunSheetView(QTableView):
    """Wishes come as signals with row numbers; the model writes edited cells by itself."""

    move_requested = Signal(int, int)
    """A row and the place it is to have among all rows."""
    delete_requested = Signal(int)
    add_requested = Signal()

    def __init__(self, theme: Theme, model: AgendaModel) -> None:
        super().__init__()
        self._theme = theme
        self._agenda = model
        self._dragged = -1
        self._pressed_at: QPoint | None = None
        self._drop_row = -1
        self._is_whole = False
        self.setObjectName("run_sheet")
        self.setAccessibleName(_("Run sheet"))
        self.setModel(model)
        self.setItemDelegate(RunSheetDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setProperty("ground", "none")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("run_sheet_head")
        header.setAccessibleName(_("Columns of the run sheet"))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(RunSheetColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(1)
        self.viewport().setMouseTracking(True)
        model.rowsInserted.connect(self._fit_height)
        model.rowsRemoved.connect(self._fit_height)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open for writing."""
        return self.state() == QAbstractItemView.State.EditingState

    def set_whole(self, *, whole: bool) -> None:
        """Be as high as all rows, as where something around the table scrolls."""
        self._is_whole = whole
        self._fit_height()

    def go_to(self, row: int, column: RunSheetColumn = RunSheetColumn.TITLE) -> None:
        """Make a cell the current one and bring it into view."""
        index = self._agenda.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def edit_title(self, row: int) -> None:
        """Open the title of a row for writing."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go_to(row)
        self.edit(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.is_editing:
            # Keys that the open cell has no use for come through to here.
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if index.isValid():
                self.delete_requested.emit(index.row())
            case Qt.Key.Key_Insert:
                self.add_requested.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if index.isValid():
                self._edit_here(index)
            case Qt.Key.Key_Escape if self._dragged >= 0:
                self._end_drag()
            case _:
                super().keyPressEvent(event)

    @override
    def moveCursor(self, cursorAction: _Step, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if cursorAction not in (_Step.MoveNext, _Step.MovePrevious):
            return super().moveCursor(cursorAction, modifiers)
        cells = [(row, column) for row in range(self._agenda.rowCount()) for column in _EDITABLE]
        here = (self.currentIndex().row(), RunSheetColumn(max(0, self.currentIndex().column())))
        if cursorAction is _Step.MoveNext:
            later = [cell for cell in cells if cell > here]
            wanted = later[0] if later else None
        else:
            earlier = [cell for cell in cells if cell < here]
            wanted = earlier[-1] if earlier else None
        return self.currentIndex() if wanted is None else self._agenda.index(*wanted)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self._on_grip(at):
            self._pressed_at = at
            self.go_to(self.rowAt(at.y()))
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed_at is None:
            shape = Qt.CursorShape.OpenHandCursor if self._on_grip(at) else None
            self._show_cursor(shape)
            super().mouseMoveEvent(event)
            return
        far = (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self._dragged < 0 and far:
            self._dragged = self.rowAt(self._pressed_at.y())
            self._show_cursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged >= 0:
            self._scroll_near_edges(at)
            self._drop_row = self._gap_at(at)
            self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            super().mouseReleaseEvent(event)
            return
        dragged, gap = self._dragged, self._drop_row
        self._end_drag()
        if dragged >= 0 and gap >= 0:
            place = gap - 1 if gap > dragged else gap
            if place != dragged:
                self.move_requested.emit(dragged, place)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns()
        super().resizeEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._show_cursor(None)
        return super().viewportEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged < 0 or self._drop_row < 0:
            return
        painter = QPainter(self.viewport())
        line = max(2, self._theme.px(2))
        y = self._gap_y(self._drop_row) - line // 2
        bottom = self.viewport().height() - line
        colour = self._theme.colour("accent")
        painter.fillRect(0, min(max(0, y), bottom), self.viewport().width(), line, colour)
        painter.end()

    def _edit_here(self, index: QModelIndex) -> None:
        if RunSheetColumn(index.column()) not in _EDITABLE:
            self.go_to(index.row())
        self.edit(self.currentIndex())

    def _on_grip(self, at: QPoint) -> bool:
        return self.columnAt(at.x()) == RunSheetColumn.GRIP and self.rowAt(at.y()) >= 0

    def _gap_at(self, at: QPoint) -> int:
        row = self.rowAt(max(0, min(at.y(), self.viewport().height() - 1)))
        if row < 0:
            return self._agenda.rowCount()
        middle = self.rowViewportPosition(row) + self.rowHeight(row) // 2
        return row + 1 if at.y() > middle else row

    def _gap_y(self, gap: int) -> int:
        if gap < self._agenda.rowCount():
            return self.rowViewportPosition(gap)
        last = gap - 1
        return self.rowViewportPosition(last) + self.rowHeight(last)

    def _scroll_near_edges(self, at: QPoint) -> None:
        edge, bar = self._theme.px(16), self.verticalScrollBar()
        if at.y() < edge:
            bar.setValue(bar.value() - bar.singleStep())
        elif at.y() > self.viewport().height() - edge:
            bar.setValue(bar.value() + bar.singleStep())

    def _end_drag(self) -> None:
        self._dragged = self._drop_row = -1
        self._pressed_at = None
        self._show_cursor(None)
        self.viewport().update()

    def _show_cursor(self, shape: Qt.CursorShape | None) -> None:
        if shape is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(shape)

    def _fit_columns(self) -> None:
        px = self._theme.px
        narrow = self.width() < px(NOTES_FROM)
        self.setColumnHidden(RunSheetColumn.NOTES, narrow)
        for column, width in COLUMN_WIDTHS.items():
            if column is not RunSheetColumn.TITLE:
                self.setColumnWidth(column, px(width))

    def _fit_height(self) -> None:
        rows = self._agenda.rowCount() if self._is_whole else LEAST_ROWS
        px = self._theme.px
        self.setMinimumHeight(px(HEAD) + max(rows, LEAST_ROWS) * px(HEIGHT))

    def _restyle(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.verticalScrollBar().setSingleStep(px(20))
        self._fit_height()
        self._fit_columns()
