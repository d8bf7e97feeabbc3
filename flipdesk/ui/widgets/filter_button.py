"""A button that narrows by some of many values; its menu stays open while one checks."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.i18n import _, pgettext
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

WIDEST_VALUE = 104
_CHECKING = (Qt.Key.Key_Space,)


@dataclass(frozen=True)
class Choice:
    """One value to narrow by: what it is called, and how many there are of it if that is known.

    What has a section stands in a submenu of that name; of an `is_single` one there can be but one
    in its section. `asks` is no value: it makes the button ask for one (`asked`).
    """

    value: str
    text: str
    count: int | None = None
    section: str = ""
    is_single: bool = False
    asks: bool = False


class StayingMenu(QMenu):
    """A menu that a click or Space on an entry with a box does not close."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        hit = (one for one in self.actions() if self.actionGeometry(one).contains(at))
        action = next(hit, None)
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = next((one for one in self.actions() if one is self.activeAction()), None)
        if event.key() in _CHECKING and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


class FilterButton(QPushButton):
    """Says "Potentiale alle" or what is chosen; `chosen_changed` when that is another.

    `asked` carries the value of a choice that asks.
    """

    chosen_changed = Signal()
    asked = Signal(str)

    def __init__(self, theme: Theme, label: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = label
        self._choices: tuple[Choice, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._all_text = ""
        self._menu = StayingMenu(self)
        self._menu.setAccessibleName(label)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen values in the order of the choices; none means all."""
        return self._chosen

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What there is to choose."""
        return self._choices

    @property
    def filter_menu(self) -> QMenu:
        """The menu, filled when the button is pressed."""
        return self._menu

    def show_choices(self, choices: Sequence[Choice], all_text: str = "") -> None:
        """Offer these values; what was chosen and is gone is chosen no more."""
        self._choices, self._all_text = tuple(choices), all_text
        known = {choice.value for choice in choices}
        self._chosen = tuple(value for value in self._chosen if value in known)
        self._restyle()

    def choose(self, values: Sequence[str]) -> None:
        """Choose these values, none for all."""
        wanted = tuple(one.value for one in self._choices if one.value in values)
        if wanted != self._chosen:
            self._chosen = wanted
            self._restyle()
            self.chosen_changed.emit()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = text_width(self._theme, self._label) + self._value_width()
        return QSize(words + px(2 * 13 + 6 + 7 + 16), px(32))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px, rect = self._theme, self._theme.px, self.rect()
        ground = "accent_tint" if self._chosen or self.underMouse() else "raised"
        line = "accent" if self._chosen else "border_strong"
        box = Box(theme.colour(ground), theme.colour(line), px(6), 2 if self._chosen else 1)
        draw_box(painter, rect, box)
        place = rect.adjusted(px(13), 0, -px(13), 0)
        x = place.x() + draw_text(painter, theme, place, self._label, "body", "muted", LEFT) + px(6)
        value = QRect(x, place.y(), self._value_width(), place.height())
        draw_text(painter, theme, value, self._value(), "strong", "text", LEFT)
        arrow = place.topRight()
        arrow.setX(arrow.x() + 1 - px(16))
        arrow.setY(middle(rect, px(16)))
        draw_icon(painter, theme, arrow, "chevron-down")
        painter.end()

    def _value(self) -> str:
        texts = [choice.text for choice in self._choices if choice.value in self._chosen]
        if not texts:
            return self._all_text or _("all")
        joined = ", ".join(texts)
        if len(texts) == 1 or text_width(self._theme, joined, "strong") <= self._widest():
            return joined
        return _("{count} chosen").format(count=len(texts))

    def _value_width(self) -> int:
        return min(self._widest(), text_width(self._theme, self._value(), "strong"))

    def _widest(self) -> int:
        return self._theme.px(WIDEST_VALUE)

    def _on_clicked(self) -> None:
        self._fill()
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill(self) -> None:
        self._menu.clear()
        for old in self._menu.findChildren(StayingMenu):
            old.setParent(None)
            old.deleteLater()
        everything = self._add(pgettext("filter", "All"), checked=not self._chosen)
        everything.setObjectName("filter_all")
        everything.triggered.connect(lambda: self._set(()))
        self._menu.addSeparator()
        menus: dict[str, QMenu] = {"": self._menu}
        for choice in self._choices:
            menu = menus.get(choice.section) or self._section(choice.section)
            menus[choice.section] = menu
            self._offer(menu, choice)

    def _section(self, title: str) -> QMenu:
        menu = StayingMenu(self._menu)
        menu.setTitle(title.replace("&", "&&"))
        menu.setAccessibleName(title)
        self._menu.addMenu(menu)
        return menu

    def _offer(self, menu: QMenu, choice: Choice) -> None:
        text = choice.text.replace("&", "&&")
        if choice.asks:
            menu.addAction(text, lambda: self.asked.emit(choice.value))
            return
        counted = "" if choice.count is None else f"\t{choice.count}"
        action = self._add(text + counted, checked=choice.value in self._chosen, menu=menu)
        action.setObjectName(f"filter_{choice.value}")
        action.setData(choice.value)
        action.triggered.connect(lambda: self._toggle(choice))

    def _add(self, text: str, *, checked: bool, menu: QMenu | None = None) -> QAction:
        action = (menu or self._menu).addAction(text)
        action.setCheckable(True)
        action.setChecked(checked)
        return action

    def _toggle(self, choice: Choice) -> None:
        others = tuple(one for one in self._chosen if one != choice.value)
        if len(others) < len(self._chosen):
            self._set(others)
            return
        if choice.is_single:
            beside = {one.value for one in self._choices if one.section == choice.section}
            others = tuple(one for one in others if one not in beside)
        self._set((*others, choice.value))

    def _set(self, values: Sequence[str]) -> None:
        self.choose(values)
        for menu in (self._menu, *self._menu.findChildren(StayingMenu)):
            for action in menu.actions():
                value = action.data()
                if action.isCheckable():
                    action.setChecked(value in self._chosen if value else not self._chosen)

    def _restyle(self) -> None:
        self.setAccessibleName(f"{self._label}: {self._value()}")
        self.setToolTip(
            ", ".join(choice.text for choice in self._choices if choice.value in self._chosen)
        )
        self.updateGeometry()
        self.update()
