"""Undo and redo show where they happened, from whatever room they are asked for."""

from PySide6.QtCore import QObject

from flipdesk.domain.changes import Step
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _
from flipdesk.services.where import Where, where
from flipdesk.ui.commands import Commands
from flipdesk.ui.frame import Frame
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.rail import room_names
from flipdesk.ui.workspace import Workspace

_ROOMS = {
    "reflection": ("run", "compile"),
    "outcome": ("run", "compile"),
    "marker": ("run", "compile"),
    "turn": ("run", "compile"),
    "passage": ("compile", "prepare"),
    "agenda_item": ("prepare", "run"),
    "participation": ("prepare", "run"),
    "session": ("prepare", "run", "compile"),
    "minutes": ("compile",),
    "recording": ("compile",),
    "transcript": ("compile",),
    "series": ("home",),
}
_ROOM_OF_STATE = {
    SessionState.PLANNED: "prepare",
    SessionState.RUNNING: "run",
    SessionState.ENDED: "compile",
}
_NOTES = ("reflection", "outcome", "marker")


def rooms_of(place: Where) -> tuple[str, ...]:
    """Return the rooms that show a thing, the one where one would look for it first in front."""
    if place.table == "session" and place.session is None:
        return ("home",)
    rooms = _ROOMS[place.table]
    usual = _ROOM_OF_STATE[place.session.state] if place.session is not None else ""
    return (usual, *(one for one in rooms if one != usual)) if usual in rooms else rooms


class UndoTrail(QObject):
    """What was undone in this room is chosen; what was undone elsewhere is said, not gone to.

    Somebody who chairs and writes must not be led away by an undo, so going there is an offer.
    """

    def __init__(
        self, window: MainWindow, workspace: Workspace, commands: Commands, frame: Frame
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._commands = commands
        self._frame = frame
        self._elsewhere: Where | None = None
        commands.bind("edit.undo", workspace.undo)
        commands.bind("edit.redo", workspace.redo)
        commands.bind("edit.go_there", self.go_there)
        commands.allow("edit.go_there", allowed=False)
        frame.toast.go_requested.connect(self.go_there)
        workspace.travelled.connect(self._on_workspace_travelled)

    def go_there(self) -> None:
        """Open the session and the room where something was undone, and choose the thing."""
        place = self._elsewhere
        if place is None:
            return
        self._remember(None)
        room = rooms_of(place)[0]
        if place.session is not None:
            if self._workspace.desk.base.sessions.get(place.session.id) is None:
                return
            if room == "compile" and place.table in _NOTES:
                self._workspace.want_note(place.session.id, place.id)
            else:
                self._workspace.open_session(place.session.id)
        self._window.enter(room)
        self._workspace.reveal_wanted.emit(place.table, place.id)

    def _on_workspace_travelled(self, step: Step, is_undo: bool) -> None:  # noqa: FBT001
        words = _("Undone: {what}") if is_undo else _("Done again: {what}")
        said = words.format(what=step.label)
        place = where(self._workspace.desk.base, step.changes)
        if place is None or self._is_here(place):
            self._remember(None)
            if self._frame.toast.isVisible():
                self._frame.toast.hide()
            announce(self._window, said)
            if place is not None:
                self._workspace.reveal_wanted.emit(place.table, place.id)
            return
        self._remember(place)
        self._frame.show_elsewhere(f"{said} ({self._place_text(place)})")

    def _is_here(self, place: Where) -> bool:
        room = self._window.room
        if room is None or room.name not in rooms_of(place):
            return False
        return place.session is None or place.session.id == self._workspace.session_id

    def _place_text(self, place: Where) -> str:
        room = room_names()[rooms_of(place)[0]]
        if place.session is None or place.session.id == self._workspace.session_id:
            return room
        return f"{room}, {place.session.title}"

    def _remember(self, place: Where | None) -> None:
        self._elsewhere = place
        self._commands.allow("edit.go_there", allowed=place is not None)
