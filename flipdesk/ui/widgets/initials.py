"""A speaker's initials."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.i18n import pgettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import draw_initials, text_width

WIDTH, HEIGHT = 34, 24


class Initials(QWidget):
    """Initials with round ends for practice and square corners for research."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        research: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._research = research
        self.setToolTip(name)
        voice = pgettext("voice", "research") if research else pgettext("voice", "practice")
        self.setAccessibleName(f"{name or text}, {voice}")
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = text_width(self._theme, self._text, "caption_strong") + px(10)
        return QSize(max(px(WIDTH), width), px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_initials(painter, self._theme, self.rect(), self._text, research=self._research)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
