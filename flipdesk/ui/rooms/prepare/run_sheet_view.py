"""The run sheet's table: edited in place, reordered by dragging rows or by Alt and an arrow."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.delegates.run_sheet_delegate import HEIGHT, RunSheetDelegate
from flipdesk.ui.models.agenda_model import AgendaModel
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.rooms.prepare.day_headings import DayHeadings
from flipdesk.ui.rooms.prepare.run_sheet_columns import RunSheetColumns
from flipdesk.ui.rooms.prepare.run_sheet_drag import RunSheetDrag, cursor_of
from flipdesk.ui.theme.theme import Theme

HEAD = 30
LEAST_ROWS = 3
_Step = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag
_ONE_ROW = _Select.ClearAndSelect | _Select.Rows


class RunSheetView(QTableView):
    """Wishes about the selected rows come as signals; the model writes edited cells by itself."""

    move_requested = Signal(int, int)
    """How many rows are to stand before the selected ones, and the day they are to be on."""
    delete_requested = Signal()
    add_requested = Signal()
    copy_requested = Signal()
    cut_requested = Signal()
    paste_requested = Signal()

    def __init__(self, theme: Theme, model: AgendaModel, preferences: Preferences) -> None:
        super().__init__()
        self._theme = theme
        self._agenda = model
        self._headings = DayHeadings(theme, self, model)
        self._drag = RunSheetDrag(theme, self, model, self._headings)
        self._is_whole = False
        self.setObjectName("run_sheet")
        self.setAccessibleName(_("Run sheet"))
        self.setModel(model)
        self.setItemDelegate(RunSheetDelegate(theme, self))
        self._dress()
        self._dress_heads()
        self.columns = RunSheetColumns(theme, self, preferences)
        for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.dataChanged):
            signal.connect(self._fit_height)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open for writing."""
        return self.state() == QAbstractItemView.State.EditingState

    @property
    def selected_rows(self) -> list[int]:
        """The rows that are selected, from top to bottom; else the current one."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        here = self.currentIndex().row()
        return rows or ([here] if here >= 0 else [])

    def time_text(self, row: int) -> str:
        """Return when a row begins, as it is shown."""
        return self._agenda.lines[row].time_text

    def set_whole(self, *, whole: bool) -> None:
        """Be as high as all rows, as where something around the table scrolls."""
        self._is_whole = whole
        self._fit_height()

    def go_to(self, row: int, column: RunSheetColumn = RunSheetColumn.TITLE) -> None:
        """Make a cell the current one, select its row alone and bring it into view."""
        index = self._agenda.index(row, column)
        self.selectionModel().setCurrentIndex(index, _ONE_ROW)
        self.scrollTo(index)

    def select_rows(self, first: int, count: int) -> None:
        """Select so many rows, the first one being the current one."""
        self.go_to(first)
        for row in range(first + 1, min(first + count, self._agenda.rowCount())):
            index = self._agenda.index(row, 0)
            self.selectionModel().select(index, _Select.Select | _Select.Rows)

    def edit_title(self, row: int) -> None:
        """Open the title of a row for writing."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go_to(row)
        self.edit(self.currentIndex())

    def edit_start(self, row: int) -> None:
        """Open for writing when the day of a row begins."""
        while row > 0 and not self._agenda.begins_day(row):
            row -= 1
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go_to(row, RunSheetColumn.TIME)
        self.edit(self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.is_editing:
            # Keys that the open cell has no use for come through to here.
            super().keyPressEvent(event)
            return
        for keys, signal in (
            (QKeySequence.StandardKey.Copy, self.copy_requested),
            (QKeySequence.StandardKey.Cut, self.cut_requested),
            (QKeySequence.StandardKey.Paste, self.paste_requested),
        ):
            if event.matches(keys):
                signal.emit()
                return
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if index.isValid():
                self.delete_requested.emit()
            case Qt.Key.Key_Insert:
                self.add_requested.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if index.isValid():
                self._edit_here(index)
            case Qt.Key.Key_Escape if self._drag.is_pressed:
                self._end_drag()
            case _:
                super().keyPressEvent(event)

    @override
    def moveCursor(self, cursorAction: _Step, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if cursorAction not in (_Step.MoveNext, _Step.MovePrevious):
            return super().moveCursor(cursorAction, modifiers)
        cells = [
            index
            for row in range(self._agenda.rowCount())
            for column in self.columns.shown
            if self._is_editable(index := self._agenda.index(row, column))
        ]
        here = self._place(self.currentIndex())
        if cursorAction is _Step.MoveNext:
            wanted = next((cell for cell in cells if self._place(cell) > here), None)
        else:
            earlier = (cell for cell in reversed(cells) if self._place(cell) < here)
            wanted = next(earlier, None)
        return wanted or self.currentIndex()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self._on_grip(at):
            self._drag.press(at)
            if self.rowAt(at.y()) not in self.selected_rows:
                self.go_to(self.rowAt(at.y()))
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not self._drag.is_pressed:
            super().mouseMoveEvent(event)
        elif self._drag.move_to(at, tuple(self.selected_rows)):
            self.viewport().update()
        self._show_cursor(cursor_of(self._drag, on_grip=self._on_grip(at)))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._drag.is_pressed:
            super().mouseReleaseEvent(event)
            return
        rows, gap, day = self._drag.rows, self._drag.gap, self._drag.day
        self._end_drag()
        if rows and gap >= 0:
            self.move_requested.emit(gap, day)
        elif not rows:
            self.go_to(self.rowAt(event.position().toPoint().y()))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._headings.is_at(at):
            self.edit_start(self.rowAt(at.y()))
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._show_cursor(None)
        return super().viewportEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._headings.paint(painter)
        self._drag.paint(painter)
        painter.end()

    def _edit_here(self, index: QModelIndex) -> None:
        if not self._is_editable(index):
            self.go_to(index.row())
        self.edit(self.currentIndex())

    def _is_editable(self, index: QModelIndex) -> bool:
        return bool(self._agenda.flags(index) & Qt.ItemFlag.ItemIsEditable)

    def _place(self, index: QModelIndex) -> tuple[int, int]:
        return index.row(), self.horizontalHeader().visualIndex(max(0, index.column()))

    def _on_grip(self, at: QPoint) -> bool:
        is_grip = self.columnAt(at.x()) == RunSheetColumn.GRIP and self.rowAt(at.y()) >= 0
        return is_grip and not self._headings.is_at(at)

    def _end_drag(self) -> None:
        self._drag.end()
        self._show_cursor(None)
        self.viewport().update()

    def _show_cursor(self, shape: Qt.CursorShape | None) -> None:
        if shape is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(shape)

    def _fit_height(self) -> None:
        px, lines = self._theme.px, self._agenda.lines
        heights = [px(HEIGHT) + self._headings.height(row) for row in range(len(lines))]
        for row, high in enumerate(heights):
            if self.rowHeight(row) != high:
                self.setRowHeight(row, high)
        shown = heights if self._is_whole else heights[:LEAST_ROWS]
        missing = max(0, LEAST_ROWS - len(shown)) * px(HEIGHT)
        self.setMinimumHeight(px(HEAD) + sum(shown) + missing)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerWidget(QWidget())
        self.setProperty("ground", "none")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)

    def _dress_heads(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setObjectName("run_sheet_head")
        header.setAccessibleName(_("Columns of the run sheet"))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)

    def _restyle(self) -> None:
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(HEIGHT))
        self.horizontalHeader().setFixedHeight(px(HEAD))
        self.verticalScrollBar().setSingleStep(px(20))
        self._fit_height()
        self.columns.fit()
