"""Taking in a recording made elsewhere: choose a file, say where it belongs, and go on working."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.ids import SessionId
from flipdesk.domain.offsets import format_duration
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.sound_import import ImportPlan, SoundImport
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.sound_taking import look_at, sound_filter, take_in

if TYPE_CHECKING:
    from flipdesk.audio.foreign_sound import ForeignSound
    from flipdesk.audio.import_sound import ImportedSound


class SoundImportCommands(QObject):
    """Reading and copying happen in jobs; a dialog only asks where the sound belongs."""

    def __init__(self, tools: RoomTools, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._workspace = tools.workspace
        self._window = window
        tools.commands.bind("recording.import", self.choose_file)

    def choose_file(self) -> None:
        """Ask for the file."""
        if self._workspace.session_id is None:
            self._workspace.problem.emit(
                _("No session is open. Open the one that the recording belongs to first.")
            )
            return
        name, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Import a recording"),
            "",
            sound_filter(),
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Look at a file, ask where it belongs, and take it in."""
        look_at(self._tools.jobs, path, self._on_inspected)

    def _on_inspected(self, result: "Ok[ForeignSound] | Err") -> None:
        from flipdesk.ui.dialogs.import_sound_dialog import ImportSoundDialog

        record = self._workspace.record
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        elif record is not None:
            imports = SoundImport(self._workspace.desk.base)
            dialog = ImportSoundDialog(
                self._tools.theme, record, result.value, imports, self._window
            )
            dialog.planned.connect(partial(self._begin, record.session.id))
            dialog.open()

    def _begin(self, session_id: SessionId, plan: ImportPlan) -> None:
        take_in(self._tools.jobs, plan, partial(self._on_made, session_id))

    def _on_made(self, session_id: SessionId, result: "Ok[ImportedSound | None] | Err") -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
            return
        made = result.value
        if made is None:
            return
        try:
            imports = SoundImport(self._workspace.desk.base)
            self._workspace.tell(imports.settle(session_id, made))
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        placed = _("{file} is in its place on the timeline.").format(file=made.source)
        self._workspace.information.emit(placed)
        if made.left_out_ms:
            words = _(
                "The first {length} of {file} lie before the session began and are in the"
                " original only."
            )
            length = format_duration(made.left_out_ms)
            self._workspace.problem.emit(words.format(length=length, file=made.source))
