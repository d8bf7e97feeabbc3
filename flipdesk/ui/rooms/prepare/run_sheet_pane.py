"""The pane Drejebog: the run sheet with what can be done to it."""

from datetime import time
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from flipdesk.domain.agenda import total_minutes
from flipdesk.domain.dates import format_time
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.i18n import _, ngettext
from flipdesk.ui.models.agenda_line import plans_of
from flipdesk.ui.models.agenda_model import AgendaModel
from flipdesk.ui.rooms.prepare.buffer_warning import BufferWarning
from flipdesk.ui.rooms.prepare.papers_bar import PapersBar
from flipdesk.ui.rooms.prepare.run_sheet_actions import RunSheetActions
from flipdesk.ui.rooms.prepare.run_sheet_menu import run_sheet_menu, show_menu
from flipdesk.ui.rooms.prepare.run_sheet_view import RunSheetView
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane


class RunSheetPane(Pane):
    """Shows the agenda of the open session; `item_chosen` follows the current row."""

    item_chosen = Signal(str)

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Run sheet"))
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._commands = tools.commands
        self._record: SessionRecord | None = None
        self.setObjectName("run_sheet_pane")
        self.model = AgendaModel(self._write, self._write_start, self)
        self.view = RunSheetView(tools.theme, self.model, tools.preferences)
        self.rows = RunSheetActions(tools.workspace, self.view)
        self.warning = BufferWarning(tools.theme, tools.workspace)
        self.header_layout.addWidget(self.warning)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            tools.theme,
            "clipboard-list",
            _("The run sheet is empty"),
            _("Begin from a template, or add the first item."),
            _("Add the first item"),
        )
        self._end = Caption(tools.theme)
        self.papers = PapersBar(tools, self.body)
        self._lay_out_body()
        self._connect()

    def show_record(self, record: SessionRecord) -> None:
        """Show a session's run sheet, keeping the current row."""
        another = self._record is None or self._record.session.id != record.session.id
        self._record = record
        self.model.show_record(record)
        self._stack.setCurrentIndex(0 if record.agenda else 1)
        self._show_sums(record)
        if record.agenda and (another or not self.view.currentIndex().isValid()):
            self.view.go_to(0)
        self._tell_chosen()

    def current_item(self) -> AgendaItemId | None:
        item = self.model.item_at(self.view.currentIndex())
        return item.id if item else None

    def choose_item(self, item_id: AgendaItemId) -> None:
        """Go to an item of the run sheet."""
        row = self.model.row_of(item_id)
        if row >= 0:
            self.view.go_to(row)
            self.view.setFocus()

    def open_library(self) -> None:
        """Open the menu of templates and of items to use again."""
        from flipdesk.ui.rooms.prepare.library_menu import LibraryMenu

        menu = LibraryMenu(self._theme, self._workspace, self._commands, self.rows, self)
        button = self.template_button
        show_menu(menu, button.mapToGlobal(QPoint(0, button.height())))

    def keep_template(self) -> None:
        """Ask what the run sheet is to be called as a template, and keep it."""
        from flipdesk.ui.rooms.prepare.library_menu import keep_template

        if self._record is not None:
            keep_template(self._theme, self._workspace, self._record, self.window())

    def focus_table(self) -> QWidget:
        """Return what takes the focus for this pane."""
        return self.view if self._stack.currentIndex() == 0 else self._empty.button

    def bind_commands(self) -> None:
        """Say what the commands about the run sheet do."""
        bind, rows = self._commands.bind, self.rows
        bind("agenda.add", rows.add)
        bind("agenda.up", lambda: rows.move_by(-1))
        bind("agenda.down", lambda: rows.move_by(1))
        bind("agenda.duplicate", rows.duplicate)
        bind("agenda.new_day", rows.begin_day)
        bind("agenda.join_day", rows.join_day)
        bind("agenda.template", self.open_library)
        bind("agenda.keep_block", rows.keep)
        bind("agenda.keep_template", self.keep_template)
        bind("agenda.buffer", self.warning.open_menu)
        bind("agenda.columns", self.view.columns.open_menu)

    def _lay_out_body(self) -> None:
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        holder = QHBoxLayout()
        Measures(self._theme, holder, margins=(6, 0, 6, 0))
        holder.addWidget(self._stack)
        self.body.addLayout(holder, 1)
        self.add_button = Button(self._theme, _("Item"), icon="plus", name=_("Add an agenda item"))
        self.add_button.setObjectName("add_item")
        self.template_button = Button(self._theme, _("From a template"))
        self.template_button.setObjectName("from_template")
        words = _("Whole templates and single items ({key})")
        self.template_button.setToolTip(words.format(key=self._commands.keys("agenda.template")))
        bottom = QHBoxLayout()
        Measures(self._theme, bottom, margins=(14, 9, 14, 9), gap=8)
        bottom.addWidget(self.add_button)
        bottom.addWidget(self.template_button)
        bottom.addStretch(1)
        bottom.addWidget(self._end)
        bottom.addWidget(self.papers)
        self.body.addLayout(bottom)

    def _on_workspace_reveal_wanted(self, _table: str, item_id: str) -> None:
        row = self.model.row_of(AgendaItemId(item_id))
        if row >= 0:
            self.view.go_to(row)

    def _connect(self) -> None:
        self._workspace.reveal_wanted.connect(self._on_workspace_reveal_wanted)
        self._empty.acted.connect(self.rows.add)
        self.add_button.clicked.connect(self.rows.add)
        self.template_button.clicked.connect(self.open_library)
        self.view.customContextMenuRequested.connect(self._on_view_menu_requested)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def _show_sums(self, record: SessionRecord) -> None:
        minutes, count = total_minutes(record.agenda), len(record.agenda)
        note = ngettext("{count} item · {minutes} min.", "{count} items · {minutes} min.", count)
        self.set_note(note.format(count=count, minutes=minutes))
        plans = plans_of(record)
        end = _("Ends at {time}").format(time=format_time(plans[-1].ends)) if plans else ""
        if len(plans) > 1:
            ends = " · ".join(
                _("day {day} at {time}").format(day=plan.day, time=format_time(plan.ends))
                for plan in plans
            )
            end = _("Ends {times}").format(times=ends)
        self._end.setText(end)
        self.warning.show_record(record)

    def _write(self, item_id: AgendaItemId, field: str, value: Any) -> bool:
        run_sheet = self._workspace.desk.run_sheet
        return self._workspace.perform(lambda: run_sheet.change(item_id, **{field: value}))

    def _write_start(self, begins: time, day: int) -> bool:
        session_id = self._workspace.session_id
        if session_id is None:
            return False
        days = self._workspace.desk.run_sheet_days
        return self._workspace.perform(lambda: days.begin_at(session_id, begins, day))

    def _on_view_menu_requested(self, at: QPoint) -> None:
        menu = run_sheet_menu(self, self._commands, self.view, self.rows)
        show_menu(menu, self.view.viewport().mapToGlobal(at))

    def _on_current_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        self.item_chosen.emit(self.current_item() or "")
