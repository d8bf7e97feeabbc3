"""The one-line field."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import draw_icon, middle


class Field(QLineEdit):
    """A line edit of the theme's height with an accessible name, and an icon if wanted."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        text: str = "",
        hint: str = "",
        icon: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._height = height
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._icon_name = icon
        theme.changed.connect(self._restyle)
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(self._height))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon_name:
            painter = QPainter(self)
            px = self._theme.px
            at = QPoint(px(12), middle(self.rect(), px(16)))
            draw_icon(painter, self._theme, at, self._icon_name, 16, "text")
            painter.end()

    def _restyle(self) -> None:
        self.setTextMargins(self._theme.px(26) if self._icon_name else 0, 0, 0, 0)
        self.setFixedHeight(self._theme.px(self._height))
        self.updateGeometry()
