"""Notes in rows of different heights, each measured once."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from flipdesk.ui.delegates.reflection_delegate import ReflectionDelegate
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.notes_model import NotesModel
from flipdesk.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_AT_ONCE, _IN_A_BATCH = 30, 15
_ESTIMATE = 74


class NoteDelegate(ReflectionDelegate):
    """Leaves the row that is edited to its editor."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.edited = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not self.edited or index.data(Role.GUID) != self.edited:
            super().paint(painter, option, index)


class MeasuredRows(QTableView):
    """A table of one column whose rows are measured once, those in sight first.

    A list view measures all its rows again at every row added: 100 ms for 2,000 notes.
    """

    def __init__(
        self, theme: Theme, name: str, delegate: NoteDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = delegate
        self._measured = 0
        self._width = 0
        self._edited_height = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("ground", "none")
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._rest = QTimer(self)
        self._rest.setInterval(0)
        self._rest.timeout.connect(lambda: self._measure_more(_IN_A_BATCH))
        theme.changed.connect(self._restyle)
        self._restyle()

    def follow(self, model: NotesModel) -> None:
        """Show this model and keep the heights of its rows true."""
        self.setModel(model)
        model.rowsInserted.connect(self._on_rows_inserted)
        model.rowsRemoved.connect(self._on_rows_removed)
        model.dataChanged.connect(self._on_data_changed)
        model.modelReset.connect(self.measure_all)
        self.measure_all()

    def measure_all(self) -> None:
        """Measure every row anew: those at the top now, the rest when there is time."""
        self._measured = 0
        self._measure_more(_AT_ONCE)
        self._rest.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != self.viewport().width():
            self._width = self.viewport().width()
            self.measure_all()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        bottom = self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self.model().rowCount() - 1
        if last >= self._measured:
            self._measure_more(last + 1 - self._measured)

    def measure(self, row: int) -> None:
        """Give a row the height that it needs."""
        index = self.model().index(row, 0)
        edited = self._delegate.edited
        if edited and index.data(Role.GUID) == edited:
            height = self._edited_height
        else:
            height = self._delegate.row_height(index.data(Role.ROW), self.viewport().width())
        if height != self.rowHeight(row):
            self.verticalHeader().resizeSection(row, height)

    def _measure_more(self, count: int) -> None:
        rows = self.model().rowCount() if self.model() is not None else 0
        for row in range(self._measured, min(rows, self._measured + count)):
            self.measure(row)
        self._measured = min(rows, self._measured + count)
        if self._measured >= rows:
            self._rest.stop()

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self.measure(row)
        if first <= self._measured:
            self._measured += last + 1 - first

    def _on_rows_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._measured -= max(0, min(last + 1, self._measured) - first)

    def _on_data_changed(self, top: QModelIndex, bottom: QModelIndex) -> None:
        for row in range(top.row(), bottom.row() + 1):
            self.measure(row)

    def _restyle(self) -> None:
        px = self._theme.px
        self.verticalScrollBar().setSingleStep(px(20))
        self.verticalHeader().setDefaultSectionSize(px(_ESTIMATE))
        if self.model() is not None:
            self.measure_all()
        self.viewport().update()
