"""The row under the matrix that takes what is found along to other programs."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Strong
from flipdesk.ui.widgets.measures import Measures


class TakeAlongRow(QWidget):
    """`wanted` carries the id of a command."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("take_along_row")
        self.numbers_button = self._button(
            _("Numbers as CSV"), "table-2", "knowledge.take_numbers", "take_along_numbers"
        )
        self.project_button = self._button(
            "REFI-QDA", "upload", "knowledge.take_along", "take_along_project"
        )
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(14, 9, 14, 9), gap=8)
        row.addWidget(Strong(theme, _("Take along")))
        row.addStretch(1)
        row.addWidget(self.numbers_button)
        row.addWidget(self.project_button)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("border"))
        painter.end()

    def _button(self, text: str, icon: str, command: str, name: str) -> Button:
        button = Button(self._theme, text, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(lambda: self.wanted.emit(command))
        return button
