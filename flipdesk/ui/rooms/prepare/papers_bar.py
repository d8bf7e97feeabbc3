"""The buttons for what is sent out and handed out, at the bottom right of the run sheet."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.paper import PaperKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import _, language
from flipdesk.services.leaving import Leaving
from flipdesk.services.papers import Printed, handout
from flipdesk.ui.leaving_gate import LeavingGate, Outgoing
from flipdesk.ui.rooms.compile.minutes_menus import LANGUAGES
from flipdesk.ui.rooms.prepare.paper_writing import PaperWriting
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.saved_message import SavedMessage
from flipdesk.ui.showing_files import open_in_own_program
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.inline_message import InlineMessage
from flipdesk.ui.widgets.measures import Measures

_GAP = 8
_COMMANDS = {
    PaperKind.PROGRAM: "papers.program",
    PaperKind.RUN_SHEET: "papers.run_sheet",
    PaperKind.DIMENSIONS: "papers.dimensions",
    PaperKind.GROUND_RULES: "papers.ground_rules",
    PaperKind.LEND_AN_EAR: "papers.lend_an_ear",
}
_CALENDAR = "papers.calendar"
_MENU = (
    ("papers.program", _CALENDAR, "papers.run_sheet"),
    ("papers.dimensions", "papers.ground_rules", "papers.lend_an_ear"),
)


class PapersBar(QWidget):
    """Program, calendar and a menu with everything; where room is short, the menu alone.

    What was written is told above the last row of the pane whose body is given: its own row.
    """

    def __init__(self, tools: RoomTools, body: QBoxLayout) -> None:
        super().__init__()
        self.setObjectName("papers_bar")
        self._tools = tools
        self._body = body
        self._message: InlineMessage | None = None
        self.language = language()
        self.open_url = open_in_own_program
        self.writing = PaperWriting(tools.jobs, self)
        self.gate = LeavingGate(tools.theme, tools.workspace, tools.commands, tools.jobs, self)
        self.menu = QMenu(self)
        self.menu.setObjectName("papers_menu")
        self.menu.setAccessibleName(_("Papers"))
        self._make_buttons()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._connect()

    def write(self, kind: PaperKind) -> None:
        """Ask where a paper goes, and write it there."""
        workspace = self._tools.workspace
        if kind.is_handout:
            self.writing.ask(handout(kind, self.language, workspace.now()))
            return
        record = self._open_record()
        if record is not None:
            papers, key, chosen = workspace.desk.papers, record.session.id, self.language
            self._ask(lambda: papers.make(kind, key, chosen, record=workspace.record))

    def write_calendar(self) -> None:
        """Ask where the calendar file goes, and write it there."""
        workspace, record = self._tools.workspace, self._open_record()
        if record is not None:
            papers, key, chosen = workspace.desk.papers, record.session.id, self.language
            self._ask(lambda: papers.make_calendar(key, chosen, record=workspace.record))

    def _ask(self, make: Callable[[], tuple[Printed, Leaving]]) -> None:
        """Ask where a paper goes, or first what has to be decided before it may be written."""
        title = _("Before the file is written")
        self.gate.ask(Outgoing(title, self.language, make, self.writing.ask, is_short=True))

    @override
    def sizeHint(self) -> QSize:
        hints = [one.sizeHint() for one in (self.program_button, self.calendar_button)]
        gaps = len(hints) * self._tools.theme.px(_GAP)
        width = sum(hint.width() for hint in hints) + gaps + self.menu_button.sizeHint().width()
        return QSize(width, self.menu_button.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.menu_button.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.width() >= self.sizeHint().width()
        self.program_button.setVisible(fits)
        self.calendar_button.setVisible(fits)

    def _open_record(self) -> SessionRecord | None:
        workspace = self._tools.workspace
        if workspace.record is None:
            workspace.problem.emit(_no_session())
        return workspace.record

    def _on_workspace_session_opened(self) -> None:
        self._put_message_away()
        self._tools.workspace.problem_over.emit(_no_session())

    def _make_buttons(self) -> None:
        theme = self._tools.theme
        self.program_button = Button(theme, _("Programme in Word"), icon="file-text")
        self.calendar_button = Button(theme, _("Calendar"), icon="calendar")
        self.menu_button = Button(theme, _("Papers"))
        self.menu_button.set_trailing_icon("chevron-down")
        self.menu_button.setToolTip(_("Programme, run sheet and handouts"))
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(0, 0, 0, 0), gap=_GAP)
        row.addStretch(1)
        for name, button in (
            ("papers_program", self.program_button),
            ("papers_calendar", self.calendar_button),
            ("papers_more", self.menu_button),
        ):
            button.setObjectName(name)
            row.addWidget(button)

    def _connect(self) -> None:
        commands = self._tools.commands
        for kind, command_id in _COMMANDS.items():
            commands.bind(command_id, partial(self.write, kind))
        commands.bind(_CALENDAR, self.write_calendar)
        self.program_button.clicked.connect(commands.action("papers.program").trigger)
        self.calendar_button.clicked.connect(commands.action(_CALENDAR).trigger)
        self.menu_button.clicked.connect(self._on_menu_button_clicked)
        self.writing.written.connect(self._on_writing_written)
        self.writing.refused.connect(self._tools.workspace.problem)
        self._tools.workspace.session_opened.connect(self._on_workspace_session_opened)

    def _on_menu_button_clicked(self) -> None:
        self.menu.clear()
        for group in _MENU:
            for command_id in group:
                self.menu.addAction(self._tools.commands.action(command_id))
            self.menu.addSeparator()
        languages = QActionGroup(self.menu)
        for key, name in LANGUAGES.items():
            action = self.menu.addAction(_(name))
            action.setObjectName(f"papers_in_{key}")
            action.setCheckable(True)
            action.setChecked(key == self.language)
            action.triggered.connect(self._choosing(key))
            languages.addAction(action)
        self.menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def _choosing(self, key: str) -> Callable[[], None]:
        def choose() -> None:
            self.language = key

        return choose

    def _on_writing_written(self, path: str) -> None:
        self._put_message_away()
        record = self._tools.workspace.record
        if record is not None:
            journal = self._tools.workspace.desk.journal
            journal.note(Act.EXPORTED, Thing.PAPER, session=record.session.id)
        complain = self._tools.workspace.problem.emit
        message = SavedMessage(self._tools.theme, Path(path), self.open_url, complain)
        message.setObjectName("paper_written")
        message.closed.connect(self._put_message_away)
        self._message = message
        self._body.insertWidget(self._body.count() - 1, message)
        message.tell()

    def _put_message_away(self) -> None:
        if self._message is not None:
            self._message.hide()
            self._message.deleteLater()
            self._message = None


def _no_session() -> str:
    return _("No session is open. Open the one it is about first.")
