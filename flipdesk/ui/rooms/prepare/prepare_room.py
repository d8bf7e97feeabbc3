"""Forbered: purpose, run sheet and participants of a session."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.ids import AgendaItemId
from flipdesk.i18n import _
from flipdesk.services.readiness import CheckKind
from flipdesk.ui.rooms.prepare.choose_session import ChooseSession
from flipdesk.ui.rooms.prepare.head_pane import HeadPane
from flipdesk.ui.rooms.prepare.item_pane import ItemPane
from flipdesk.ui.rooms.prepare.last_time_pane import LastTimePane
from flipdesk.ui.rooms.prepare.participants_pane import ParticipantsPane
from flipdesk.ui.rooms.prepare.people_actions import PeopleActions
from flipdesk.ui.rooms.prepare.people_page import PeoplePage
from flipdesk.ui.rooms.prepare.ready_pane import ReadyPane
from flipdesk.ui.rooms.prepare.run_sheet_pane import RunSheetPane
from flipdesk.ui.rooms.prepare.side_share import SideShare
from flipdesk.ui.rooms.room import Room, RoomTools
from flipdesk.ui.rooms.side_column import SideColumn
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.scroll_column import ColumnCanvas


class PrepareRoom(Room):
    """Head, run sheet and chosen item at the left; people, last time and checks at the right."""

    name = "prepare"
    follows = (
        "series",
        "session",
        "person",
        "organisation",
        "organisation_alias",
        "participation",
        "consent_note",
        "agenda_item",
        "agenda_item_outcome",
        "material",
        "passage",
        "outcome",
    )

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self.head = HeadPane(tools)
        self.run_sheet = RunSheetPane(tools)
        self.item = ItemPane(tools)
        self.participants = ParticipantsPane(tools)
        self.last_time = LastTimePane(tools)
        self.ready = ReadyPane(tools)
        self.choose = ChooseSession(tools)
        self.people = PeoplePage(tools, PeopleActions(tools, self))
        main = self._column(self.head, self.run_sheet, self.item)
        side = self._column(self.participants, self.last_time, self.ready)
        self.columns = SideColumn(
            tools.theme, main, _("Run sheet"), side, _("Participants and checks")
        )
        self._share = SideShare(self.columns.side, self.participants.list)
        self.remember(self.columns.widths)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.columns)
        self._stack.addWidget(self.choose)
        self._stack.addWidget(self.people)
        self.body.addWidget(self._stack)
        run = self._run = Button(tools.theme, _("Run"), icon="mic", kind="primary")
        self.commands.follow(run, lambda: run.set_key(self.commands.keys("prepare.run")))
        self._run.setObjectName("go_to_run")
        self._run.setAccessibleName(_("Go to Run"))
        self._run.clicked.connect(self.commands.action("prepare.run").trigger)
        self._connect()

    @override
    def refresh(self) -> None:
        record = self.workspace.record
        if record is None:
            self._stack.setCurrentWidget(self.choose)
            self.choose.refresh()
            return
        if not self._shows_people:
            self._stack.setCurrentWidget(self.columns)
        self.people.show_record(record)
        for pane in (self.head, self.run_sheet, self.participants, self.last_time, self.ready):
            pane.show_record(record)
        self._show_item()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self.workspace.record is None:
            return (self.choose.focus_target(),)
        if self._shows_people:
            return (self.people.view, self.people.agree_button)
        return (
            self.head.purpose,
            self.run_sheet.focus_table(),
            self.item.button,
            self.participants.focus_list(),
            self.last_time.list,
            self.ready.list,
        )

    @override
    def strip_widget(self) -> QWidget | None:
        return None if self.workspace.record is None else self._run

    @override
    def on_entered(self) -> None:
        if self.workspace.record is None:
            self.choose.focus_target().setFocus()
        elif self._shows_people:
            self.people.view.setFocus()
        else:
            self.run_sheet.focus_table().setFocus()

    @property
    def _shows_people(self) -> bool:
        return self._stack.currentWidget() is self.people

    def show_people(self) -> None:
        """Let the table of participants and consent fill the room."""
        if self.workspace.record is not None:
            self._stack.setCurrentWidget(self.people)
            self.people.enter()

    def leave_people(self) -> None:
        """Go back to run sheet and panes."""
        self._stack.setCurrentWidget(self.columns)
        self.participants.focus_list().setFocus()

    def _column(self, *panes: QWidget) -> QWidget:
        holder = ColumnCanvas()
        column = QVBoxLayout(holder)
        Measures(self.theme, column, margins=(0, 0, 0, 0), gap=12)
        for pane in panes:
            column.addWidget(pane, 1 if pane is self.run_sheet or pane is self.ready else 0)
        return holder

    def _connect(self) -> None:
        bind = self.commands.bind
        self.run_sheet.bind_commands()
        bind("memory.put_in_all", self.last_time.put_in_all)
        bind("agenda.details", self.item.toggle_form)
        bind("session.change", self.head.edit_title)
        bind("session.about", self._open_session_dialog)
        bind("participant.add", self.participants.add_participant)
        bind("people.table", self.show_people)
        self.people.left.connect(self.leave_people)
        self.run_sheet.item_chosen.connect(self._show_item)
        self.columns.narrowed.connect(self._on_columns_narrowed)
        self.columns.main.follow(self.run_sheet.view)
        for one in (self.participants.list, self.last_time.list, self.ready.list):
            self.columns.side.follow(one)
        self._on_columns_narrowed(self.columns.is_narrow)
        self.last_time.item_requested.connect(self._on_item_requested)
        self.item.closed.connect(self.run_sheet.view.setFocus)
        self.ready.check_chosen.connect(self._on_check_chosen)

    def _show_item(self, _item_id: str = "") -> None:
        record = self.workspace.record
        if record is not None:
            self.item.show_item(record, self.run_sheet.current_item())

    def _on_item_requested(self, item_id: str) -> None:
        self.columns.show_column_of(self.run_sheet)
        self.run_sheet.choose_item(AgendaItemId(item_id))

    def _open_session_dialog(self) -> None:
        from flipdesk.ui.dialogs.session_dialog import SessionDialog

        record = self.workspace.record
        if record is not None:
            SessionDialog(self.theme, self.workspace, record, self.window()).open()

    def _on_columns_narrowed(self, narrow: bool) -> None:  # noqa: FBT001 - a signal's value
        self.run_sheet.view.set_whole(whole=narrow)
        for one in (self.participants.list, self.last_time.list, self.ready.list):
            one.set_whole(whole=narrow)

    def _on_check_chosen(self, kind: str) -> None:
        if kind == CheckKind.CONSENT and self.workspace.record is not None:
            self.show_people()
            self.people.choose_without_consent()
        elif kind == CheckKind.ROLES:
            self._open_session_dialog()
        elif kind == CheckKind.TIME:
            self.columns.show_column_of(self.run_sheet)
            self.run_sheet.focus_table().setFocus()
