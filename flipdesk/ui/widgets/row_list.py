"""The list that all rows with delegates stand in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme


class RowList(QListView):
    """A list on its pane's ground, scrolling by px; fixed says that all rows are equally high."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        delegate: QAbstractItemDelegate,
        *,
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = 0
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(fixed)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setProperty("ground", "none")  # the pane's rounded corners stay visible
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != self.viewport().width():
            self._width = self.viewport().width()
            self.scheduleDelayedItemsLayout()

    def _restyle(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def act_on_delete(view: QAbstractItemView, words: str, act: Callable[[], None]) -> None:
    """Let the Delete key do something to the current row while the list has the focus."""
    action = QAction(words, view)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(act)
    view.addAction(action)
