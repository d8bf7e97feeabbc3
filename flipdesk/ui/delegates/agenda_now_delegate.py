"""Agenda rows while the session runs."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.i18n import pgettext
from flipdesk.ui.delegates.roles import AgendaNowRow
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_text, text_width

HEIGHT = 32


class AgendaNowDelegate(RowDelegate):
    """Actual start, title, used and planned minutes; 32 px."""

    bar = False
    line = False

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, AgendaNowRow)
        px, theme, now = self.theme.px, self.theme, row.state == "now"
        self.paint_ground(painter, rect, selected=now)
        x, right = rect.x() + px(14), rect.right() + 1 - px(14)
        start = QRect(x, rect.y(), px(54), rect.height())
        minutes = QRect(right - px(48), rect.y(), px(48), rect.height())
        if row.state == "skipped":
            words = pgettext("agenda item", "skipped")
            wide = text_width(theme, words, "caption") + 1
            minutes = QRect(right - wide, rect.y(), wide, rect.height())
        title_x = start.right() + 1 + px(8)
        title = QRect(title_x, rect.y(), minutes.x() - px(4) - title_x, rect.height())
        small: FontRole = "caption_strong" if now else "caption"
        draw_text(painter, theme, start, row.start_text, small, "text" if now else "muted", RIGHT)
        ink = "muted" if row.state in ("held", "skipped") else "text"
        draw_text(painter, theme, title, row.title, "strong" if now else "body", ink, LEFT)
        over: FontRole = "caption_strong" if row.over else "caption"
        tone = "warning" if row.over else "muted"
        said = pgettext("agenda item", "skipped") if row.state == "skipped" else row.minutes_text
        draw_text(painter, theme, minutes, said, over, tone, RIGHT)
