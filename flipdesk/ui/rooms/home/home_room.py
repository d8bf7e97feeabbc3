"""Hjem: what comes next, what waits, and every series."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.dates import format_date_long, format_week
from flipdesk.domain.ids import SeriesId
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _, pgettext
from flipdesk.knowledge.settings import USER_NAME
from flipdesk.ui.rooms.home.first_run import FirstRun
from flipdesk.ui.rooms.home.left_off_pane import LeftOffPane
from flipdesk.ui.rooms.home.next_card import NextCard
from flipdesk.ui.rooms.home.series_pane import SeriesPane
from flipdesk.ui.rooms.home.waiting_pane import WaitingPane
from flipdesk.ui.rooms.room import Room, RoomTools
from flipdesk.ui.session_commands import open_in_its_room
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Muted, Title
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.scroll_column import ScrollColumn

_NARROW = 860
_ROWS_HIGH = 309
"""As high as five rows of what waits."""


class HomeRoom(Room):
    """One column in a narrow window, two side by side in a wide one."""

    name = "home"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self.greeting = Title(tools.theme)
        self.today = Muted(tools.theme)
        self.card = NextCard(tools)
        self.waiting = WaitingPane(tools)
        self.series = SeriesPane(tools)
        self.left_off = LeftOffPane(tools)
        self.first_run = FirstRun(tools)
        self._narrow: bool | None = None
        self._actions = self._action_pane()
        self._columns = QGridLayout()
        self._stack = QStackedWidget()
        self._scroll = ScrollColumn(self._everything(), "home_column")
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(ScrollColumn(self.first_run, "first_run_column"))
        self.body.addWidget(self._stack)
        for one in (self.waiting.list, self.series.list):
            self._scroll.follow(one)
        self.theme.changed.connect(self._fit)
        self.commands.bind("home.run", self._on_run_requested)
        self.card.room_requested.connect(self._on_card_room_requested)
        self.card.practice_requested.connect(self._on_card_practice_requested)
        self.waiting.session_requested.connect(self._go_to)
        self.waiting.retention_requested.connect(self.commands.action("kb.retention").trigger)
        self.left_off.session_requested.connect(self._go_to)
        self.series.session_requested.connect(self._on_session_requested)
        self.series.new_session_requested.connect(self._on_new_session_requested)

    @override
    def refresh(self) -> None:
        now = self.workspace.now()
        overview = self.workspace.desk.overview.home(now)
        self._stack.setCurrentIndex(1 if overview.is_empty else 0)
        local = now.astimezone()
        name = self.workspace.desk.base.settings.get(USER_NAME)
        greeting = greeting_at(local.hour)
        named = _("{greeting}, {name}").format(greeting=greeting, name=name.split(" ")[0])
        self.greeting.setText(named if name else greeting)
        day = format_date_long(local)
        self.today.setText(f"{day[:1].upper()}{day[1:]} · {format_week(local)}")
        self.card.show_overview(overview, now)
        self.waiting.show_waiting(overview.waiting, now)
        self.series.show_series(overview.series)
        self.left_off.show_left_off(overview.left_off, now)
        # The other rooms then show the session that one has come for.
        if self.workspace.session_id is None and overview.next is not None:
            self.workspace.open_session(overview.next.id)

    @override
    def panes(self) -> tuple[QWidget, ...]:
        if self._stack.currentIndex() == 1:
            return (self.first_run.example_button,)
        panes: list[QWidget] = [
            self.card.go_button,
            self.waiting.list,
            self.series.list,
            self.new_button,
            self.left_off.places[0].button,
        ]
        return tuple(pane for pane in panes if pane.isVisible())

    @override
    def on_entered(self) -> None:
        panes = self.panes()
        if panes:
            panes[0].setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.card.fit(self.width())
        narrow = self.width() < self.theme.px(_NARROW)
        self._middle.setMinimumHeight(0 if narrow else self.theme.px(_ROWS_HIGH))
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self.left_off.fit(narrow=narrow)
        for one in (self.waiting.list, self.series.list):
            one.set_whole(whole=narrow)
        for widget in (self.waiting, self._right):
            self._columns.removeWidget(widget)
        self._columns.addWidget(self.waiting, 0, 0)
        self._columns.addWidget(self._right, 1 if narrow else 0, 0 if narrow else 1)
        for column in range(2):
            self._columns.setColumnStretch(column, 0 if narrow and column else 1)
        self._order_tabs()

    def _everything(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        Measures(self.theme, column, margins=(0, 0, 0, 0), gap=12)
        head = QVBoxLayout()
        Measures(self.theme, head, margins=(4, 4, 4, 0), gap=0)
        head.addWidget(self.greeting)
        head.addWidget(self.today)
        column.addLayout(head)
        column.addWidget(self.card)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        Measures(self.theme, right, margins=(0, 0, 0, 0), gap=12)
        right.addWidget(self.series, 1)
        right.addWidget(self._actions)
        self._middle = QWidget()
        self._middle.setLayout(self._columns)
        Measures(self.theme, self._columns, margins=(0, 0, 0, 0), gap=12)
        column.addWidget(self._middle, 1000)
        column.addWidget(self.left_off)
        column.addStretch(1)
        return holder

    def _order_tabs(self) -> None:
        """Let Tab go through the panes as they are read, those left off last."""
        self.setTabOrder(self.card.go_button, self.waiting.list)
        self.setTabOrder(self.example_button, self.left_off.places[0].button)
        self.setTabOrder(self.left_off.places[0].button, self.left_off.places[1].button)

    def _action_pane(self) -> Pane:
        pane = Pane(self.theme)
        pane.setObjectName("begin_pane")
        new = self.new_button = Button(self.theme, _("New session"), icon="plus")
        self.commands.follow(new, lambda: new.set_key(self.commands.keys("session.new")))
        self.import_button = Button(self.theme, _("Import"), icon="download")
        self.example_button = Button(self.theme, _("Open the example"), icon="play", kind="quiet")
        for name, button in (
            ("new", self.new_button),
            ("import", self.import_button),
            ("example", self.example_button),
        ):
            button.setObjectName(f"home_{name}")
            button.clicked.connect(self.commands.action(f"session.{name}").trigger)
        row = QHBoxLayout()
        Measures(self.theme, row, margins=(14, 14, 12, 14), gap=8)
        row.addWidget(self.new_button)
        row.addWidget(self.import_button)
        row.addStretch(1)
        row.addWidget(self.example_button)
        pane.body.addLayout(row)
        return pane

    def _on_run_requested(self) -> None:
        if self.card.session is not None and self.card.session.state is not SessionState.ENDED:
            self._go_to(self.card.session, "run")

    def _on_card_practice_requested(self) -> None:
        if self.card.session is not None:
            self.workspace.open_session(self.card.session.id)
            self.commands.action("practice.begin").trigger()

    def _on_card_room_requested(self, room: str) -> None:
        if self.card.session is not None:
            self._go_to(self.card.session, room)

    def _on_session_requested(self, session: Session) -> None:
        open_in_its_room(self.workspace, self.commands, session)

    def _on_new_session_requested(self, series_id: str) -> None:
        from flipdesk.ui.dialogs.new_session import NewSessionDialog

        dialog = NewSessionDialog(self.theme, self.workspace, self.window())
        dialog.created.connect(self._on_session_created)
        dialog.open_for(SeriesId(series_id))

    def _on_session_created(self, session_id: str) -> None:
        for session in self.workspace.desk.base.sessions.all():
            if session.id == session_id:
                self._go_to(session, "prepare")

    def _go_to(self, session: Session, room: str) -> None:
        self.workspace.open_session(session.id)
        self.commands.action(f"room.{room}").trigger()


def greeting_at(hour: int) -> str:
    """Return how one greets at an hour of the day."""
    if hour < 5 or hour >= 18:
        return _("Good evening")
    if hour < 10:
        return _("Good morning")
    if hour < 12:
        return pgettext("forenoon", "Good morning")
    return _("Good afternoon")
