"""The pane Drejebog: the run sheet with what can be done to it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QWidget

from flipdesk.domain.agenda import buffer_minutes, schedule, total_minutes
from flipdesk.domain.agenda_template import AgendaTemplate
from flipdesk.domain.dates import format_time
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, language, ngettext
from flipdesk.ui.models.agenda_model import AgendaModel
from flipdesk.ui.rooms.prepare.run_sheet_view import RunSheetView
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.label import Caption, Label
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane

LEAST_BUFFER = 0.10
"""The share of a plan that should be able to give, by common advice for run sheets."""


class RunSheetPane(Pane):
    """Shows the agenda of the open session; `item_chosen` follows the current row."""

    item_chosen = Signal(str)

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Run sheet"))
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._commands = tools.commands
        self._record: SessionRecord | None = None
        self._titles: tuple[AgendaTemplate, ...] = ()
        self.setObjectName("run_sheet_pane")
        self.model = AgendaModel(self._write, self)
        self.view = RunSheetView(tools.theme, self.model)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            tools.theme,
            "clipboard-list",
            _("The run sheet is empty"),
            _("Begin from a template, or add the first item."),
            _("Add the first item"),
        )
        self._end = Caption(tools.theme)
        self._lay_out_warning()
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

    def add_item(self) -> None:
        """Insert an item after the current row and open its title for writing."""
        record = self._record
        if record is None:
            return
        here = self.view.currentIndex()
        place = here.row() + 1 if here.isValid() else len(record.agenda)
        # A cell that is open is written first, for the new row takes the focus.
        self.view.setFocus()
        run_sheet, session_id = self._workspace.desk.run_sheet, record.session.id
        title = _("New item")
        if self._workspace.perform(lambda: run_sheet.add(session_id, title, position=place)[1]):
            self.view.edit_title(place)

    def move_by(self, by: int) -> None:
        """Move the current item up or down."""
        row = self.view.currentIndex().row()
        if 0 <= row + by < self.model.rowCount() and row >= 0:
            self._move(row, row + by)

    def delete_current(self) -> None:
        if self.view.currentIndex().isValid():
            self._delete(self.view.currentIndex().row())

    def focus_table(self) -> QWidget:
        """Return what takes the focus for this pane."""
        return self.view if self._stack.currentIndex() == 0 else self._empty.button

    def _lay_out_warning(self) -> None:
        self._warning_icon = QLabel()
        self._warning = Label(self._theme, "", "caption", "warning")
        self._warning.setObjectName("buffer_warning")
        Measures(self._theme, self.header_layout, gap=5)
        self.header_layout.addWidget(self._warning_icon)
        self.header_layout.addWidget(self._warning)
        self._theme.changed.connect(self._restyle)
        self._restyle()

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
        bottom = QHBoxLayout()
        Measures(self._theme, bottom, margins=(14, 9, 14, 9), gap=8)
        bottom.addWidget(self.add_button)
        bottom.addWidget(self.template_button)
        bottom.addStretch(1)
        bottom.addWidget(self._end)
        self.body.addLayout(bottom)

    def _on_workspace_reveal_wanted(self, _table: str, item_id: str) -> None:
        row = self.model.row_of(AgendaItemId(item_id))
        if row >= 0:
            self.view.go_to(row)

    def _connect(self) -> None:
        self._workspace.reveal_wanted.connect(self._on_workspace_reveal_wanted)
        self._empty.acted.connect(self.add_item)
        self.add_button.clicked.connect(self.add_item)
        self.template_button.clicked.connect(self._on_template_button_clicked)
        self.view.move_requested.connect(self._move)
        self.view.delete_requested.connect(self._delete)
        self.view.add_requested.connect(self.add_item)
        self.view.customContextMenuRequested.connect(self._on_view_menu_requested)
        self.view.selectionModel().currentRowChanged.connect(self._on_current_row_changed)

    def _show_sums(self, record: SessionRecord) -> None:
        minutes, count = total_minutes(record.agenda), len(record.agenda)
        note = ngettext("{count} item · {minutes} min.", "{count} items · {minutes} min.", count)
        self.set_note(note.format(count=count, minutes=minutes))
        starts = record.session.starts.astimezone(zone_info(record.session.zone))
        slots = schedule(record.agenda, starts, starts, record.session.zone)
        end = _("Ends at {time}").format(time=format_time(slots[-1].planned_end)) if slots else ""
        self._end.setText(end)
        buffer = buffer_minutes(record.agenda)
        short = minutes > 0 and buffer / minutes < LEAST_BUFFER
        self._warning.setVisible(short)
        self._warning_icon.setVisible(short)
        percent = round(100 * buffer / minutes) if minutes else 0
        words = _("Only {minutes} min. to spare ({percent} %)")
        none = _("No time to spare: make a break flexible")
        self._warning.setText(words.format(minutes=buffer, percent=percent) if buffer else none)

    def _write(self, item_id: AgendaItemId, field: str, value: Any) -> bool:
        run_sheet = self._workspace.desk.run_sheet
        return self._workspace.perform(lambda: run_sheet.change(item_id, **{field: value}))

    def _move(self, row: int, place: int) -> None:
        item = self.model.item_at(self.model.index(row, 0))
        if item is None:
            return
        self._workspace.perform(lambda: self._workspace.desk.run_sheet.move(item.id, place))

    def _delete(self, row: int) -> None:
        item = self.model.item_at(self.model.index(row, 0))
        if item is None:
            return
        notice = _("{title} is deleted").format(title=item.title)
        self._workspace.perform(
            lambda: self._workspace.desk.run_sheet.delete(item.id), notice=notice
        )
        if self.model.rowCount():
            self.view.go_to(min(row, self.model.rowCount() - 1))

    def _insert(self, template: AgendaTemplate) -> None:
        record = self._record
        if record is None:
            return
        first = len(record.agenda)
        run_sheet, session_id = self._workspace.desk.run_sheet, record.session.id
        notice = _("{title} is inserted").format(title=template.title)
        if self._workspace.perform(
            lambda: run_sheet.insert_template(session_id, template), notice=notice
        ):
            self.view.go_to(first)
            self.view.setFocus()

    def _on_template_button_clicked(self) -> None:
        from flipdesk.exchange.agenda_template_file import load_templates

        menu = QMenu(self)
        menu.setObjectName("template_menu")
        menu.setToolTipsVisible(True)
        for template in load_templates(language()):
            words = _("{title} · {minutes} min.")
            text = words.format(title=template.title, minutes=template.minutes)
            action = menu.addAction(text, self._inserting(template))
            action.setToolTip(template.description)
        _show_menu(menu, self.template_button.mapToGlobal(QPoint(0, self.template_button.height())))

    def _inserting(self, template: AgendaTemplate) -> Callable[[], None]:
        return lambda: self._insert(template)

    def _on_view_menu_requested(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("agenda_menu")
        if self.view.currentIndex().isValid():
            row = self.view.currentIndex().row()
            edit = menu.addAction(_("Change the title"), lambda: self.view.edit_title(row))
            edit.setShortcut("F2")
            menu.addAction(self._named("agenda.details"))
            menu.addSeparator()
            menu.addAction(self._named("agenda.up"))
            menu.addAction(self._named("agenda.down"))
            menu.addSeparator()
        menu.addAction(self._named("agenda.add"))
        if self.view.currentIndex().isValid():
            delete = menu.addAction(_("Delete the item"), self.delete_current)
            delete.setShortcut("Del")
        _show_menu(menu, self.view.viewport().mapToGlobal(at))

    def _named(self, command_id: str) -> QAction:
        return self._commands.action(command_id)

    def _on_current_row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        self.item_chosen.emit(self.current_item() or "")

    def _restyle(self) -> None:
        self._warning_icon.setPixmap(self._theme.pixmap("triangle-alert", 16, "warning"))


def _show_menu(menu: QMenu, at: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
