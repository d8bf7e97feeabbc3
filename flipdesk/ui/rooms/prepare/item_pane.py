"""The pane under the run sheet: what the chosen item is for, and how it is held."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.dates import format_time
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session_clock import planned_slots
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _
from flipdesk.ui.rooms.prepare.item_form import ItemForm
from flipdesk.ui.rooms.prepare.item_summary import ItemSummary
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane


class ItemPane(Pane):
    """Two lines to read; with Ctrl+E a form in their place, in which every change is saved."""

    closed = Signal()
    """The form was closed by hand; the focus belongs back in the run sheet."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme)
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._keys = ""
        self._record: SessionRecord | None = None
        self._item_id: AgendaItemId | None = None
        self.setObjectName("item_pane")
        self.setAccessibleName(_("The chosen item"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = FlowText(tools.theme, "", "strong")
        self._summary = ItemSummary(tools.theme)
        self.form = ItemForm(tools.theme, tools.workspace, tools.passage_player, tools.jobs)
        self.button = Button(tools.theme, _("Details"), kind="quiet")
        self.button.setObjectName("item_details")
        self.button.set_small(24)
        self.button.clicked.connect(self.toggle_form)
        self._lay_out()
        self._show_form(shown=False)
        commands = tools.commands
        commands.follow(self, lambda: self._show_keys(commands.keys("agenda.details")))

    @property
    def form_is_open(self) -> bool:
        return self.form.isVisibleTo(self)

    def show_item(self, record: SessionRecord, item_id: AgendaItemId | None) -> None:
        """Show an item of the session, nothing when there is none."""
        self._record, self._item_id = record, item_id
        item = record.agenda_item(item_id)
        self.setVisible(item is not None)
        self.form.show_item(item)
        if item is None:
            return
        self._title.setText(f"{_start_text(record, item)} {item.title}")
        taken_up = self._workspace.desk.memory.of_item(item) if item.takes_up else ()
        self._summary.show_item(item, [one.outcome.text for one in taken_up])

    def toggle_form(self) -> None:
        """Open the form, or close it and show what it holds."""
        opening = not self.form_is_open
        self.form.flush()
        self._show_form(shown=opening)
        if opening:
            self.form.focus_first()
        else:
            self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form_is_open:
            self.toggle_form()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        Measures(self._theme, column, margins=(16, 9, 3, 10), gap=2)
        head = QHBoxLayout()
        Measures(self._theme, head, gap=8)
        head.addWidget(self._title, 1)
        self._materials = self._summary.materials
        head.addWidget(self._materials)
        head.addWidget(self.button)
        column.addLayout(head)
        column.addWidget(self._summary)
        column.addWidget(self.form)
        self.body.addLayout(column)

    def _show_form(self, *, shown: bool) -> None:
        self.form.setVisible(shown)
        self._summary.setVisible(not shown)
        self._materials.setVisible(not shown)
        self.button.set_label(_("Close the details") if shown else _("Details"))
        self._show_keys(self._keys)

    def _show_keys(self, keys: str) -> None:
        self._keys = keys
        self.button.set_key("Esc" if self.form_is_open else keys)


def _start_text(record: SessionRecord, item: AgendaItem) -> str:
    slots = planned_slots(record.session, record.agenda)
    return next(format_time(slot.planned_start) for slot in slots if slot.item.id == item.id)
