"""A column that scrolls up and down, and never sideways."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollArea, QWidget
from typing_extensions import override


class ColumnCanvas(QWidget):
    """What stands in a scrolling column: where there is less room, its lists give way first."""

    @override
    def heightForWidth(self, width: int) -> int:
        # A scroll area would else make it as high as it likes to be, once a text in it wraps.
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)


class ScrollColumn(QScrollArea):
    """Lists inside it may be as high as their rows: `follow` keeps their current row in view."""

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setObjectName("canvas")
        self.setWidget(inside)

    def follow(self, view: QAbstractItemView) -> None:
        """Scroll to the current row of a list whenever another becomes it."""
        view.selectionModel().currentChanged.connect(
            lambda now, _before: self._bring_into_view(view, now)
        )

    def _bring_into_view(self, view: QAbstractItemView, index: QModelIndex) -> None:
        inside = self.widget()
        if inside is None or not view.isVisible():
            return
        row = view.visualRect(index)
        middle = view.viewport().mapTo(inside, QPoint(0, row.center().y()))
        self.ensureVisible(0, middle.y(), 0, row.height())
