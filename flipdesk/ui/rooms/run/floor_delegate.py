"""Rows of the speakers' list."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.models.floor_model import FloorRow
from flipdesk.ui.widgets.drawing import CENTRE, LEFT, draw_icon, draw_text, middle, text_width

SPEAKING, WAITING = 48, 40


class FloorDelegate(RowDelegate):
    """48 px for who has the floor, 40 for the queue with its places."""

    bar = False

    @override
    def row_height(self, row: object, width: int) -> int:
        assert isinstance(row, FloorRow)
        return self.theme.px(WAITING if row.place else SPEAKING)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, FloorRow)
        px, theme = self.theme.px, self.theme
        self.paint_ground(painter, rect, selected=not row.place)
        left = QRect(rect.x() + px(12), rect.y(), px(18), rect.height())
        name = rect.adjusted(px(40), 0, -px(10), 0)
        if row.place:
            draw_text(painter, theme, left, str(row.place), "body", "muted", CENTRE)
            if row.note:
                # The name gives way, so that one always sees who only replies.
                name.setRight(name.right() - text_width(theme, row.note, "caption") - px(6))
            used = draw_text(painter, theme, name, row.name, "strong", "text", LEFT)
            note = QRect(
                name.x() + min(used, name.width()) + px(6), rect.y(), px(90), rect.height()
            )
            draw_text(painter, theme, note, row.note, "caption", "muted", LEFT)
            return
        at = QPoint(left.x() + px(1), middle(left, px(16)))
        draw_icon(painter, theme, at, "volume-2", 16, "accent")
        top = name.adjusted(0, px(5), 0, 0)
        top.setHeight(theme.line("strong"))
        draw_text(painter, theme, top, row.name, "strong", "text", LEFT)
        under = QRect(name.x(), top.bottom() + 1, name.width(), theme.line("caption"))
        draw_text(painter, theme, under, row.note, "caption", "muted", LEFT)
