"""Getting a clip for Lån et øre from a file: choose it, and go on; it comes when it is copied."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.ids import AgendaItemId, PassageId, RecordingId, SessionId
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.sound_import import SoundImport
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.sound_taking import look_at, sound_filter, take_in
from flipdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from flipdesk.audio.foreign_sound import ForeignSound
    from flipdesk.audio.import_sound import ImportedSound

Done = Callable[[PassageId], None]


class ClipImport(QObject):
    """The dialog is beside the work and never over it; the job shows how far it is."""

    def __init__(self, workspace: Workspace, jobs: JobRunner, owner: QWidget) -> None:
        super().__init__(owner)
        self._workspace = workspace
        self._jobs = jobs
        self._owner = owner

    def ask(self, done: Done, item_id: AgendaItemId | None = None) -> None:
        """Ask for a file; `done` gets the passage that is the whole of it."""
        dialog = QFileDialog(self._owner.window(), _("Get a clip from a file"))
        dialog.setObjectName("clip_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(sound_filter().split(";;"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.fileSelected.connect(lambda name: self.take(Path(name), done, item_id))
        dialog.show()

    def take(self, path: Path, done: Done, item_id: AgendaItemId | None = None) -> None:
        """Make a clip of a file, for a block where one is given."""
        session_id = self._workspace.session_id
        if session_id is not None:
            look_at(self._jobs, path, partial(self._on_seen, session_id, item_id, done))

    def _on_seen(
        self,
        session_id: SessionId,
        item_id: AgendaItemId | None,
        done: Done,
        result: "Ok[ForeignSound] | Err",
    ) -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
            return
        try:
            plan = SoundImport(self._workspace.desk.base).plan_clip(session_id, result.value)
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        take_in(self._jobs, plan, partial(self._on_made, session_id, item_id, done))

    def _on_made(
        self,
        session_id: SessionId,
        item_id: AgendaItemId | None,
        done: Done,
        result: "Ok[ImportedSound | None] | Err",
    ) -> None:
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        elif result.value is not None:
            self._store(session_id, item_id, done, result.value)

    def _store(
        self,
        session_id: SessionId,
        item_id: AgendaItemId | None,
        done: Done,
        made: "ImportedSound",
    ) -> None:
        desk = self._workspace.desk
        try:
            self._workspace.tell(SoundImport(desk.base).settle(session_id, made))
        except KnownError as error:
            self._workspace.problem.emit(str(error))
            return
        recording_id = RecordingId(made.recording)
        if desk.base.recordings.get(recording_id) is None:
            return
        block = item_id if item_id is not None and desk.base.agenda.get(item_id) else None
        title = Path(made.source).stem
        if self._workspace.perform(lambda: desk.passages.add_clip(recording_id, title, block)):
            said = _("The clip is here. Make sure that those who speak in it have said yes.")
            self._workspace.information.emit(said)
            done(desk.base.passages.of_session(session_id)[-1].id)
