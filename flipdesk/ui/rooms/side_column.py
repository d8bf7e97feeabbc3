"""A main column with a narrow one at its right, which becomes a tab where there is no room."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.pane_widths import PaneWidths, SidePane
from flipdesk.ui.widgets.scroll_column import ScrollColumn

SIDE = 344
NARROW_BELOW = 1070
"""Logical px of a room in a window of 1180, the rail taken off."""


class SideColumn(QWidget):
    """Both columns scroll when they are higher than the room.

    The columns never change their parent: a style sheet would give them back the colours they had
    when they first got one.
    """

    narrowed = Signal(bool)
    """Whether the side column has become a tab."""

    def __init__(
        self, theme: Theme, main: QWidget, main_title: str, side: QWidget, side_title: str
    ) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self.main = ScrollColumn(main, "main_column")
        self.side = ScrollColumn(side, "side_column")
        self.tabs = QTabBar()
        self.tabs.setObjectName("column_tabs")
        self.tabs.setAccessibleName(f"{main_title}, {side_title}")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in (main_title, side_title):
            self.tabs.addTab(title)
        self.tabs.currentChanged.connect(self._show_columns)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.widths = PaneWidths(theme, self.main, [SidePane(self.side, SIDE, is_after=True)], self)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.main, 1)
        self._row.addWidget(self.widths.grips[0])
        self._row.addWidget(self.side)
        column.addLayout(self._row, 1)
        theme.changed.connect(self._fit)
        self._show_columns()
        self._fit()

    @property
    def is_narrow(self) -> bool:
        """Whether the side column stands behind a tab."""
        return self._narrow

    def show_column_of(self, widget: QWidget) -> None:
        """Bring the column with this widget in front."""
        self.tabs.setCurrentIndex(1 if self.side.isAncestorOf(widget) else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._theme.px(NARROW_BELOW)
        if narrow:
            self.widths.let_go()
        else:
            self.widths.fit(self.width())
        if narrow is not self._narrow:
            self._narrow = narrow
            self._show_columns()
            self.narrowed.emit(narrow)

    def _show_columns(self) -> None:
        in_front = self.tabs.currentIndex()
        self.tabs.setVisible(self._narrow)
        self.main.setVisible(not self._narrow or in_front == 0)
        self.side.setVisible(not self._narrow or in_front == 1)
