"""The quiet choice in a pane's header between all notes, outcomes and markers."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import CENTRE, draw_text, text_width
from flipdesk.ui.widgets.measures import Measures


class FilterTab(QAbstractButton):
    """A word that is strong and blue when it is chosen; always as wide as then."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        width = text_width(self._theme, self.text(), "caption_strong")
        return QSize(width + self._theme.px(4), self._theme.px(26))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        ink = "accent" if chosen else "text" if self.underMouse() else "muted"
        role: FontRole = "caption_strong" if chosen else "caption"
        draw_text(painter, self._theme, self.rect(), self.text(), role, ink, CENTRE)
        painter.end()


class FilterTabs(QWidget):
    """Words side by side of which one is chosen; arrow keys choose the next."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(0, 0, 0, 0), gap=6)
        self._group = QButtonGroup(self)
        for number, name in enumerate(names):
            tab = FilterTab(theme, self)
            tab.setObjectName(name)
            self._group.addButton(tab, number)
            row.addWidget(tab)
        self.tab(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def tab(self, number: int) -> FilterTab:
        """Return a tab by its place."""
        tab = self._group.button(number)
        assert isinstance(tab, FilterTab)
        return tab

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        count = len(self._group.buttons())
        if by:
            tab = self.tab((self._group.checkedId() + by) % count)
            tab.setFocus(Qt.FocusReason.TabFocusReason)
            tab.click()
        else:
            super().keyPressEvent(event)
