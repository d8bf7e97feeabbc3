"""Rows of participants while preparing."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import ParticipantRow
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_icon, draw_text, middle

HEIGHT = 24
NAME, RECORDING, QUOTE, EDGE = 117, 32, 46, 8
CONSENTS = {
    "given": ("mic", "success"),
    "declined": ("mic-off", "warning"),
    "unknown": ("circle-question-mark", "warning"),
}


class ParticipantDelegate(RowDelegate):
    """Name, role, consent to recording as an icon, how they may be quoted; 24 px."""

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    def consent_at(self, rect: QRect, x: int) -> str:
        """Return which consent stands at x in a row: "recording", "quote" or "" for neither."""
        quote = rect.right() + 1 - self.theme.px(QUOTE)
        if x >= quote:
            return "quote"
        return "recording" if x >= quote - self.theme.px(RECORDING) else ""

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, ParticipantRow)
        px, theme, high = self.theme.px, self.theme, rect.height() - 1
        x, right = rect.x() + px(EDGE), rect.right() + 1 - px(EDGE)
        name = QRect(x, rect.y(), px(NAME) - px(7), high)
        draw_text(painter, theme, name, row.name, "body", "muted" if row.away else "text", LEFT)
        quote = QRect(right - px(QUOTE - EDGE), rect.y(), px(QUOTE - EDGE), high)
        draw_text(painter, theme, quote, row.quote_text, "caption", "muted", RIGHT)
        icon_x = quote.x() - px(RECORDING) + (px(RECORDING) - px(16)) // 2
        icon, tone = CONSENTS[row.recording]
        at = QPoint(icon_x, middle(rect, px(16)))
        draw_icon(painter, theme, at, icon, 16, tone)
        role_x = x + px(NAME)
        role = QRect(role_x, rect.y(), icon_x - px(4) - role_x, high)
        draw_text(painter, theme, role, row.role_text, "caption", "muted", LEFT)
