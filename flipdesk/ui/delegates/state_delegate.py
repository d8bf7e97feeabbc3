"""Rows that say how it stands with something: what is left from last time, what is ready."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from flipdesk.ui.delegates.roles import Role, Tone, spoken
from flipdesk.ui.delegates.row_delegate import Index, RowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import LEFT, RIGHT, draw_icon, draw_text, middle, text_width

HEIGHT = 28
_STRONG: tuple[Tone, ...] = ("warning", "success", "danger", "accent")


@dataclass(frozen=True)
class StateRow:
    """An icon in `icon_tone`, words, a muted `note`, and how it stands with them at the right."""

    icon: str
    text: str
    state_text: str = ""
    tone: Tone = "muted"
    icon_tone: Tone = "text"
    kind_text: str = ""
    note: str = ""

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.kind_text, self.text, self.note, self.state_text)


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
        state = self.state_rect(rect, row)
        draw_text(painter, theme, state, row.state_text, _role(row), row.tone, RIGHT)
        left, end = x + px(24), state.x() - px(8)
        if row.note:
            wide = min(text_width(theme, row.note, "caption"), (right - left) // 3)
            note = QRect(end - wide, rect.y(), wide, rect.height())
            draw_text(painter, theme, note, row.note, "caption", "muted", RIGHT)
            end = note.x() - px(8)
        words = QRect(left, rect.y(), end - left, rect.height())
        draw_text(painter, theme, words, row.text, "body", "text", LEFT)

    def state_rect(self, rect: QRect, row: StateRow) -> QRect:
        """Return where the state stands in a row."""
        right = rect.right() + 1 - self.theme.px(14)
        wide = text_width(self.theme, row.state_text, _role(row))
        return QRect(right - wide, rect.y(), wide, rect.height())


class PressableStateDelegate(StateDelegate):
    """The state can be pressed like a button; `pressed` carries the index of its row."""

    pressed = Signal(object)

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row = index.data(Role.ROW)
        if isinstance(event, QMouseEvent) and isinstance(row, StateRow):
            side = self.theme.px(8)
            hit = self.state_rect(option.rect, row).adjusted(-side, 0, 2 * side, 0)
            is_left = event.button() is Qt.MouseButton.LeftButton
            is_release = event.type() == QEvent.Type.MouseButtonRelease
            if is_left and is_release and hit.contains(event.position().toPoint()):
                self.pressed.emit(index)
                return True
        return super().editorEvent(event, model, option, index)


def _role(row: StateRow) -> FontRole:
    return "caption_strong" if row.tone in _STRONG else "caption"
