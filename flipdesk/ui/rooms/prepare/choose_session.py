"""What Forbered shows while no session is open: make one, or choose one from a list."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from flipdesk.domain.dates import format_date_weekday
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import SessionState
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.delegates.state_delegate import StateDelegate, StateRow
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.fitted_list import FittedList
from flipdesk.ui.widgets.pane import Pane

_WIDTH = 560
_ICONS = {
    SessionState.PLANNED: "calendar",
    SessionState.RUNNING: "mic",
    SessionState.ENDED: "check",
}


class ChooseSession(QWidget):
    """The newest sessions stand first."""

    def __init__(self, tools: RoomTools) -> None:
        super().__init__()
        self._workspace = tools.workspace
        self._theme = tools.theme
        self.model = KeyedListModel(self)
        self.list = FittedList(
            tools.theme, _("Sessions"), StateDelegate(tools.theme), self.model, least=4
        )
        self.list.setObjectName("choose_session")
        self.list.chosen.connect(self._on_list_chosen)
        self._empty = EmptyState(
            tools.theme,
            "clipboard-list",
            _("No session is open"),
            _("Make a new one, or choose one of those that are here."),
            _("New session"),
        )
        self._empty.acted.connect(tools.commands.action("session.new").trigger)
        self._pane = Pane(tools.theme, _("Sessions"))
        for widget in (self._empty, self._pane):
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._pane.body.addWidget(self.list)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._pane, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        tools.theme.changed.connect(self._restyle)
        self._restyle()

    def refresh(self) -> None:
        """List what is there now."""
        base = self._workspace.desk.base
        series = {one.id: one for one in base.series.all()}
        rows: list[tuple[str, object]] = []
        for session in reversed(base.sessions.all()):
            day = format_date_weekday(session.starts.astimezone(zone_info(session.zone)))
            state = word(session.state)
            whose = series[session.series_id]
            text = f"{session.title} · {whose.organisation or whose.title}"
            rows.append((session.id, StateRow(_ICONS[session.state], text, f"{day} · {state}")))
        self.model.show_rows(rows)
        self._pane.setVisible(bool(rows))
        hint = _("Make a new one, or choose one of those that are here.")
        first = _("Begin with the first one; a template gives you a run sheet at once.")
        self._empty.say(_("No session is open"), hint if rows else first, _("New session"))

    def focus_target(self) -> QWidget:
        """Return what takes the focus here."""
        return self.list if self.model.rowCount() else self._empty.button

    def _on_list_chosen(self, index: QModelIndex) -> None:
        key = self.model.key_at(index)
        if key is not None:
            self._workspace.open_session(SessionId(key))

    def _restyle(self) -> None:
        self._pane.setFixedWidth(self._theme.px(_WIDTH))
        self._empty.setFixedWidth(self._theme.px(_WIDTH))
