"""The list of what has to be decided before something leaves: in place of what is to leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.changes import Step
from flipdesk.domain.concern import Concern, Fix, alike
from flipdesk.domain.ids import SessionId
from flipdesk.domain.kept_trace import KeepReason
from flipdesk.domain.vocabulary import Audience
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.compile.gate_card import GateCard
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn
from flipdesk.ui.workspace import Workspace

_MOST_CARDS = 30
"""More are made when these are dealt with."""


@dataclass(frozen=True, slots=True)
class GateSubject:
    """What the list is about; `language` is that of what is written instead of a name.

    `effect` is what consent did to it without being asked, "" for nothing. `homes` tells of places
    that are in another session, by their keys.
    """

    session_id: SessionId
    audience: Audience
    language: str
    effect: str = ""
    homes: Mapping[str, SessionId] = field(default_factory=dict)


class GatePage(QWidget):
    """A card for each thing; what is decided about one takes its card away."""

    left = Signal()
    """What is to leave is wanted again, and not the list."""
    note_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        commands: Commands,
        back: str,
        sentence: Callable[[int], str],
    ) -> None:
        """`back` is what the button says that leaves the list; `sentence` counts what is open."""
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._commands = commands
        self._counted = sentence
        self._subject: GateSubject | None = None
        self._shown: tuple[tuple[Concern, ...], ...] = ()
        self.cards: list[GateCard] = []
        self.setObjectName("gate_page")
        self.setAccessibleName(_("To decide before it is written"))
        self.back_button = Button(theme, back, kind="quiet")
        self.back_button.setObjectName("gate_back")
        self.back_button.set_small(28, normal_weight=True)
        self.back_button.clicked.connect(self.left)
        self._sentence = FlowText(theme, "", "strong")
        head = QHBoxLayout()
        Measures(theme, head, margins=(14, 8, 8, 8), gap=8)
        head.addWidget(self._sentence, 1)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        self._canvas = ColumnCanvas()
        self._list = QVBoxLayout(self._canvas)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addWidget(self._consent_part())
        self._list.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self.area = ScrollColumn(self._canvas, "gate_area")
        column.addWidget(self.area, 1)

    @property
    def sentence(self) -> str:
        """What stands above the list."""
        return self._sentence.text()

    def show_concerns(self, subject: GateSubject, concerns: Sequence[Concern]) -> None:
        """Show what is to be decided about it."""
        self._subject = subject
        groups = alike(concerns)
        self._effect.setText(subject.effect)
        self._consents.setVisible(bool(subject.effect))
        count = sum(any(one.must for one in group) for group in groups)
        self._sentence.setText(self._counted(count) or _("Nothing more has to be decided."))
        if groups == self._shown:
            return
        place = next((n for n, card in enumerate(self.cards) if self._holds_focus(card)), None)
        self._shown = groups
        self._make_cards(groups[:_MOST_CARDS])
        if place is not None:
            announce(self, self._sentence.text())
            self.take_focus(place)

    def take_focus(self, place: int = 0) -> None:
        """Give the focus to the first button of a card, or of the last one."""
        buttons = [card.first_button() for card in self.cards]
        target = buttons[min(place, len(buttons) - 1)] if buttons else self.back_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _consent_part(self) -> QWidget:
        """Return what says what consent did without being asked, and leads to the answers."""
        theme = self._theme
        self._effect = FlowText(theme, "", "caption", "muted")
        self.consents_button = Button(theme, _("Ask about consent"), kind="quiet")
        self.consents_button.setObjectName("gate_consents")
        self.consents_button.set_small(28, normal_weight=True)
        self.consents_button.clicked.connect(self._ask)
        self._consents = QWidget()
        row = QHBoxLayout(self._consents)
        Measures(theme, row, margins=(14, 10, 8, 10), gap=8)
        row.addWidget(self._effect, 1)
        row.addWidget(self.consents_button, 0, Qt.AlignmentFlag.AlignTop)
        self._consents.hide()
        return self._consents

    def _make_cards(self, groups: Sequence[tuple[Concern, ...]]) -> None:
        for old in self.cards:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        before: QWidget = self.back_button
        for number, group in enumerate(groups):
            card = GateCard(self._theme, group, self._canvas)
            card.fix_chosen.connect(lambda fix, group=group: self._fix(group, fix))
            card.keep_chosen.connect(lambda reason, group=group: self._keep(group, reason))
            card.note_wanted.connect(self.note_wanted)
            self._list.insertWidget(number, card)
            for button in card.buttons:
                QWidget.setTabOrder(before, button)
                before = button
            card.show()
            self.cards.append(card)
        QWidget.setTabOrder(before, self.consents_button)

    def _fix(self, group: tuple[Concern, ...], fix: Fix) -> None:
        subject = self._subject
        if fix is Fix.ASK:
            self._ask()
        elif subject is not None:
            fixes = self._workspace.desk.gate_fixes
            self._perform(
                lambda: fixes.apply_all(
                    subject.session_id, group, fix, subject.language, subject.homes
                )
            )

    def _ask(self) -> None:
        """Go to the answers that participants gave."""
        for command in ("room.prepare", "people.table"):
            self._commands.action(command).trigger()

    def _keep(self, group: tuple[Concern, ...], reason: KeepReason) -> None:
        subject = self._subject
        if subject is not None:
            gate = self._workspace.desk.gate
            self._perform(
                lambda: gate.keep_all(
                    subject.session_id, subject.audience, group, reason, subject.homes
                )
            )

    def _perform(self, action: Callable[[], Step]) -> None:
        self._workspace.perform(action)

    @staticmethod
    def _holds_focus(card: GateCard) -> bool:
        return any(button.hasFocus() for button in card.buttons)
