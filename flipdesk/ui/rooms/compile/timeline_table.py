"""The table twin of the timeline; Enter on a row hears it, and marks it if it is a passage."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.models.timeline_rows import TimelineRow, TimelineRowsModel
from flipdesk.ui.theme.theme import Theme

_WIDTHS = (100, 80, 130)
_HEIGHT = 168
_ROW = 28
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TimelineTable(QTableView):
    """`row_entered` carries a TimelineRow, at Enter and at a double click."""

    row_entered = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = TimelineRowsModel(self)
        self.setObjectName("timeline_table")
        self.setAccessibleName(_("Timeline as a table"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(self._on_double_clicked)
        self.installEventFilter(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show other rows; one is always chosen."""
        at = self.currentIndex().row()
        self.rows.show_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(min(max(0, at), len(rows) - 1), 0))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self._on_double_clicked(self.currentIndex())
            return True
        return super().eventFilter(watched, event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None:
            self.row_entered.emit(row)

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, px(width))
