"""One thing to decide before a document may leave: what it is, where, and what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.concern import Concern, Fix, PlaceKind, fix_words
from flipdesk.domain.kept_trace import KeepReason, keep_words
from flipdesk.domain.trace import TraceKind
from flipdesk.i18n import _, ngettext
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_layout import FlowLayout
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures

_ICONS = {
    TraceKind.CPR: "shield-check",
    TraceKind.EMAIL: "message-square-text",
    TraceKind.ADDRESS: "map-pin",
    TraceKind.PHONE: "info",
    TraceKind.NAME: "user-round",
    TraceKind.LIKELY_NAME: "circle-question-mark",
}
_NOTES = (PlaceKind.REFLECTION, PlaceKind.OUTCOME)
_MOST_BUTTONS, _LONGEST = 2, 220


class GateCard(QWidget):
    """All places that say the same words; whatever is chosen is done about all of them."""

    fix_chosen = Signal(object)
    """A `Fix`."""
    keep_chosen = Signal(object)
    """A `KeepReason`."""
    note_wanted = Signal(str)
    """The GUID of what is to be shown."""

    def __init__(self, theme: Theme, concerns: Sequence[Concern], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.concerns = tuple(concerns)
        first = self.concerns[0]
        self.setObjectName("gate_card")
        self.setAccessibleName(f"{first.title}. {first.why}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(14, 10, 14, 12), gap=4)
        column.addLayout(self._head(first))
        column.addWidget(FlowText(theme, _shortened(first.text), parent=self))
        column.addWidget(FlowText(theme, self._where(), "caption", "muted", parent=self))
        column.addLayout(self._buttons(first))

    def first_button(self) -> Button:
        """Return the button that the focus goes to."""
        return self.buttons[0]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bottom = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(bottom, self._theme.colour("border"))
        painter.end()

    def _head(self, first: Concern) -> QHBoxLayout:
        row = QHBoxLayout()
        Measures(self._theme, row, gap=8)
        icon = QLabel(self)
        tone = "warning" if first.must else "muted"
        icon.setPixmap(self._theme.pixmap(_ICONS[first.kind], 16, tone))
        row.addWidget(icon)
        row.addWidget(FlowText(self._theme, first.title, "strong", parent=self), 1)
        return row

    def _where(self) -> str:
        first = self.concerns[0]
        parts = [first.place.label, first.why]
        more = len(self.concerns) - 1
        if more:
            words = ngettext("and {count} more place", "and {count} more places", more)
            parts.insert(1, words.format(count=more))
        return " · ".join(part for part in parts if part)

    def _buttons(self, first: Concern) -> FlowLayout:
        row = FlowLayout(self._theme, above=4)
        self.buttons: list[Button] = []
        shown, rest = first.fixes[:_MOST_BUTTONS], first.fixes[_MOST_BUTTONS:]
        for fix in shown:
            button = self._button(row, fix_words(fix, first.kind), f"gate_{fix}")
            button.clicked.connect(lambda _checked=False, fix=fix: self.fix_chosen.emit(fix))
        keep = self._button(row, _("Keep"), "gate_keep")
        keep.set_trailing_icon("chevron-down")
        keep.clicked.connect(lambda: self._popup(keep, self._reasons()))
        if rest or first.place.kind in _NOTES:
            more = self._button(row, _("More"), "gate_more")
            more.set_kind("quiet")
            more.set_trailing_icon("chevron-down")
            more.clicked.connect(lambda: self._popup(more, self._rest(rest, first)))
        return row

    def _button(self, row: FlowLayout, text: str, name: str) -> Button:
        button = Button(self._theme, text, parent=self)
        button.setObjectName(name)
        button.setAccessibleName(f"{text}: {' · '.join(dict.fromkeys(self.concerns[0].words))}")
        button.set_small(28, normal_weight=True)
        row.addWidget(button)
        self.buttons.append(button)
        return button

    def _reasons(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            (keep_words(one), lambda one=one: self.keep_chosen.emit(one))  # type: ignore[misc]
            for one in KeepReason
        ]

    def _rest(self, rest: Sequence[Fix], first: Concern) -> list[tuple[str, Callable[[], object]]]:
        acts: list[tuple[str, Callable[[], object]]] = [
            (fix_words(fix, first.kind), lambda fix=fix: self.fix_chosen.emit(fix))  # type: ignore[misc]
            for fix in rest
        ]
        if first.place.kind in _NOTES:
            acts.append((_("See the note"), lambda: self.note_wanted.emit(first.place.key)))
        return acts

    def _popup(self, button: Button, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        menu = QMenu(self)
        menu.setObjectName("gate_menu")
        menu.setAccessibleName(button.text())
        for text, act in acts:
            menu.addAction(text).triggered.connect(lambda _checked=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
