"""One caption line of keys and what they do, under the capture bar."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import LEFT, draw_text, text_width

Hint = tuple[str, str]


class KeyHints(QWidget):
    """Pairs of a key in strong and a word; those that do not fit are in the tooltip."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[Hint, ...] = ()
        self._last: Hint = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def hints(self) -> tuple[Hint, ...]:
        """What is shown at the left."""
        return self._hints

    def show_hints(self, hints: Sequence[Hint], last: Hint) -> None:
        """Show pairs from the left, and one at the right."""
        self._hints, self._last = tuple(hints), last
        words = ", ".join(" ".join(hint) for hint in [*hints, last])
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.line("caption"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        x, right = px(4), self.width() - px(4)
        right -= self._width(self._last)
        self._paint(painter, right, self._last)
        for hint in self._hints:
            width = self._width(hint)
            if x + width > right - px(10):
                break
            self._paint(painter, x, hint)
            x += width + px(14)
        painter.end()

    def _width(self, hint: Hint) -> int:
        key, words = hint
        return text_width(self._theme, f"{key} ", "caption_strong") + text_width(
            self._theme, words, "caption"
        )

    def _paint(self, painter: QPainter, x: int, hint: Hint) -> None:
        key, words = hint
        place = QRect(x, 0, self.width(), self.height())
        x += draw_text(painter, self._theme, place, f"{key} ", "caption_strong", "muted", LEFT)
        place = QRect(x, 0, self.width(), self.height())
        draw_text(painter, self._theme, place, words, "caption", "muted", LEFT)

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.line("caption"))
        self.update()
