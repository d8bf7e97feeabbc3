"""A few choices side by side in one outline, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import (
    LEFT,
    Box,
    draw_box,
    draw_icon,
    draw_text,
    middle,
    text_width,
)

HEIGHT = 28


class Segment(QPushButton):
    """One choice; only the outer corners of the row are round."""

    def __init__(self, theme: Theme, text: str, icon: str = "") -> None:
        super().__init__(text)
        self._theme = theme
        self._icon_name = icon
        self.is_first = self.is_last = False
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        icon = px(16 + 7) if self._icon_name else 0
        return QSize(text_width(self._theme, self.text(), "strong") + icon + px(24), px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px, rect = self._theme, self._theme.px, self.rect()
        chosen = self.isChecked()
        over = px(8)
        box = rect.adjusted(0 if self.is_first else -over - 1, 0, 0 if self.is_last else over, 0)
        clip = QPainterPath()
        clip.addRect(rect)
        painter.setClipPath(clip)
        ground = theme.colour("accent" if chosen else "raised")
        line = theme.colour("accent" if chosen else "border_strong")
        draw_box(painter, box, Box(ground, line, px(6)))
        if not self.is_last:
            edge = theme.colour("border_strong")
            painter.fillRect(rect.right(), rect.y(), 1, rect.height(), edge)
        ink = "on_accent" if chosen else "text"
        x = rect.x() + px(12)
        if self._icon_name:
            draw_icon(painter, theme, QPoint(x, middle(rect, px(16))), self._icon_name, 16, ink)
            x += px(23)
        place = QRect(x, rect.y(), rect.right() + 1 - x, rect.height())
        draw_text(painter, theme, place, self.text(), "strong" if chosen else "body", ink, LEFT)
        painter.end()


class Segments(QWidget):
    """`chosen` carries the place of the one that was clicked or reached by an arrow key."""

    chosen = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (text, icon) in enumerate(choices):
            segment = Segment(theme, text, icon)
            segment.is_first, segment.is_last = place == 0, place == len(choices) - 1
            self._group.addButton(segment, place)
            row.addWidget(segment)
        self._group.idToggled.connect(self._on_group_toggled)

    @property
    def current(self) -> int:
        """The place of the chosen one, -1 for none."""
        return self._group.checkedId()

    def button(self, place: int) -> Segment:
        """Return the button at a place."""
        button = self._group.button(place)
        assert isinstance(button, Segment)
        return button

    def choose(self, place: int) -> None:
        """Choose one."""
        self.button(place).setChecked(True)

    def _on_group_toggled(self, place: int, checked: bool) -> None:  # noqa: FBT001 - Qt calls it
        # One stop for Tab, at the chosen one; arrow keys go on from there.
        policy = Qt.FocusPolicy.StrongFocus if checked else Qt.FocusPolicy.ClickFocus
        self.button(place).setFocusPolicy(policy)
        if checked:
            self.chosen.emit(place)
