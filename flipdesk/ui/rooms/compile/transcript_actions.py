"""What can be done with segments, each a step that can be undone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from flipdesk.domain.changes import Step
from flipdesk.domain.code_points import to_code_points
from flipdesk.domain.ids import ParticipantId, TranscriptId, TranscriptSegmentId
from flipdesk.domain.transcript import Transcript
from flipdesk.domain.transcript_editing import tidy
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.vocabulary import ReflectionKind
from flipdesk.i18n import _, language
from flipdesk.services.leaving import Leaving
from flipdesk.services.transcript_export import TranscriptFile, TranscriptForm
from flipdesk.services.transcript_import import PlaceSubject, TranscriptPlace
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.leaving_gate import LeavingGate, Outgoing
from flipdesk.ui.models.keyed_rows import Index
from flipdesk.ui.rooms.compile.kept_drafts import KeptDrafts
from flipdesk.ui.rooms.compile.transcript_accepting import TranscriptAccepting
from flipdesk.ui.rooms.room import RoomTools

if TYPE_CHECKING:
    from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane


class TranscriptActions:
    """Acts on the segments that are chosen, or on the words selected in the editor."""

    def __init__(self, tools: RoomTools, drafts: KeptDrafts, pane: "TranscriptPane") -> None:
        self._tools = tools
        self._workspace = tools.workspace
        self._drafts = drafts
        self._pane = pane
        self.accepting = TranscriptAccepting(tools.workspace, pane)
        self.gate = LeavingGate(tools.theme, tools.workspace, tools.commands, tools.jobs, pane)

    def rewrite(self, key: str | None, text: str) -> None:
        """Give a segment other words."""
        if key is not None:
            transcripts = self._workspace.desk.transcripts
            self._write(key, text, lambda: transcripts.edit(TranscriptSegmentId(key), text))

    def split(self, key: str | None, text: str, at: int) -> None:
        """Divide a segment where the cursor is, and go on writing in the second part."""
        segment = None if key is None else self._pane.segment(key)
        if segment is None:
            return
        transcripts = self._workspace.desk.transcripts
        if not self._write(segment.id, text, lambda: transcripts.split(segment.id, at, text)):
            return
        following = self._beside(segment.id, 1)
        is_split = tidy(text[:at]) and tidy(text[at:])
        self._pane.list.edit_segment(following if is_split else segment.id, 0 if is_split else at)

    def join(self, key: str | None, text: str) -> None:
        """Put a segment to the one before it, and go on writing where they meet."""
        if key is None:
            return
        before = self._pane.segment(self._beside(key, -1))
        transcripts = self._workspace.desk.transcripts
        if not self._write(key, text, lambda: transcripts.join(TranscriptSegmentId(key), text)):
            return
        if before is None:
            self._pane.list.edit_segment(key, 0)
        else:
            self._pane.list.edit_segment(before.id, len(before.text) + bool(before.text))

    def edit_next(self, index: Index) -> None:
        """Edit the segment behind one."""
        row = index.row()
        key = self._pane.list.segments.key_at(self._pane.list.segments.index(row + 1))
        if key is not None:
            self._pane.list.edit_segment(key, 0)

    def restore(self) -> None:
        """Bring the wording back that came."""
        segment = self._current()
        if segment is not None:
            transcripts = self._workspace.desk.transcripts
            self._do(lambda: transcripts.restore(segment))

    def check(self, *, checked: bool) -> None:
        """Note that somebody has compared the chosen segments with the sound, or not."""
        chosen = self._pane.list.chosen
        transcripts = self._workspace.desk.transcripts
        self._do(lambda: transcripts.check(chosen, checked=checked))

    def set_speaker(self, speaker_id: ParticipantId | None) -> None:
        """Say who speaks in the chosen segments."""
        chosen = self._pane.list.chosen
        speakers = self._workspace.desk.transcript_speakers
        self._do(lambda: speakers.set(chosen, speaker_id))

    def set_label(self, label: str, speaker_id: ParticipantId | None) -> None:
        """Say who a speaker of the file is, everywhere."""
        transcript = self._pane.transcript
        if transcript is not None:
            speakers = self._workspace.desk.transcript_speakers
            self._do(lambda: speakers.set_label(transcript.id, label, speaker_id))

    def accept_all(self) -> None:
        """Let everything that the turns propose be so."""
        self.accepting.accept(self._pane.proposals)

    def reflect(self, kind: ReflectionKind) -> None:
        """Make a reflection of the selected words, or of the chosen segments."""
        view = self._pane.list
        if not self._pane.isVisible():
            # The keys belong to the room, and the notes stand in the pane's place.
            return
        editor = view.editor
        if editor is not None:
            cursor, key = editor.textCursor(), view.segments.key_at(view.currentIndex())
            begin = cursor.selectionStart() if cursor.hasSelection() else 0
            at = to_code_points(editor.toPlainText(), begin)
            text = cursor.selectedText() or editor.toPlainText()
            keys = [TranscriptSegmentId(key)] if key is not None else []
        else:
            keys = list(view.chosen)
            found = [self._pane.segment(key) for key in keys]
            text, at = " ".join(one.text for one in found if one is not None), 0
        if not keys:
            return
        transcripts = self._workspace.desk.transcripts
        made = _("The reflection is made")
        self._do(lambda: transcripts.reflect(keys[0], text, at, kind), made)

    def delete(self) -> None:
        """Take the transcript away."""
        transcript = self._pane.transcript
        if transcript is not None:
            transcripts = self._workspace.desk.transcripts
            self._do(lambda: transcripts.delete(transcript.id), _("The transcript is deleted"))

    def rename(self) -> None:
        """Ask for another name."""
        from flipdesk.ui.dialogs.library_name_dialog import LibraryNameDialog

        transcript = self._pane.transcript
        if transcript is None:
            return
        transcripts, title = self._workspace.desk.transcripts, _("Rename the transcript")
        dialog = LibraryNameDialog(
            self._tools.theme,
            self._workspace,
            title,
            lambda name: transcripts.rename(transcript.id, name),
            self._pane,
        )
        dialog.open_with(transcript.name)

    def place_again(self) -> None:
        """Ask where the transcript belongs, and move all of it."""
        from flipdesk.ui.dialogs.transcript_place_dialog import TranscriptPlaceDialog

        transcript, record = self._pane.transcript, self._workspace.record
        if transcript is None or record is None:
            return
        desk = self._workspace.desk
        made_from = [one for one in record.recordings if one.id == transcript.recording_id]
        subject = PlaceSubject(
            _("Place the transcript"),
            _("Move"),
            transcript.name,
            recording=made_from[0] if made_from else None,
            offset_ms=transcript.offset_ms,
        )
        dialog = TranscriptPlaceDialog(
            self._tools.theme, record, subject, desk.transcript_import, self._pane
        )
        dialog.placed.connect(lambda place: self._move(transcript.id, place))
        dialog.open()

    def _move(self, transcript_id: TranscriptId, place: TranscriptPlace) -> None:
        transcripts, recording = self._workspace.desk.transcripts, place.recording
        recording_id = None if recording is None else recording.id
        self._do(lambda: transcripts.move(transcript_id, place.offset_ms, recording_id))

    def export(self) -> None:
        """Ask where to, and write what may leave, without names."""
        transcript = self._pane.transcript
        if transcript is None:
            return
        title = _("Before the file is written")
        make = partial(self._made, transcript)
        self.gate.ask(Outgoing(title, transcript.language or language(), make, self._save))

    def _made(self, transcript: Transcript) -> tuple[TranscriptFile, Leaving]:
        """Return the transcript that is shown, with the segments that are known already."""
        record = self._workspace.record
        shown = self._pane.transcript
        if record is not None and shown is not None and shown.id == transcript.id:
            ready = TranscriptFile(record, shown, self._pane.segments)
        else:
            ready = self._workspace.desk.transcript_export.ready(transcript.id)
        return ready, ready.leaving

    def _save(self, ready: TranscriptFile) -> None:
        """Ask where a transcript goes, and write it there."""
        name, _chosen = QFileDialog.getSaveFileName(
            self._pane, _("Save the transcript"), f"{ready.transcript.name}.txt", "*.txt *.vtt"
        )
        if not name:
            return
        path = Path(name)
        is_vtt = path.suffix.casefold() == ".vtt"
        form = TranscriptForm.WEBVTT if is_vtt else TranscriptForm.TEXT

        def work(_progress: Progress) -> str:
            exported = ready.text(form)
            _save(path, exported.text)
            return exported.statement()

        def done(result: Ok[str] | Err) -> None:
            if isinstance(result, Err):
                self._workspace.problem.emit(result.sentence)
            else:
                journal = self._workspace.desk.journal
                journal.note(Act.EXPORTED, Thing.TRANSCRIPT, session=self._workspace.session_id)
                said = _("{file} is saved.").format(file=path.name)
                self._workspace.information.emit(f"{said} {result.value}")

        self._tools.jobs.run(_("Writing {file}").format(file=path.name), work, done)

    def _write(self, key: str, text: str, action: Callable[[], Step]) -> bool:
        """Store what was written; what could not be stored stays as a draft."""
        is_stored = self._workspace.perform(action)
        self._drafts.keep(key, "" if is_stored else text)
        return is_stored

    def _do(self, action: Callable[[], Step], notice: str = "") -> None:
        self._workspace.perform(action, notice=notice)

    def _current(self) -> TranscriptSegmentId | None:
        key = self._pane.list.segments.key_at(self._pane.list.currentIndex())
        return None if key is None else TranscriptSegmentId(key)

    def _beside(self, key: str, by: int) -> str:
        """Return the segment so many places on, "" beyond the ends."""
        segments = self._pane.list.segments
        row = segments.index_of(key).row() + by
        return (segments.key_at(segments.index(row)) or "") if row >= 0 else ""


def _save(path: Path, text: str) -> None:
    from flipdesk.documents.save import save_file

    save_file(path, text.encode(), _check)


def _check(path: Path) -> None:
    path.read_bytes().decode()
