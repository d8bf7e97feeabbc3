"""Rows that say how it stands with something: what is left from last time, what is ready."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import Tone, spoken
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_icon, draw_text, middle, text_width

HEIGHT = 28
_STRONG: tuple[Tone, ...] = ("warning", "success", "danger", "accent")


@dataclass(frozen=True)
class StateRow:
    """An icon in `icon_tone`, words, and how it stands with them at the right."""

    icon: str
    text: str
    state_text: str = ""
    tone: Tone = "muted"
    icon_tone: Tone = "text"
    kind_text: str = ""

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.kind_text, self.text, self.state_text)


class StateDelegate(RowDelegate):
    """Icon, words, state; 28 logical px or another height, and no line between rows."""

    line = False

    def __init__(
        self, theme: Theme, *, height: int = HEIGHT, parent: QObject | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._height = height

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(self._height)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, StateRow)
        px, theme = self.theme.px, self.theme
        x, right = rect.x() + px(14), rect.right() + 1 - px(14)
        draw_icon(painter, theme, QPoint(x, middle(rect, px(16))), row.icon, 16, row.icon_tone)
        role: FontRole = "caption_strong" if row.tone in _STRONG else "caption"
        wide = text_width(theme, row.state_text, role)
        state = QRect(right - wide, rect.y(), wide, rect.height())
        draw_text(painter, theme, state, row.state_text, role, row.tone, RIGHT)
        left = x + px(24)
        words = QRect(left, rect.y(), state.x() - px(8) - left, rect.height())
        draw_text(painter, theme, words, row.text, "body", "text", LEFT)
