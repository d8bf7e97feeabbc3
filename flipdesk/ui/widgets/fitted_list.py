"""A list that takes the height of its rows, and scrolls only when there is less room than that."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.row_list import RowList


class FittedList(RowList):
    """`chosen` tells that a row was clicked or Enter pressed on it, once for each.

    Without `by_click` a click only makes a row the current one.

    `least` rows always stay in view; all of them when it is made whole. A modest list asks for no
    more than that and takes what room there is, up to the height of its rows. Where there is less
    room than rows, those at the top are whole: half a row says nothing.
    """

    chosen = Signal(QModelIndex)

    def __init__(
        self,
        theme: Theme,
        name: str,
        delegate: QAbstractItemDelegate,
        model: QAbstractItemModel,
        *,
        least: int = 3,
        modest: bool = False,
        by_click: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, delegate, parent=parent)
        self.least = least
        self._below = 0
        self._is_modest = modest
        self._is_whole = False
        self.setModel(model)
        vertical = QSizePolicy.Policy.Expanding if modest else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        if by_click:
            self.clicked.connect(self.chosen)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def set_whole(self, *, whole: bool) -> None:
        """Never scroll, as where something around the list does."""
        self._is_whole = whole
        self._fit()

    def set_least(self, least: int) -> None:
        """Keep so many rows in view from now on."""
        if least != self.least:
            self.least = least
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_half_row()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press would count as a second click, and one is enough.
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.doubleClicked.emit(index)

    @override
    def sizeHint(self) -> QSize:
        if self._is_modest:
            return self.minimumSizeHint()
        return QSize(super().sizeHint().width(), self._height_of(self.model().rowCount()))

    @override
    def minimumSizeHint(self) -> QSize:
        count = self.model().rowCount()
        rows = count if self._is_whole else min(self.least, count)
        return QSize(super().minimumSizeHint().width(), self._height_of(rows))

    def _fit(self) -> None:
        if self._is_modest:
            self.setMaximumHeight(self._height_of(self.model().rowCount()))
        self._hide_half_row()
        self.updateGeometry()

    def _hide_half_row(self) -> None:
        high, whole = self.height(), 0
        for row in range(self.model().rowCount()):
            end = whole + max(0, self.sizeHintForRow(row))
            if end > high:
                break
            whole = end
        else:
            whole = high
        below = high - whole if whole else 0
        if below != self._below:
            self._below = below
            self.setViewportMargins(0, 0, 0, below)

    def _height_of(self, rows: int) -> int:
        return sum(max(0, self.sizeHintForRow(row)) for row in range(rows))
