"""The pane Det venter: what somebody has to see to, each row leading there."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy

from flipdesk.domain.session import Session
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.services.overview import Wait, Waiting
from flipdesk.ui.delegates.waiting_delegate import WaitingDelegate
from flipdesk.ui.models.waiting_model import WaitingModel, thing_text
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.pane import Pane

_ROOMS = {Wait.CONSENT: "prepare"}


class WaitingPane(Pane):
    """`session_requested` carries a session and the room in which it waits."""

    session_requested = Signal(object, str)
    retention_requested = Signal()
    """What is due to be deleted is to be looked at."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("What waits"))
        self._workspace = tools.workspace
        self._waiting: tuple[Waiting, ...] = ()
        self._now: datetime = tools.workspace.now()
        self.setObjectName("waiting_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.model = WaitingModel(self)
        self.list = FittedList(
            tools.theme,
            _("What waits"),
            WaitingDelegate(tools.theme),
            self.model,
            least=2,
            modest=True,
        )
        self.list.setObjectName("waiting")
        self.list.chosen.connect(self._on_list_chosen)
        self._empty = EmptyState(
            tools.theme,
            "circle-check",
            _("Nothing waits"),
            _("Actions past their date, missing consents and minutes to write come here."),
        )
        # The list takes what there is up to its rows, the space under it only what is left.
        self.body.addWidget(self.list, 1000)
        self.body.addWidget(self._empty, 1000)
        self.body.addStretch(1)

    def show_waiting(self, waiting: tuple[Waiting, ...], now: datetime) -> None:
        """Show what waits at this moment."""
        self._waiting, self._now = waiting, now
        self.model.show_waiting(waiting, now)
        self.set_note(str(len(waiting)) if waiting else "")
        self.list.setVisible(bool(waiting))
        self._empty.setVisible(not waiting)

    def _on_list_chosen(self, index: QModelIndex) -> None:
        key = self.model.key_at(index)
        waiting = next((one for one in self._waiting if one.reason == key), None)
        if waiting is None:
            return
        if waiting.reason is Wait.RETENTION:
            self.retention_requested.emit()
            return
        room = _ROOMS.get(waiting.reason, "compile")
        sessions = {thing.session.id: thing.session for thing in waiting.things}
        if len(sessions) == 1:
            self.session_requested.emit(next(iter(sessions.values())), room)
            return
        menu = QMenu(self)
        menu.setObjectName("waiting_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for thing in waiting.things:
            today = self._now.astimezone(zone_info(thing.session.zone)).date()
            words = thing_text(waiting, thing, today)
            menu.addAction(words, self._requesting(thing.session, room))
        rect = self.list.visualRect(index)
        menu.popup(self.list.viewport().mapToGlobal(rect.bottomLeft()))

    def _requesting(self, session: Session, room: str) -> Callable[[], None]:
        return lambda: self.session_requested.emit(session, room)
