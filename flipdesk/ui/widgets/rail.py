"""The rail with the five rooms at the left of the window."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _, pgettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.drawing import CENTRE, draw_icon, draw_text
from flipdesk.ui.widgets.key_text import key_text

WIDE, NARROW = 76, 48
ROOM_ICONS = {
    "home": "house",
    "prepare": "clipboard-list",
    "run": "mic",
    "compile": "file-pen-line",
    "knowledge": "library-big",
}


def room_names() -> dict[str, str]:
    """Return the rooms in the order of the work, each with its name."""
    return {
        "home": pgettext("room", "Home"),
        "prepare": pgettext("room", "Prepare"),
        "run": pgettext("room", "Run"),
        "compile": pgettext("room", "Compile"),
        "knowledge": pgettext("room", "Knowledge"),
    }


class RailItem(QAbstractButton):
    """An icon over a name; the chosen one stands on surface with a bar at the left."""

    def __init__(
        self, theme: Theme, key: str, icon: str, name: str, *, small: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = key
        self._icon_name = icon
        self._small = small
        self.narrow = False
        self.setText(name)
        self.setAccessibleName(name)
        self.setObjectName(f"rail_{key}")
        self.setCheckable(not small)
        self.setProperty("focus_inside", True)  # noqa: FBT003 - Qt's signature
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # In a low window with large text they give way, so that none is pushed out of it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), self._theme.px(28))

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        if self.narrow:
            return QSize(px(NARROW), px(NARROW))
        return QSize(px(WIDE), px(52 if self._small else 60))

    @override
    def nextCheckState(self) -> None:
        """The window decides which room is shown."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, colour, rect = self._theme.px, self._theme.colour, self.rect()
        chosen = self.isChecked()
        ink = "accent" if chosen else "muted"
        if chosen:
            painter.fillRect(rect, colour("surface"))
            self._paint_bar(painter, rect)
        elif self.underMouse() or self.isDown():
            painter.fillRect(rect, colour("bg"))
        size = 20 if self._small else 22
        icon = px(size)
        block = icon if self.narrow else icon + px(3) + px(16)
        top = (rect.height() - block) // 2
        at = QPoint((rect.width() - icon) // 2, top)
        draw_icon(painter, self._theme, at, self._icon_name, size, ink)
        if not self.narrow:
            line = QRect(0, top + icon + px(3), rect.width(), px(16))
            role: FontRole = "caption_strong" if chosen else "caption"
            draw_text(painter, self._theme, line, self.text(), role, ink, CENTRE)
        painter.end()

    def _paint_bar(self, painter: QPainter, rect: QRect) -> None:
        px = self._theme.px
        bar = QPainterPath()
        height = rect.height() - 2 * px(8)
        bar.addRoundedRect(QRect(-px(3), px(8), 2 * px(3), height), px(2), px(2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(bar, self._theme.colour("accent"))


class Rail(QWidget):
    """Five rooms, the command palette and the settings; 76 px wide, 48 when narrow."""

    room_requested = Signal(str)
    palette_requested = Signal()
    settings_requested = Signal()
    menu_requested = Signal()

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = False
        self.setObjectName("rail")
        self.setAccessibleName(_("Rooms"))
        self._column = QVBoxLayout(self)
        self.items: dict[str, RailItem] = {}
        for key, name in room_names().items():
            self._add(key, ROOM_ICONS[key], name, small=False)
        self._column.addStretch(1)
        self._add("menu", "list", _("Menu"), small=True)
        self._add("palette", "search", "", small=True)
        self.items["palette"].setAccessibleName(_("Command palette"))
        self._add("settings", "settings", _("Settings"), small=True)
        theme.changed.connect(self._restyle)
        self.show_keys("Ctrl+K")

    def show_keys(self, palette: str) -> None:
        """Show the keys of the command palette, its name where it has none."""
        words = key_text(palette) or pgettext("rail", "Find")
        self.items["palette"].setText(words)
        self._restyle()

    @property
    def current(self) -> str:
        """The room marked as chosen, "" for none."""
        return next((key for key, item in self.items.items() if item.isChecked()), "")

    def set_current(self, room: str) -> None:
        """Mark a room as chosen."""
        for key, item in self.items.items():
            item.setChecked(key == room)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, their names as tooltips."""
        self._narrow = narrow
        self._restyle()

    @property
    def is_narrow(self) -> bool:
        """Whether icons stand alone."""
        return self._narrow

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        items = list(self.items.values())
        focused = next((item for item in items if item.hasFocus()), None)
        if step is None or focused is None:
            super().keyPressEvent(event)
            return
        items[(items.index(focused) + step) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("inset"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._theme.colour("border"))
        painter.end()

    def _add(self, key: str, icon: str, name: str, *, small: bool) -> None:
        item = RailItem(self._theme, key, icon, name, small=small, parent=self)
        item.clicked.connect(lambda: self._on_item_clicked(key))
        self.items[key] = item
        self._column.addWidget(item)

    def _on_item_clicked(self, key: str) -> None:
        if key == "palette":
            self.palette_requested.emit()
        elif key == "menu":
            self.menu_requested.emit()
        elif key == "settings":
            self.settings_requested.emit()
        else:
            self.room_requested.emit(key)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(0, px(8), 1, px(8))
        self._column.setSpacing(0)
        self.setFixedWidth(px(NARROW if self._narrow else WIDE))
        for item in self.items.values():
            item.narrow = self._narrow
            item.setToolTip(item.accessibleName() if self._narrow else "")
            item.updateGeometry()
            item.update()
        self.update()
