"""What stands over every room while a knowledge base can only be read."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import Box, draw_box
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.widgets.measures import Measures


class ReadingBanner(QWidget):
    """A sentence that stays: nothing one does takes it away."""

    def __init__(self, theme: Theme, sentence: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("reading_banner")
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.words = Label(theme, sentence, "caption", wrap=True)
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(16, 4, 16, 4), gap=10)
        row.addWidget(self.words, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour
        draw_box(painter, self.rect(), Box(colour("warning_tint"), colour("warning_tint"), 0))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("border"))
        painter.end()
