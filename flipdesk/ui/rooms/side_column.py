"""A main column with a narrow one at its right, which becomes a tab where there is no room."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.scroll_column import ScrollColumn

SIDE = 344
NARROW_BELOW = 1070
"""Logical px of a room in a window of 1180, the rail taken off."""
_WIDEST = 16_777_215


class SideColumn(QWidget):
    """Both columns scroll when they are higher than the room."""

    narrowed = Signal(bool)
    """Whether the side column has become a tab."""

    def __init__(
        self, theme: Theme, main: QWidget, main_title: str, side: QWidget, side_title: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self._titles = (main_title, side_title)
        self.main = ScrollColumn(main, "main_column")
        self.side = ScrollColumn(side, "side_column")
        self.tabs = QTabWidget()
        self.tabs.setObjectName("columns")
        self.tabs.setAccessibleName(f"{main_title}, {side_title}")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setObjectName("column_tabs")
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.hide()
        self._narrow = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.main, 1)
        self._row.addWidget(self.side)
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
            beside = self.side.isAncestorOf(widget)
            self.tabs.setCurrentWidget(self.side if beside else self.main)

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
            self.narrowed.emit(narrow)
        if narrow:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(_WIDEST)
        else:
            self.side.setFixedWidth(px(SIDE))

    def _arrange(self) -> None:
        if self._narrow:
            for column, title in zip((self.main, self.side), self._titles, strict=True):
                self.tabs.addTab(column, title)
        else:
            self._row.insertWidget(0, self.main, 1)
            self._row.insertWidget(1, self.side)
            self.main.show()
            self.side.show()
        self.tabs.setVisible(self._narrow)
