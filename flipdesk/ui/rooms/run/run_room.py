"""Afvikl: agenda clock, capture bar and the people in the room."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.agenda import running
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _
from flipdesk.ui.audience.blank_mark import BlankMark
from flipdesk.ui.rooms.room import Room, RoomTools
from flipdesk.ui.rooms.run.agenda_acts import AgendaActs
from flipdesk.ui.rooms.run.audience_panel import AudiencePanel
from flipdesk.ui.rooms.run.capture_column import CaptureColumn
from flipdesk.ui.rooms.run.now_pane import NowPane
from flipdesk.ui.rooms.run.people_column import PeopleColumn
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.pane_widths import PaneWidths, SidePane

THREE_COLUMNS_FROM = 1180
TWO_COLUMNS_FROM = 800
LEFT_WIDTH, RIGHT_WIDTH = 344, 262
LOW_BELOW = 420
TICK_MS = 250
MORE_MINUTES = 5


class RunRoom(Room):
    """Three columns; where there is no room for them, one column and tabs."""

    name = "run"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        theme, workspace, commands = self.theme, self.workspace, self.commands
        recording = tools.recording
        self.now = NowPane(theme, workspace, recording, commands, tools.passage_player)
        self.acts = AgendaActs(theme, workspace, commands, self.now, self)
        self.now.hold(AudiencePanel(theme, tools.audience, commands))
        self.capture = CaptureColumn(
            theme, workspace, recording, commands, tools.passage_player, tools.jobs
        )
        self.people = PeopleColumn(theme, workspace, recording, commands)
        tools.audience.follow_floor(self.people.floor)
        self._blank_mark = BlankMark(theme, tools.audience, commands)
        self.tabs = QTabBar()
        self.tabs.setObjectName("run_tabs")
        self.tabs.setAccessibleName(_("Parts of the room"))
        self.tabs.setDrawBase(False)
        self.empty = EmptyState(
            theme,
            "mic",
            _("No session is open"),
            _("Choose one in Home, and run it here."),
            _("Go to Home"),
        )
        self._page = QWidget()
        sides = (SidePane(self.now, LEFT_WIDTH), SidePane(self.people, RIGHT_WIDTH, is_after=True))
        self.widths = PaneWidths(theme, self.capture, sides, self._page)
        self.remember(self.widths)
        self._columns = 3
        self._tab_before = 0
        self._lay_out()
        self._connect()
        self._bind()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @override
    def refresh(self) -> None:
        record = self.workspace.record
        self._pages.setCurrentWidget(self._page if record is not None else self.empty)
        self.capture.show_record(record)
        self.now.show_record(record)
        self.people.show_record(record)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (
            self.capture.bar,
            self.capture.ear,
            self.capture.captured.list,
            self.now.head.next_button,
            self.now.list,
            self.people.floor_pane.give_button,
            self.people.people_pane.grid,
        )

    @override
    def strip_widget(self) -> QWidget:
        return self._blank_mark

    @override
    def on_entered(self) -> None:
        self.tools.recording.microphones.look(self.tools.jobs)
        if self.workspace.record is None:
            self.empty.button.setFocus()
        else:
            self.capture.bar.setFocus()

    @override
    def look_for(self) -> bool:
        if self.workspace.record is not None:
            self.tabs.setCurrentIndex(0)
            self.capture.captured.find_bar.open_bar()
        return self.workspace.record is not None

    def tick(self) -> None:
        """Show this moment; only what counts is painted again."""
        self.now.tick()
        self.people.tick()

    def next_item(self) -> None:
        """Begin the next item; after the last one go on to the next room."""
        record, state = self.workspace.record, self.now.state
        if record is None or state is None:
            return
        session_id = record.session.id
        if state.has_ended and record.session.state is SessionState.ENDED:
            self.commands.action("room.compile").trigger()
            return
        self.workspace.perform(lambda: self.workspace.desk.running.next_item(session_id))

    def previous_item(self) -> None:
        session_id, state = self.workspace.session_id, self.now.state
        if session_id is not None and state is not None and state.has_begun:
            self.workspace.perform(lambda: self.workspace.desk.running.previous_item(session_id))

    def extend(self, minutes: int) -> None:
        """Give the item that is on more minutes, or fewer."""
        record = self.workspace.record
        item = running(record.agenda) if record is not None else None
        if item is not None:
            self.workspace.perform(lambda: self.workspace.desk.running.extend(item, minutes))

    def set_due_dates(self) -> None:
        """Ask for the due date of the first action or trial that has none."""
        self.tabs.setCurrentIndex(0)
        self.capture.captured.ask_for_due_dates()

    def go_to_capture(self) -> None:
        self.tabs.setCurrentIndex(0)
        self.capture.bar.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.tick()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self.capture.bar.flush()
        if not event.spontaneous():
            self.tools.passage_player.stop()
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        self._columns_row = QHBoxLayout(self._page)
        self._columns_row.setContentsMargins(0, 0, 0, 0)
        self._columns_row.addWidget(self.now)
        self._columns_row.addWidget(self.widths.grips[0])
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.tabs)
        self._parts_row = QHBoxLayout()
        self._parts_row.addWidget(self.capture, 1)
        self._parts_row.addWidget(self.widths.grips[1])
        self._parts_row.addWidget(self.people)
        right.addLayout(self._parts_row, 1)
        self._columns_row.addLayout(right, 1)
        holder = QWidget()
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self.empty)
        self.body.addWidget(holder)
        self._fill_tabs()

    def _connect(self) -> None:
        head = self.now.head
        head.next_requested.connect(self.next_item)
        head.back_requested.connect(self.previous_item)
        head.longer_requested.connect(lambda: self.extend(MORE_MINUTES))
        self.now.end_card.due_requested.connect(self.set_due_dates)
        self.now.left.connect(self.go_to_capture)
        self.now.agenda_wanted.connect(self.commands.action("room.prepare").trigger)
        self.empty.acted.connect(self.commands.action("room.home").trigger)
        self.capture.focus_wanted.connect(self.go_to_capture)
        self.people.floor_pane.asked.connect(self._on_floor_asked)
        self.people.floor_pane.answered.connect(self._on_floor_answered)
        capture = self.capture
        capture.ear.floor_given.connect(self.people.floor.give)
        capture.ear.next_item_wanted.connect(self.next_item)
        self.tabs.currentChanged.connect(lambda _index: self._show_tab())
        self.theme.changed.connect(self._arrange)

    def _bind(self) -> None:
        capture = self.capture
        handlers: dict[str, Callable[[], object]] = {
            "run.next": self.next_item,
            "run.previous": self.previous_item,
            "run.longer": lambda: self.extend(MORE_MINUTES),
            "run.shorter": lambda: self.extend(-MORE_MINUTES),
            **self.acts.handlers,
            "run.capture": self.go_to_capture,
            "run.marker": capture.mark,
            "run.marker_back": capture.mark_back,
            **self.people.handlers,
            "run.decide": capture.decide,
            **capture.ear_handlers,
            "note.park": capture.park,
            "note.edit": capture.edit,
            "note.clear": capture.clear_potentials,
        }
        for command, handler in handlers.items():
            self.commands.bind(command, self._here(handler))
        for number in range(1, 7):
            toggle = partial(capture.toggle_potential, number)
            self.commands.bind(f"note.potential_{number}", self._here(toggle))

    def _here(self, handler: Callable[[], object]) -> Callable[[], None]:
        """Return a handler that acts only in this room: others bind the same commands."""

        def act() -> None:
            if self.isVisible():
                handler()

        return act

    def _fill_tabs(self) -> None:
        names = [_("Capture"), _("Agenda"), _("Speakers' list")]
        parts = [self.capture, self.now, self.people]
        if self._columns == 2:
            names.pop(1)
            parts.pop(1)
        self._tabbed: list[QWidget] = parts
        blocked = self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for name in names:
            self.tabs.addTab(name)
        self.tabs.blockSignals(blocked)

    def _arrange(self) -> None:
        width = self.window().width() / self.theme.text_scale
        columns = 3 if width >= THREE_COLUMNS_FROM else 2 if width >= TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._columns = columns
            self._fill_tabs()
            # All have one parent, so the focus stays while a part changes its row.
            self._columns_row.removeWidget(self.now)
            self._parts_row.removeWidget(self.now)
            (self._parts_row if columns == 1 else self._columns_row).insertWidget(0, self.now)
        px = self.theme.px
        self._give_widths()
        self._parts_row.setContentsMargins(0, px(8) if columns < 3 else 0, 0, 0)
        low = self.height() < px(LOW_BELOW)
        self.now.set_low(low=low)
        self.capture.hints.setVisible(self.height() >= px(300))
        self.tabs.setVisible(columns < 3)
        self._show_tab()

    def _give_widths(self) -> None:
        px, is_wide = self.theme.px, self._columns == 3
        for row in (self._columns_row, self._parts_row):
            row.setSpacing(0 if is_wide else px(12))
        if is_wide:
            margins = self.body.contentsMargins()
            self.widths.fit(self.width() - margins.left() - margins.right())
            return
        self.widths.let_go()
        if self._columns == 2:
            self.now.setFixedWidth(px(LEFT_WIDTH))
        self.people.setMinimumWidth(px(RIGHT_WIDTH))

    def _show_tab(self) -> None:
        tabbed = self._tabbed if self._columns < 3 else []
        chosen = tabbed[max(0, self.tabs.currentIndex())] if tabbed else None
        for part in (self.now, self.capture, self.people):
            part.setVisible(part is chosen or part not in tabbed)

    def _on_floor_asked(self) -> None:
        self._tab_before = self.tabs.currentIndex()
        self.tabs.setCurrentIndex(self.tabs.count() - 1)

    def _on_floor_answered(self) -> None:
        self.tabs.setCurrentIndex(self._tab_before)
