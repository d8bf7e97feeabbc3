"""Taking in a transcript: choose a file, say where it belongs, and go on working."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import SessionId
from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import _, ngettext
from flipdesk.services.transcript_import import (
    ImportedTranscript,
    PlaceSubject,
    ReadTranscript,
    TranscriptImport,
)
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.rooms.room import RoomTools

if TYPE_CHECKING:
    from flipdesk.services.transcript_import import TranscriptPlace

_ENDINGS = "*.vtt *.srt *.html *.htm *.json *.otr *.txt"


class TranscriptImportCommands(QObject):
    """Reading happens in a job; a dialog only asks where the transcript belongs."""

    def __init__(self, tools: RoomTools, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._workspace = tools.workspace
        self._window = window
        tools.commands.bind("transcript.import", self.choose_file)

    def choose_file(self) -> None:
        """Ask for the file."""
        if self._workspace.session_id is None:
            self._workspace.problem.emit(
                _("No session is open. Open the one that the transcript belongs to first.")
            )
            return
        name, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Import a transcript"),
            "",
            _("Transcripts") + f" ({_ENDINGS});;" + _("All files") + " (*)",
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a file, ask where it belongs, and take it in."""
        title = _("Reading {file}").format(file=path.name)
        self._tools.jobs.run(
            title, lambda _progress: TranscriptImport.read_file(path), self._on_read
        )

    def _on_read(self, result: "Ok[ReadTranscript] | Err") -> None:
        from flipdesk.ui.dialogs.transcript_place_dialog import TranscriptPlaceDialog

        record = self._workspace.record
        if isinstance(result, Err):
            self._workspace.problem.emit(result.sentence)
        elif record is not None:
            imports = self._workspace.desk.transcript_import
            place = imports.proposed_place(record.session.id, result.value)
            subject = PlaceSubject(
                _("Import a transcript"),
                _("Import"),
                result.value.name,
                _about(result.value),
                result.value.text.notes,
                place.recording,
            )
            dialog = TranscriptPlaceDialog(
                self._tools.theme, record, subject, imports, self._window
            )
            dialog.placed.connect(partial(self._store, record.session.id, result.value))
            dialog.open()

    def _store(self, session_id: SessionId, read: ReadTranscript, place: "TranscriptPlace") -> None:
        made: list[ImportedTranscript] = []
        imports = self._workspace.desk.transcript_import

        def store() -> Step:
            made.append(imports.store(session_id, read, place))
            return made[0].step

        if not self._workspace.perform(store):
            return
        self._workspace.reveal_wanted.emit("transcript", made[0].transcript.id)
        count = made[0].segments
        said = ngettext(
            "{file} is in its place: {count} segment.",
            "{file} is in its place: {count} segments.",
            count,
        )
        sentences = [said.format(file=read.name, count=count), *made[0].notes]
        self._workspace.notice.emit(" ".join(sentences))


def _about(read: ReadTranscript) -> str:
    text = read.text
    segments = ngettext("{count} segment", "{count} segments", len(text.pieces))
    speakers = ngettext("{count} speaker", "{count} speakers", len(text.speakers))
    parts = [text.made_with or text.form, segments.format(count=len(text.pieces))]
    if text.speakers:
        parts.append(speakers.format(count=len(text.speakers)))
    return " · ".join([*parts, format_duration(text.length_ms)])
