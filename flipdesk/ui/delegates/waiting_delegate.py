"""Rows of what waits on Home."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import Tone, spoken
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.widgets.drawing import LEFT, draw_icon, draw_text, middle

HEIGHT = 54


@dataclass(frozen=True)
class WaitingRow:
    """What waits, in a strong line, and what it is about, in a caption."""

    icon: str
    title: str
    about: str
    tone: Tone = "text"

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.title, self.about)


class WaitingDelegate(RowDelegate):
    """Icon, two lines, and an arrow that says it leads somewhere; 54 px."""

    bar = False

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(HEIGHT)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, WaitingRow)
        px, theme = self.theme.px, self.theme
        x, right = rect.x() + px(14), rect.right() + 1 - px(14)
        draw_icon(painter, theme, QPoint(x, middle(rect, px(20))), row.icon, 20, row.tone)
        arrow = QPoint(right - px(16), middle(rect, px(16)))
        draw_icon(painter, theme, arrow, "chevron-right", 16, "muted")
        left = x + px(28)
        words = QRect(left, 0, arrow.x() - px(8) - left, 0)
        draw_two_lines(painter, self, words, rect, (row.title, row.about))


def draw_two_lines(
    painter: QPainter, delegate: RowDelegate, words: QRect, rect: QRect, texts: tuple[str, str]
) -> None:
    """Draw a strong line over a muted caption in the middle of `rect`, as wide as `words`."""
    theme = delegate.theme
    high, low = theme.line("strong"), theme.line("caption")
    top = rect.y() + (rect.height() - high - low) // 2
    title = QRect(words.x(), top, words.width(), high)
    about = QRect(words.x(), top + high, words.width(), low)
    draw_text(painter, theme, title, texts[0], "strong", "text", LEFT)
    draw_text(painter, theme, about, texts[1], "caption", "muted", LEFT)
