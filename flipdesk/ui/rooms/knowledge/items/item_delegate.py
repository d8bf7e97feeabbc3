"""Rows of knowledge items: the title, what stands behind it, its potentials."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.rooms.knowledge.items.item_rows import ItemRow
from flipdesk.ui.widgets.chip import HEIGHT, flow_chips, paint_chip
from flipdesk.ui.widgets.drawing import LEFT, draw_text
from flipdesk.ui.widgets.paragraph import Emphasis, lay_out

SIDE, ABOVE, GAP, LINES = 14, 9, 5, 2


class ItemDelegate(RowDelegate):
    """All rows are equally high; a long title takes two lines, its rest is in the tooltip."""

    @override
    def row_height(self, row: object, width: int) -> int:
        px, theme = self.theme.px, self.theme
        words = LINES * theme.line("body") + theme.line("caption")
        return 2 * px(ABOVE) + words + px(2 * GAP + HEIGHT) + 1

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, ItemRow)
        px, theme = self.theme.px, self.theme
        x, top = rect.x() + px(SIDE), rect.y() + px(ABOVE)
        width = rect.width() - px(2 * SIDE)
        strong = (Emphasis(0, len(row.title), strong=True),)
        title = lay_out(theme, row.title, width, emphases=strong, max_lines=LINES)
        title.draw(painter, x, top, theme.colour("text"))
        line = QRect(x, top + LINES * theme.line("body") + px(GAP), width, theme.line("caption"))
        draw_text(painter, theme, line, row.support, "caption", "muted", LEFT)
        at = QPoint(x, line.bottom() + 1 + px(GAP))
        for chip, place in zip(row.chips, flow_chips(theme, row.chips, width), strict=True):
            if place.y() == 0:
                paint_chip(painter, theme, place.translated(at), chip)
