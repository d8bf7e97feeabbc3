"""Rows of hits in the knowledge base."""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import HitRow
from flipdesk.ui.delegates.row_delegate import PlayableRowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import LEFT, draw_icon, draw_text, text_width
from flipdesk.ui.widgets.paragraph import Emphasis, Paragraph, lay_out

SIDE, ABOVE, HEAD, PLAY = 14, 8, 142, 34
CACHED = 2_000
STACKED_BELOW = 380  # in a narrower row the words stand under who and where


class HitDelegate(PlayableRowDelegate):
    """Who and where at the left, the words, play at the right; all rows equally high.

    The words take `lines` lines; what is cut off stands in the tooltip and the accessible text.
    """

    def __init__(self, theme: Theme, *, lines: int = 2, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._lines = lines
        self._words: dict[tuple[HitRow, int], Paragraph] = {}

    @override
    def forget(self) -> None:
        self._words.clear()

    @override
    def row_height(self, row: object, width: int) -> int:
        px = self.theme.px
        words = self._lines * self.theme.line("body")
        content = px(18) + words if self._is_stacked(width) else max(px(18) * 2, words)
        return 2 * px(ABOVE) + content + 1

    @override
    def tooltip(self, row: object, rect: QRect, at: QHelpEvent) -> str:
        assert isinstance(row, HitRow)
        return row.text

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, HitRow)
        px, theme = self.theme.px, self.theme
        x, top = rect.x() + px(SIDE), rect.y() + px(ABOVE)
        width = rect.width() - px(2 * SIDE + PLAY)
        head = QRect(x, top, px(HEAD) - px(8), px(18))
        words_at = QPoint(x + px(HEAD), top)
        source = head.translated(0, px(18))
        if self._is_stacked(rect.width()):
            head.setWidth(min(width, text_width(theme, row.head, "caption_strong")))
            left = head.right() + 1 + px(8)
            source = QRect(left, top, max(0, x + width - left), px(18))
            words_at = QPoint(x, top + px(18))
        else:
            width -= px(HEAD)
        draw_text(painter, theme, head, row.head, "caption_strong", "text", LEFT)
        draw_text(painter, theme, source, row.source, "caption", "muted", LEFT)
        words = self._laid_out(row, width)
        words.draw(painter, words_at.x(), words_at.y(), theme.colour("text"))
        if row.playable:
            at = QPoint(rect.right() + 1 - px(SIDE + 24), top + px(2))
            draw_icon(painter, theme, at, "play", 16, "accent")

    def _is_stacked(self, width: int) -> bool:
        return width < self.theme.px(STACKED_BELOW)

    def _laid_out(self, row: HitRow, width: int) -> Paragraph:
        found = self._words.get((row, width))
        if found is None:
            if len(self._words) >= CACHED:
                self._words.clear()
            marks = tuple(Emphasis(start, length, strong=True) for start, length in row.marks)
            found = lay_out(self.theme, row.text, width, emphases=marks, max_lines=self._lines)
            self._words[row, width] = found
        return found
