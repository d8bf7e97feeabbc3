"""What is done to the agenda while it runs: every act is one step that can be undone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import AgendaItemId, SessionId
from flipdesk.domain.pause import lasting
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.rooms.run.agenda_now_menu import AgendaNowMenu
from flipdesk.ui.rooms.run.now_pane import NowPane
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.workspace import Workspace


class AgendaActs(QObject):
    """Serves the list of the agenda, its menu, the remedies and the end card."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        commands: Commands,
        now: NowPane,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._workspace = workspace
        self._commands = commands
        self._list = agenda = now.list
        self._keeping = workspace.desk.timekeeping
        agenda.begin_requested.connect(self._begin)
        agenda.skip_requested.connect(self._toggle_skipped)
        agenda.move_requested.connect(self._move)
        agenda.menu_requested.connect(self._open_menu)
        now.head.pause_requested.connect(self.toggle_pause)
        now.remedies.take_requested.connect(self.take_from_buffer)
        now.remedies.shorten_requested.connect(self.shorten_next)
        now.remedies.skip_requested.connect(self.skip_next)
        now.end_card.reopen_requested.connect(self.reopen)
        now.end_card.next_session_requested.connect(commands.action("session.new").trigger)

    @property
    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of the agenda do."""
        return {
            "run.take_from_buffer": self.take_from_buffer,
            "run.shorten_next": self.shorten_next,
            "run.skip_next": self.skip_next,
            "run.pause": self.toggle_pause,
            "run.end": self.end,
            "run.reopen": self.reopen,
        }

    def toggle_pause(self) -> None:
        """Stop the agenda clock, or let it go on."""
        record = self._workspace.record
        if record is None:
            return
        stands = lasting(record.pauses) is not None
        act = self._keeping.resume if stands else self._keeping.pause
        if self._workspace.perform(lambda: act(record.session.id)):
            words = _("The agenda clock runs again") if stands else _("The agenda clock is stopped")
            announce(self._list, words)

    def take_from_buffer(self) -> None:
        self._remedy(self._keeping.take_from_buffer)

    def shorten_next(self) -> None:
        self._remedy(self._keeping.shorten_next)

    def skip_next(self) -> None:
        self._remedy(self._keeping.skip_next)

    def end(self) -> None:
        """End the session here, whatever is left of the agenda."""
        record = self._workspace.record
        if record is not None and record.session.state is SessionState.RUNNING:
            self._remedy(self._keeping.end_session)

    def reopen(self) -> None:
        self._remedy(self._keeping.reopen)

    def _remedy(self, act: Callable[[SessionId], Step]) -> None:
        session_id = self._workspace.session_id
        if session_id is not None:
            self._workspace.perform(lambda: self._said(act(session_id)))

    def _said(self, step: Step) -> Step:
        if step.changes:
            announce(self._list, step.label)
        return step

    def _begin(self, guid: str) -> None:
        item_id = AgendaItemId(guid)
        self._workspace.perform(lambda: self._keeping.begin(item_id))

    def _toggle_skipped(self, guid: str) -> None:
        record, item_id = self._workspace.record, AgendaItemId(guid)
        item = record.agenda_item(item_id) if record is not None else None
        if item is not None:
            act = self._keeping.unskip if item.skipped else self._keeping.skip
            self._workspace.perform(lambda: self._said(act(item_id)))

    def _move(self, guid: str, by: int) -> None:
        item_id = AgendaItemId(guid)
        self._workspace.perform(lambda: self._said(self._keeping.move(item_id, by)))
        self._list.choose(item_id)

    def _open_menu(self, guid: str, at: QPoint) -> None:
        record = self._workspace.record
        item = record.agenda_item(AgendaItemId(guid)) if record is not None else None
        if item is None:
            return
        acts = {
            "begin": partial(self._begin, guid),
            "skip": partial(self._toggle_skipped, guid),
            "earlier": partial(self._move, guid, -1),
            "later": partial(self._move, guid, 1),
        }
        menu = AgendaNowMenu(self._theme, self._commands, item, acts, self._list)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
