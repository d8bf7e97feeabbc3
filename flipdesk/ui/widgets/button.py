"""The push button: primary, plain or quiet, 32 px or 44 px, its key inside in normal weight."""

from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import (
    LEFT,
    Box,
    draw_box,
    draw_icon,
    draw_text,
    middle,
    text_width,
)
from flipdesk.ui.widgets.key_text import key_text

ButtonKind = Literal["plain", "primary", "quiet"]
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Button(QPushButton):
    """A push button that paints itself from tokens.

    The shown key is not part of text() nor of the accessible name. Without text an icon alone is
    shown (play, back and the drag handle only), and `name` is its accessible name.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        icon: str | None = None,
        kind: ButtonKind = "plain",
        big: bool = False,
        key: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icon_name = icon or ""
        self._trailing = ""
        self._kind: ButtonKind = kind
        self._big = big
        self._is_deliberate = False
        self._height = 44 if big else 32
        self._key = key_text(key)
        self._weight: Literal["strong", "normal"] = "strong"
        self.setAccessibleName(name or text.replace("&", ""))
        if not text:
            self.setToolTip(name)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def be_deliberate(self) -> None:
        """Count a double click as one press: for what asks to be pressed a second time."""
        self._is_deliberate = True

    def set_kind(self, kind: ButtonKind) -> None:
        """Change between plain, primary and quiet."""
        self._kind = kind
        self._restyle()

    def set_icon_name(self, icon: str) -> None:
        """Change the icon, "" for none."""
        self._icon_name = icon
        self._restyle()

    def set_trailing_icon(self, icon: str) -> None:
        """Show an icon behind the text, such as chevron-down where a menu opens."""
        self._trailing = icon
        self._restyle()

    def set_key(self, key: str) -> None:
        """Change the key shown, portable as in "Ctrl+N"; the shortcut itself is an action's."""
        self._key = key_text(key)
        self._restyle()

    def set_small(self, height: int = 28, *, normal_weight: bool = False) -> None:
        """Use another height in logical px, 24 at least, for places in headers."""
        self._height = max(24, height)
        self._weight = "normal" if normal_weight else "strong"
        self._restyle()

    def set_label(self, text: str) -> None:
        """Change text and accessible name together."""
        self.setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        if not self.text():
            return QSize(px(44 if self._big else 40), px(self._height))
        widths = [width for width in self._part_widths() if width]
        # One px of line on either side of the padding.
        room = 2 * px(13) + sum(widths) + px(7) * (len(widths) - 1)
        return QSize(room, px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Otherwise Enter would press a dialog's default button instead of the one with the focus.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._is_deliberate:
            super().mouseDoubleClickEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = self.rect()
        draw_box(painter, rect, self._box())
        ink = self._ink()
        widths = self._part_widths()
        shown = [width for width in widths if width]
        px = self._theme.px
        total = sum(shown) + px(7) * (len(shown) - 1)
        x = rect.x() + max(px(6), (rect.width() - total) // 2)
        for part, width in zip(("icon", "text", "key", "trailing"), widths, strict=True):
            if not width:
                continue
            place = QRect(x, 0, min(width, rect.width() - x), rect.height())
            self._paint_part(painter, part, place, ink)
            x += width + px(7)
        painter.end()

    def _paint_part(self, painter: QPainter, part: str, place: QRect, ink: str) -> None:
        if part in {"icon", "trailing"}:
            name = self._icon_name if part == "icon" else self._trailing
            size = self._icon_size()
            top = middle(place, self._theme.px(size))
            draw_icon(painter, self._theme, QPoint(place.x(), top), name, size, ink)
        elif part == "text":
            draw_text(painter, self._theme, place, self._shown_text(), self._role(), ink, LEFT)
        else:
            draw_text(painter, self._theme, place, self._key, "caption", ink, LEFT)

    def _part_widths(self) -> tuple[int, int, int, int]:
        icon = self._theme.px(self._icon_size())
        text = text_width(self._theme, self._shown_text(), self._role())
        key = text_width(self._theme, self._key, "caption") if self._key else 0
        if key:
            key += self._theme.px(2)
        return (icon if self._icon_name else 0, text, key, icon if self._trailing else 0)

    def _shown_text(self) -> str:
        return self.text().replace("&", "")

    def _icon_size(self) -> int:
        return 16 if self.text() or not self._big else 20

    def _role(self) -> FontRole:
        if self._height < 28:
            return "caption_strong" if self._weight == "strong" else "caption"
        if self._weight == "normal":
            return "body"
        return "button_big" if self._big else "strong"

    def _ink(self) -> str:
        if not self.isEnabled():
            return "muted"
        return {"primary": "on_accent", "quiet": "accent"}.get(self._kind, "text")

    def _box(self) -> Box:
        colour, radius = self._theme.colour, self._theme.px(6)
        if not self.isEnabled():
            return Box(None, None if self._kind == "quiet" else colour("border"), radius)
        if self.isChecked():
            return Box(colour("accent_tint"), colour("accent"), radius, 2)
        if self._kind == "primary":
            line = "on_accent" if self.isDown() else "accent"
            return Box(colour("accent"), colour(line), radius)
        ground = None if self._kind == "quiet" else colour("raised")
        if self.isDown():
            ground = colour("inset")
        elif self.underMouse():
            ground = colour("accent_tint")
        return Box(ground, None if self._kind == "quiet" else colour("border_strong"), radius)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
