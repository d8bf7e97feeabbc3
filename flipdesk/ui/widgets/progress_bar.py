"""The slim bar for how much of something has passed."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import Box, draw_box

HEIGHT = 8
STEPS = 1000


def paint_progress(painter: QPainter, theme: Theme, rect: QRect, share: float) -> None:
    """Paint a bar filling rect, share 0 to 1 of it filled."""
    radius = rect.height() / 2
    draw_box(painter, rect, Box(theme.colour("inset"), theme.colour("border_strong"), radius))
    inside = QRectF(rect).adjusted(1, 1, -1, -1)
    outline = QPainterPath()
    outline.addRoundedRect(inside, inside.height() / 2, inside.height() / 2)
    filled = QPainterPath()
    width = inside.width() * min(1.0, max(0.0, share))
    filled.addRect(QRectF(inside.x(), inside.y(), width, inside.height()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outline.intersected(filled), theme.colour("accent"))
    painter.restore()


class ProgressBar(QProgressBar):
    """A bar 8 px high; set_share takes 0 to 1."""

    def __init__(self, theme: Theme, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setRange(0, STEPS)
        self.setValue(0)
        self.setTextVisible(False)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_share(self, share: float) -> None:
        """Fill a share of 0 to 1."""
        self.setValue(round(STEPS * min(1.0, max(0.0, share))))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_progress(painter, self._theme, self.rect(), self.value() / STEPS)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px(HEIGHT))
        self.update()
