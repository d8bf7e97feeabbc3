"""A main column with a narrow one at its right, which becomes a tab where there is no room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme

SIDE = 344
NARROW_BELOW = 1070
"""Logical px of a room in a window of 1180, the rail taken off."""


class SideColumn(QWidget):
    """Both columns scroll when they are higher than the room."""

    def __init__(
        self, theme: Theme, main: QWidget, main_title: str, side: QWidget, side_title: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self._titles = (main_title, side_title)
        self._main = _scrolling(main, "main_column")
        self._side = _scrolling(side, "side_column")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("columns")
        self.tabs.setAccessibleName(f"{main_title}, {side_title}")
        self.tabs.setDocumentMode(True)
        self.tabs.hide()
        self._narrow = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._main, 1)
        self._row.addWidget(self._side)
        self._row.addWidget(self.tabs, 1)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def is_narrow(self) -> bool:
        """Whether the side column stands behind a tab."""
        return self._narrow

    def show_column_of(self, widget: QWidget) -> None:
        """Bring the column with this widget in front."""
        if self._narrow:
            self.tabs.setCurrentWidget(
                self._side if self._side.isAncestorOf(widget) else self._main
            )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setSpacing(px(12))
        narrow = self.width() < px(NARROW_BELOW)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._arrange()
        if narrow:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        else:
            self._side.setFixedWidth(px(SIDE))

    def _arrange(self) -> None:
        if self._narrow:
            for column, title in zip((self._main, self._side), self._titles, strict=True):
                self.tabs.addTab(column, title)
        else:
            self._row.insertWidget(0, self._main, 1)
            self._row.insertWidget(1, self._side)
            self._main.show()
            self._side.show()
        self.tabs.setVisible(self._narrow)


def _scrolling(column: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    column.setObjectName("canvas")
    area.setWidget(column)
    return area
