"""The pane Fra sidst: what the series remembers, to be put on the run sheet with one key."""

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy
from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.dates import format_day_month
from flipdesk.domain.ids import AgendaItemId, OutcomeId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.series_memory import Remembered
from flipdesk.ui.delegates.roles import Tone
from flipdesk.ui.delegates.state_delegate import PressableStateDelegate, StateRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.memory_menu import KIND_ICONS, add_statuses
from flipdesk.ui.rooms.prepare.run_sheet_menu import show_menu
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane

_ORDER = (
    OutcomeKind.PARKED,
    OutcomeKind.ACTION,
    OutcomeKind.KNOWLEDGE_REQUEST,
    OutcomeKind.TRIAL,
    OutcomeKind.DECISION,
)


class LastTimePane(Pane):
    """Lists what is open of all earlier sessions of the series; Enter puts a row in, Del out."""

    item_requested = Signal(str)
    """Somebody wants to see the agenda item of this id, in which a row is taken up."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Since last time"))
        self._workspace = tools.workspace
        self._record: SessionRecord | None = None
        self._left: dict[str, Remembered] = {}
        self.setObjectName("last_time_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.model = KeyedListModel(self)
        delegate = PressableStateDelegate(tools.theme)
        self.list = FittedList(
            tools.theme, _("Since last time"), delegate, self.model, least=2, by_click=False
        )
        self.list.setObjectName("last_time")
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.installEventFilter(self)
        delegate.pressed.connect(self._act_on)
        self.list.chosen.connect(self._act_on)
        self.list.customContextMenuRequested.connect(self._on_list_menu_requested)
        self.all_button = Button(tools.theme, _("Put all in"), kind="quiet")
        self.all_button.setObjectName("put_in_all")
        self.all_button.set_small(24)
        self.all_button.setToolTip(_("Each is put into the item that fits it best"))
        self.all_button.clicked.connect(self.put_in_all)
        self.header_layout.addWidget(self.all_button)
        self._nothing = FlowText(tools.theme, "", "body", "muted")
        Measures(tools.theme, self._nothing, margins=(14, 4, 14, 4))
        Measures(tools.theme, self.body, margins=(0, 4, 0, 4))
        self.body.addWidget(self.list)
        self.body.addWidget(self._nothing)

    def show_record(self, record: SessionRecord) -> None:
        """Show what the sessions before left to this one."""
        self._record = record
        memory = self._workspace.desk.memory
        before, left = memory.session_before(record.session), memory.left(record)
        self._left = {one.outcome.id: one for kind in _ORDER for one in left if _is(one, kind)}
        self.set_note(before.title if before else "")
        today = self._workspace.now().astimezone(zone_info(record.session.zone)).date()
        self.model.show_rows([(key, _row(one, today)) for key, one in self._left.items()])
        self.list.setVisible(bool(left))
        self.all_button.setVisible(any(one.item is None for one in left))
        self._nothing.setVisible(not left)
        first = _("This is the first session of the series. What you park and promise comes here.")
        done = _("Nothing is left from last time.")
        self._nothing.setText(done if before else first)

    def put_in_all(self) -> None:
        """Put everything on the run sheet that is not there yet."""
        self._put_in([OutcomeId(key) for key, one in self._left.items() if one.item is None])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self._take_out()
                return True
        return super().eventFilter(watched, event)

    def _current(self) -> Remembered | None:
        return self._left.get(self.model.key_at(self.list.currentIndex()) or "")

    def _act_on(self, index: QModelIndex) -> None:
        one = self._left.get(self.model.key_at(index) or "")
        if one is None:
            return
        if one.item is None:
            self._put_in([one.outcome.id])
        else:
            self.item_requested.emit(one.item.id)

    def _put_in(self, ids: list[OutcomeId], item_id: AgendaItemId | None = None) -> None:
        record, memory = self._record, self._workspace.desk.memory
        if record is not None and ids:
            self._workspace.perform(lambda: memory.put_in(record.session.id, ids, item_id))

    def _take_out(self) -> None:
        one, record, memory = self._current(), self._record, self._workspace.desk.memory
        if one is not None and one.item is not None and record is not None:
            self._workspace.perform(lambda: memory.take_out(record.session.id, one.outcome.id))

    def _on_list_menu_requested(self, at: QPoint) -> None:
        one, record = self._current(), self._record
        if one is None or record is None:
            return
        menu = QMenu(self)
        menu.setObjectName("last_time_menu")
        if one.item is None:
            menu.addAction(_("Put in"), partial(self._act_on, self.list.currentIndex()))
        else:
            menu.addAction(_("Take off the run sheet"), self._take_out).setShortcut("Del")
        choose = menu.addMenu(_("Put into item"))
        choose.setEnabled(bool(record.agenda))
        for number, item in enumerate(record.agenda, 1):
            choose.addAction(
                _item_text(number, item), partial(self._put_in, [one.outcome.id], item.id)
            )
        menu.addSeparator()
        add_statuses(menu, self._workspace, one.outcome)
        show_menu(menu, self.list.viewport().mapToGlobal(at))


def _is(one: Remembered, kind: OutcomeKind) -> bool:
    return one.outcome.kind is kind


def _item_text(number: int, item: AgendaItem) -> str:
    return f"{number}  {item.title}".replace("&", "&&")


def _row(one: Remembered, today: date) -> StateRow:
    outcome = one.outcome
    state, tone = _state(one, today)
    due = format_day_month(outcome.due) if outcome.due else ""
    text = " · ".join(part for part in (outcome.text, one.owner, due) if part)
    note = one.session.title if one.is_older else ""
    kind = word(outcome.kind)
    return StateRow(KIND_ICONS[outcome.kind], text, state, tone, kind_text=kind, note=note)


def _state(one: Remembered, today: date) -> tuple[str, Tone]:
    if one.item is not None:
        return _("in item {number}").format(number=one.number), "success"
    if one.outcome.is_overdue(today):
        return _("overdue"), "warning"
    return _("Put in"), "accent"
