"""What one looks at, reflections, agreements or quotes, and how it is shown."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QTabBar, QWidget
from typing_extensions import override

from flipdesk.i18n import _, pgettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.segments import Segments

REFLECTIONS, AGREEMENTS, QUOTES, SPOKEN, MINUTES, MATERIALS = range(6)
NOTE_TABS = (REFLECTIONS, AGREEMENTS, QUOTES)
CARDS, TABLE, MATRIX = range(3)


class ViewBar(QWidget):
    """Tabs with counts at the left, the three ways to show them at the right."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_wide = True
        self.tabs = QTabBar()
        self.tabs.setObjectName("knowledge_tabs")
        self.tabs.setAccessibleName(_("What is shown"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _name in self.names():
            self.tabs.addTab("")
        self._label = Caption(theme, _("Show as"))
        choices = ((_("Cards"), ""), (_("Table"), ""), (_("Matrix"), "layout-grid"))
        self.views = Segments(theme, _("Show as"), choices)
        for place, name in enumerate(("cards", "table", "matrix")):
            self.views.button(place).setObjectName(f"view_{name}")
        self.views.choose(MATRIX)
        self._grid = QGridLayout(self)
        self.show_counts({})
        self.tabs.currentChanged.connect(lambda _place: self.changed.emit())
        self.views.chosen.connect(lambda _place: self.changed.emit())
        theme.changed.connect(self._arrange)
        self._arrange()

    @staticmethod
    def names() -> tuple[str, ...]:
        """Return the names of the tabs without their counts."""
        return (
            *(_("Reflections"), _("Actions"), _("Quotes")),
            *(_("Transcripts"), pgettext("tabs", "Minutes"), pgettext("tabs", "Materials")),
        )

    def show_counts(self, counts: Mapping[int, str]) -> None:
        """Show how many there are; what is no note has a tab while there is any."""
        for place, name in enumerate(self.names()):
            count = counts.get(place, "0")
            self.tabs.setTabText(place, f"{name} {count}")
            is_shown = place in NOTE_TABS or count != "0" or place == self.tabs.currentIndex()
            self.tabs.setTabVisible(place, is_shown)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits() != self._is_wide:
            self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bottom = self.height() - 1
        painter.fillRect(0, bottom, self.width(), 1, self._theme.colour("border"))
        painter.end()

    def _fits(self) -> bool:
        widgets = (self.tabs, self._label, self.views)
        needed = sum(one.sizeHint().width() for one in widgets) + self._theme.px(24)
        return self.width() >= needed

    def _arrange(self) -> None:
        px, grid = self._theme.px, self._grid
        self._is_wide = self._fits()
        for widget in (self.tabs, self._label, self.views):
            grid.removeWidget(widget)
        grid.setContentsMargins(0, 0, 0, 1 if self._is_wide else px(6))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.addWidget(self.tabs, 0, 0, 1, 1 if self._is_wide else 4)
        row = 0 if self._is_wide else 1
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._label, row, 2 if self._is_wide else 0)
        grid.addWidget(self.views, row, 3 if self._is_wide else 1)
        grid.setColumnStretch(3, 0)
        self.updateGeometry()
