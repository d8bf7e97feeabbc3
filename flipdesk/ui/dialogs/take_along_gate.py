"""What has to be decided before anything is taken along: a card for each thing of a session."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flipdesk.domain.concern import Concern, alike
from flipdesk.domain.ids import SessionId
from flipdesk.i18n import _, ngettext
from flipdesk.ui.rooms.compile.gate_card import GateCard
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn

_MOST_CARDS = 20
"""More are made when these are dealt with."""
_LEAST_HEIGHT = 180


class TakeAlongGate(QWidget):
    """It is there only when something has to be decided."""

    fix_chosen = Signal(str, object, object)
    """The id of a session, what it is about, and a `Fix`."""
    keep_chosen = Signal(str, object, object)
    """The same with a `KeepReason`."""
    note_wanted = Signal(str, str)
    """The ids of a session and of a note in it that is to be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[GateCard] = []
        self.setObjectName("take_along_gate")
        self.setAccessibleName(_("To decide before anything is taken along"))
        self._sentence = FlowText(theme, "", "strong")
        self._canvas = ColumnCanvas()
        self._list = QVBoxLayout(self._canvas)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._sentence)
        area = ScrollColumn(self._canvas, "take_along_gate_area")
        area.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        column.addWidget(area, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What stands above the list."""
        return self._sentence.text()

    def show_concerns(self, concerns: Mapping[SessionId, tuple[Concern, ...]]) -> None:
        """Show what has to be decided in each session; nothing hides the list."""
        groups = [
            (session_id, group)
            for session_id, each in concerns.items()
            for group in alike(tuple(one for one in each if one.must))
        ]
        for old in self.cards:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        for number, (session_id, group) in enumerate(groups[:_MOST_CARDS]):
            self._add(number, session_id, group)
        words = ngettext(
            "{count} thing to decide before this may be taken along",
            "{count} things to decide before this may be taken along",
            len(groups),
        )
        self._sentence.setText(words.format(count=len(groups)) if groups else "")
        self.setVisible(bool(groups))
        if groups:
            announce(self, self._sentence.text())

    def take_focus(self) -> None:
        """Give the focus to the first button of the first card."""
        if self.cards:
            self.cards[0].first_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, number: int, session_id: SessionId, group: tuple[Concern, ...]) -> None:
        card = GateCard(self._theme, group, self._canvas)
        card.fix_chosen.connect(lambda fix: self.fix_chosen.emit(session_id, group, fix))
        card.keep_chosen.connect(lambda reason: self.keep_chosen.emit(session_id, group, reason))
        card.note_wanted.connect(lambda key: self.note_wanted.emit(session_id, key))
        self._list.insertWidget(number, card)
        card.show()
        self.cards.append(card)
