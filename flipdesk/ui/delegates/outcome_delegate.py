"""Rows of outcomes."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import OutcomeRow
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import (
    LEFT,
    RIGHT,
    draw_icon,
    draw_initials,
    draw_text,
    middle,
    text_width,
)

HEIGHT = 36


class OutcomeDelegate(RowDelegate):
    """Kind icon, text, owner, due date or state; 36 px."""

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, OutcomeRow)
        px, theme = self.theme.px, self.theme
        x, right = rect.x() + px(12), rect.right() + 1 - px(12)
        draw_icon(painter, theme, QPoint(x, middle(rect, px(16))), row.icon)
        role: FontRole = "caption_strong" if row.tone == "warning" else "caption"
        due_width = max(px(58), text_width(theme, row.due_text, role))
        due = QRect(right - due_width, rect.y(), due_width, rect.height())
        draw_text(painter, theme, due, row.due_text, role, row.tone, RIGHT)
        end = due.x() - px(8)
        if row.owner:
            end -= px(34)
            owner = QRect(end, middle(rect, px(24)), px(34), px(24))
            draw_initials(painter, theme, owner, row.owner, research=row.research)
            end -= px(8)
        words = QRect(x + px(24), rect.y(), end - x - px(24), rect.height())
        draw_text(painter, theme, words, row.text, "body", "text", LEFT)
