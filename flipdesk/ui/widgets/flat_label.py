"""A text that can be pressed: it looks like a label and opens what it says for writing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import LEFT, Box, draw_box, draw_text, text_width


class FlatLabel(QPushButton):
    """Reached by Tab and clicked like a button; a tint under the mouse tells that it can be."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: FontRole = "body",
        colour: str = "text",
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role: FontRole = role
        self._colour = colour
        self._hint = hint
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.say(text)

    def say(self, text: str, colour: str = "") -> None:
        """Show another text, in another colour if one is given."""
        self.setText(text)
        self._colour = colour or self._colour
        self.setAccessibleName(f"{text}, {self._hint}" if self._hint else text)
        self.setToolTip(self._hint)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = text_width(self._theme, self.text(), self._role)
        return QSize(width + 2 * px(4), max(px(24), self._theme.line(self._role)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            ground = self._theme.colour("accent_tint")
            draw_box(painter, self.rect(), Box(ground, radius=self._theme.px(4)))
        side = self._theme.px(4)
        inner = self.rect().adjusted(side, 0, -side, 0)
        draw_text(painter, self._theme, inner, self.text(), self._role, self._colour, LEFT)
        painter.end()
