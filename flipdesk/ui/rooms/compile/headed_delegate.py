"""The rows of the lists at the left of Bearbejd: an icon with a title, and a line below it."""

from typing import Protocol

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import Tone
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.widgets.drawing import LEFT, draw_icon, draw_text

SIDE, ABOVE, INDENT, HEIGHT = 14, 7, 24, 53


class Headed(Protocol):
    """What stands in the first line of a row."""

    @property
    def icon(self) -> str: ...

    @property
    def tone(self) -> Tone: ...

    @property
    def title(self) -> str: ...


class HeadedDelegate(RowDelegate):
    """Draws the first line; whoever inherits it draws the second where `paint_head` says."""

    bar = False

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    def paint_head(self, painter: QPainter, rect: QRect, row: Headed) -> QRect:
        """Draw icon and title, and return where the line below them is."""
        px, theme = self.theme.px, self.theme
        x, y = rect.x() + px(SIDE), rect.y() + px(ABOVE)
        draw_icon(painter, theme, QPoint(x, y + px(2)), row.icon, 16, row.tone)
        x += px(INDENT)
        wide = rect.right() + 1 - px(8) - x
        ink = "muted" if getattr(row, "faded", False) else "text"
        draw_text(painter, theme, QRect(x, y, wide, px(20)), row.title, "strong", ink, LEFT)
        return QRect(x, y + px(20), wide, px(18))
