"""Four bars that show how loud the microphone hears."""

import math

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import Box, draw_box

BARS, WIDTH, HEIGHT, GAP = 4, 4, 14, 2
TOTAL = BARS * WIDTH + (BARS - 1) * GAP


def lit_bars(level: float) -> int:
    """Return how many of four bars a level of 0 to 1 lights."""
    return min(BARS, max(0, math.ceil(level * BARS - 1e-9)))


def paint_bars(
    painter: QPainter, theme: Theme, rect: QRect, lit: int, ink: QColor, held: int = 0
) -> None:
    """Paint the four bars from the left of rect, centred in its height; unlit ones at 40 %.

    Bar number `held` is lit too: that far it went out of late.
    """
    px = theme.px
    faint = QColor(ink)
    faint.setAlphaF(0.4)
    top = rect.y() + (rect.height() - px(HEIGHT)) // 2
    for index in range(BARS):
        bar = QRect(rect.x() + index * px(WIDTH + GAP), top, px(WIDTH), px(HEIGHT))
        draw_box(painter, bar, Box(ink if index < lit or index == held - 1 else faint, radius=1))


class LevelBars(QWidget):
    """The level of the microphone by itself, for preflight and settings."""

    def __init__(self, theme: Theme, colour: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour = colour
        self._lit, self._held = -1, 0
        theme.changed.connect(self._restyle)
        self._restyle()
        self.set_level(0)

    def set_level(self, level: float, held: float = 0) -> None:
        """Show a level of 0 to 1, and the one that is held."""
        lit, kept = lit_bars(level), lit_bars(held)
        if (lit, kept) != (self._lit, self._held):
            self._lit, self._held = lit, kept
            self.setAccessibleName(_("Sound level {lit} of 4").format(lit=lit))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(TOTAL), self._theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._theme.colour(self._colour)
        paint_bars(painter, self._theme, self.rect(), self._lit, ink, self._held)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
