"""The list for very many rows of one height; it opens as fast with 100,000 rows as with 100."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget
from typing_extensions import override

from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.theme import Theme


class LongRowList(QTableView):
    """A list without a per-row layout: one stretched column, row heights from the delegate.

    QListView measures and places every row before it paints the first; a table of fixed sections
    does not.
    """

    def __init__(
        self, theme: Theme, name: str, delegate: RowDelegate, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._delegate = delegate
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "none")  # the pane's rounded corners stay visible
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._fit)
        self._fit()

    @override
    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        header = self.verticalHeader()
        height = self._delegate.row_height(None, width)
        if header.defaultSectionSize() != height:
            header.setDefaultSectionSize(height)
        if self.model() is not None and self.columnWidth(0) != width:
            self.setColumnWidth(0, width)
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self.viewport().update()
