"""Rows of the command palette."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import CaptionRow, CommandRow
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_icon, draw_text, middle, text_width

HEIGHT, CAPTION_HEIGHT = 36, 26


class CommandDelegate(RowDelegate):
    """Icon, text, key; the chosen row in strong on accent_tint; 36 px, captions 26."""

    bar = False
    line = False

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(CAPTION_HEIGHT if isinstance(row, CaptionRow) else HEIGHT)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        px, theme = self.theme.px, self.theme
        if isinstance(row, CaptionRow):
            words = rect.adjusted(px(12), px(4), -px(12), 0)
            draw_text(painter, theme, words, row.text, "caption_strong", "muted", LEFT)
            return
        assert isinstance(row, CommandRow)
        if selected:
            painter.fillRect(rect, theme.colour("accent_tint"))
        x, right = rect.x() + px(12), rect.right() + 1 - px(12)
        if row.icon:
            draw_icon(painter, theme, QPoint(x, middle(rect, px(16))), row.icon)
        role: FontRole = "caption_strong" if row.strong else "caption"
        wide = text_width(theme, row.key, role)
        key = QRect(right - wide, rect.y(), wide, rect.height())
        draw_text(painter, theme, key, row.key, role, "muted", RIGHT)
        words = QRect(x + px(24), rect.y(), key.x() - px(8) - x - px(24), rect.height())
        draw_text(painter, theme, words, row.text, "strong" if selected else "body", "text", LEFT)
