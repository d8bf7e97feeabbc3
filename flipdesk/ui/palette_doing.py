"""What happens when something is chosen in the command palette."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from flipdesk.domain.ids import ParticipantId, SessionId
from flipdesk.domain.vocabulary import SessionState
from flipdesk.ui.commands import Commands
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.session_commands import open_in_its_room
from flipdesk.ui.workspace import Workspace


class PaletteDoing(QObject):
    """Does what an offer's key names; rooms are entered where they are needed."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        commands: Commands,
        open_settings: Callable[[], QDialog],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._commands = commands
        self._open_settings = open_settings

    def do(self, key: str) -> None:
        """Do it; a thing that has gone meanwhile is left alone."""
        kind, _colon, name = key.partition(":")
        acts: dict[str, Callable[[str], None]] = {
            "command": self._do_command,
            "floor": self._give_floor,
            "person": self._open_person,
            "begin": lambda _item: self._do_command("run.next"),
            "item": self._go_to_item,
            "material": self._go_to_item,
            "note": self._go_to_note,
            "session": self._open_session,
            "series": self._go_to_series,
            "setting": self._go_to_setting,
            "search": self._search,
        }
        acts[kind](name)

    def _do_command(self, command_id: str) -> None:
        room = self._commands.room_of(command_id)
        if room:
            self._window.enter(room)
        self._commands.action(command_id).trigger()

    def _give_floor(self, participant_id: str) -> None:
        self._enter("run")
        self._workspace.floor_wanted.emit(participant_id)

    def _open_person(self, participant_id: str) -> None:
        from flipdesk.ui.dialogs.participant_dialog import ParticipantDialog

        self._enter("prepare")
        dialog = ParticipantDialog(self._window.theme, self._workspace, self._window)
        dialog.open_for(ParticipantId(participant_id))

    def _go_to_item(self, name: str) -> None:
        self._enter("prepare")
        self._workspace.reveal_wanted.emit("agenda_item", name.partition(":")[0])

    def _go_to_note(self, note_id: str) -> None:
        record = self._workspace.record
        if record is None:
            return
        if record.session.state is SessionState.RUNNING:
            self._enter("run")
            self._workspace.reveal_wanted.emit("reflection", note_id)
        else:
            self._workspace.want_note(record.session.id, note_id)
            self._window.enter("compile")

    def _open_session(self, session_id: str) -> None:
        session = self._workspace.desk.base.sessions.get(SessionId(session_id))
        if session is not None:
            open_in_its_room(self._workspace, self._commands, session)

    def _go_to_series(self, series_id: str) -> None:
        self._enter("home")
        self._workspace.reveal_wanted.emit("series", series_id)

    def _go_to_setting(self, name: str) -> None:
        field = self._open_settings().findChild(QWidget, name)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def _search(self, words: str) -> None:
        self._enter("knowledge")
        self._workspace.search_wanted.emit(words)

    def _enter(self, room: str) -> None:
        if self._window.room is None or self._window.room.name != room:
            self._window.enter(room)
