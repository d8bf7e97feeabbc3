"""What stands over every room during practice: that it is practice, how fast, and the way out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.practice import SPEEDS, Practice
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.drawing import Box, draw_box
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.segments import Segments

_ROOMY_FROM = 1080


class PracticeBar(QWidget):
    """`ended` when somebody has practised enough."""

    ended = Signal()

    def __init__(self, theme: Theme, practice: Practice) -> None:
        super().__init__()
        self._theme = theme
        self._practice = practice
        self.setObjectName("practice_bar")
        self.setAccessibleName(_("This is practice"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title = Label(theme, _("This is practice"), "strong")
        self._sentence = _("The microphone is not a real one, and nothing of this is kept.")
        self._words = Label(theme, "", "body")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        choices = [(_("{times} × as fast").format(times=times), "") for times in SPEEDS[1:]]
        self.speeds = Segments(theme, _("The clock"), [(_("Real time"), ""), *choices])
        self.speeds.setObjectName("practice_speed")
        self.lose_button = Button(theme, _("Pull out the microphone"))
        self.lose_button.setObjectName("practice_lose")
        self.end_button = Button(theme, _("End practice"))
        self.end_button.setObjectName("practice_end")
        for button in (self.lose_button, self.end_button):
            button.set_small()
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(16, 5, 16, 5), gap=10)
        row.addWidget(self._title)
        row.addWidget(self._words, 1)
        row.addWidget(self.speeds)
        row.addWidget(self.lose_button)
        row.addWidget(self.end_button)
        self.speeds.choose(SPEEDS.index(practice.speed))
        self.speeds.chosen.connect(lambda place: practice.set_speed(SPEEDS[place]))
        self.lose_button.clicked.connect(practice.lose_microphone)
        self.end_button.clicked.connect(self.ended)
        practice.changed.connect(self._show)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= self._theme.px(_ROOMY_FROM)
        self._words.setText(self._sentence if roomy else "")
        self.lose_button.setVisible(self.width() >= self._theme.px(_ROOMY_FROM) * 3 // 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour
        draw_box(painter, self.rect(), Box(colour("accent_tint"), colour("accent_tint"), 0))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour("border"))
        painter.end()

    def _show(self) -> None:
        place = SPEEDS.index(self._practice.speed)
        if place != self.speeds.current:
            self.speeds.choose(place)
