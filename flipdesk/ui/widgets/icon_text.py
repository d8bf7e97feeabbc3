"""An icon with words beside it, elided at the right when there is no room."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import RIGHT, draw_icon, draw_text, middle, text_width


class IconText(QWidget):
    """Words that cannot be operated, standing at the right of their place; nothing for ""."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        text: str,
        role: FontRole = "caption",
        colour: str = "muted",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._text = ""
        self._role: FontRole = role
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._restyle)
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        if not self._text:
            return QSize(0, 0)
        px = self._theme.px
        width = px(16) + px(4) + text_width(self._theme, self._text, self._role)
        return QSize(width, max(px(16), self._theme.line(self._role)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        px, theme = self._theme.px, self._theme
        painter = QPainter(self)
        room = self.width() - px(20)
        wide = min(room, text_width(theme, self._text, self._role))
        words = self.rect().adjusted(self.width() - wide, 0, 0, 0)
        at = QPoint(words.x() - px(20), middle(self.rect(), px(16)))
        draw_icon(painter, theme, at, self._icon, 16, self._colour)
        draw_text(painter, theme, words, self._text, self._role, self._colour, RIGHT)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
