"""Panes side by side that become tabs beside each other where there is little room."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QTabWidget, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.widgets.pane_widths import GAP, PaneWidths, SidePane


@dataclass(frozen=True)
class Column:
    """A pane and its tab's title; width and folds_below in logical px, width 0 takes the rest.

    Where the whole is narrower than folds_below, the pane becomes a tab; the main one is in front
    unless another has the focus.
    """

    pane: QWidget
    title: str
    width: int = 0
    folds_below: int = 0
    is_main: bool = False


class Columns(QWidget):
    """Lays panes out from left to right, in the order they are given.

    `widths` holds how wide those of a given width are while none is a tab.
    """

    def __init__(self, theme: Theme, *columns: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = columns
        self._folded: tuple[Column, ...] = ()
        main = next(place for place, column in enumerate(columns) if not column.width)
        sides = [
            SidePane(column.pane, column.width, is_after=place > main)
            for place, column in enumerate(columns)
            if column.width
        ]
        self.widths = PaneWidths(theme, columns[main].pane, sides, self)
        self._grips = dict(zip((side.pane for side in sides), self.widths.grips, strict=True))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._tabs = QTabWidget(self)
        self._tabs.setObjectName("folded_panes")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.hide()
        theme.changed.connect(self._follow)
        self._arrange()

    @property
    def folded(self) -> tuple[QWidget, ...]:
        """The panes that are tabs now."""
        return tuple(column.pane for column in self._folded)

    def show_pane(self, pane: QWidget) -> None:
        """Bring a pane to the front if it is a tab."""
        if pane in self.folded:
            self._tabs.setCurrentWidget(pane)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _wanted(self) -> tuple[Column, ...]:
        px = self._theme.px
        folded = tuple(one for one in self._columns if self.width() < px(one.folds_below))
        return folded if len(folded) > 1 else ()

    def _follow(self) -> None:
        if self._wanted() != self._folded:
            self._arrange()
        else:
            self._size()

    def _arrange(self) -> None:
        self._folded = self._wanted()
        focused = self._focused()
        while self._row.takeAt(0) is not None:
            pass
        while self._tabs.count():
            self._tabs.removeTab(0)
        for column in self._columns:
            if column not in self._folded:
                column.pane.setParent(self)
                self._add(column)
                column.pane.show()
                continue
            if not self._tabs.count():
                self._row.addWidget(self._tabs, 1)
            self._tabs.addTab(column.pane, column.title)
        self._tabs.setVisible(bool(self._folded))
        self._size()
        # With a new parent a style sheet gives labels back the fonts that they had first.
        for label in self.findChildren(Label):
            label.restyle()
        self._show_front(focused)

    def _add(self, column: Column) -> None:
        grip = self._grips.get(column.pane)
        if grip is None:
            self._row.addWidget(column.pane, 1)
            return
        is_after = any(not one.width for one in self._columns[: self._columns.index(column)])
        for widget in (grip, column.pane) if is_after else (column.pane, grip):
            self._row.addWidget(widget)

    def _focused(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _show_front(self, focused: QWidget | None) -> None:
        main = [column.pane for column in self._folded if column.is_main]
        held = [pane for pane in self.folded if focused is not None and pane.isAncestorOf(focused)]
        for pane in (held or main)[:1]:
            self._tabs.setCurrentWidget(pane)
        if focused is not None:
            focused.setFocus()

    def _size(self) -> None:
        px = self._theme.px
        self._row.setSpacing(px(GAP) if self._folded else 0)
        if not self._folded:
            self.widths.fit(self.width())
            return
        self.widths.let_go()
        for column in self._columns:
            is_fixed = bool(column.width) and column not in self._folded
            column.pane.setMinimumWidth(px(column.width) if is_fixed else 0)
            column.pane.setMaximumWidth(px(column.width) if is_fixed else _UNBOUND)


_UNBOUND = 16_777_215
