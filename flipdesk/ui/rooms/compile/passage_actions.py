"""What can be done with a marked stretch of the recording; each change is a step."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from flipdesk.domain.ids import AgendaItemId, PassageId, SessionId
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.stretch import Stretch
from flipdesk.domain.use import Act, Thing
from flipdesk.i18n import _, language
from flipdesk.services.passage_export import ENDINGS, PassageExport
from flipdesk.services.passages import Block
from flipdesk.ui.jobs import Err, Ok, Progress
from flipdesk.ui.leaving_gate import LeavingGate, Outgoing
from flipdesk.ui.rooms.compile.listening import Listening
from flipdesk.ui.rooms.compile.timeline_pane import TimelinePane
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button

if TYPE_CHECKING:
    from flipdesk.audio.export_sound import ExportedSound


class PassageActions:
    """Binds the bar of the marked stretch and the commands for it."""

    def __init__(self, tools: RoomTools, pane: TimelinePane, listening: Listening) -> None:
        self._tools = tools
        self._pane = pane
        self._listening = listening
        self.gate = LeavingGate(tools.theme, tools.workspace, tools.commands, tools.jobs, pane)
        self.blocks_menu = QMenu(pane)
        self.blocks_menu.setObjectName("passage_blocks_menu")
        self.blocks_menu.setAccessibleName(_("Blocks of Lend an ear"))
        self.speakers_menu = QMenu(pane)
        self.speakers_menu.setObjectName("passage_speakers_menu")
        self.speakers_menu.setAccessibleName(_("Who speaks here?"))
        bar = pane.selection_bar
        bar.when(bar.speaker_button, self.offer_speakers)
        bar.when(bar.add_button, self.add)
        bar.when(bar.repeat_button, self.repeat)
        bar.when(bar.give_button, self.offer_blocks)
        bar.when(bar.export_button, self.export)
        bar.when(bar.silence_button, self.silence)
        bar.when(bar.remove_button, self.remove)
        bar.when(bar.erase_button, self.erase)
        bar.when(bar.close_button, pane.timeline.unmark)

    def add(self) -> None:
        """Make a passage of what is marked."""
        record, marked = self._tools.workspace.record, self._pane.selection
        if record is None or marked is None or self._pane.marked_passage is not None:
            return
        add = partial(self._tools.workspace.desk.passages.add, record.session.id, *marked)
        self._tools.workspace.perform(add, notice=_("The passage is made"))

    def silence(self) -> None:
        """Let what is marked never be heard."""
        record, marked = self._tools.workspace.record, self._pane.selection
        if record is not None and marked is not None:
            passages = self._tools.workspace.desk.passages
            silence = partial(passages.silence, record.session.id, *marked)
            self._tools.workspace.perform(silence, notice=_("The passage is silenced"))

    def erase(self) -> None:
        """Show what goes when what is marked is erased for good."""
        record, marked = self._tools.workspace.record, self._pane.selection
        if record is not None and marked is not None:
            self._tools.workspace.passage_erasure_wanted.emit(record.session.id, *marked)

    def remove(self) -> None:
        """Forget the passage that is marked, or that it is silenced; the sound stays."""
        passage = self._pane.marked_passage
        if passage is not None:
            remove = partial(self._tools.workspace.desk.passages.remove, passage.id)
            is_silenced = passage.kind is PassageKind.SILENCED
            notice = _("It is silenced no longer") if is_silenced else _("The passage is removed")
            self._tools.workspace.perform(remove, notice=notice)

    def repeat(self) -> None:
        """Play what is marked again and again, or no longer."""
        marked = self._pane.selection or self._listening.player.loop
        if marked is not None:
            self._listening.repeat(*marked)

    def offer_blocks(self) -> None:
        """Show the blocks that what is marked can be given to."""
        record = self._tools.workspace.record
        if record is None or self._pane.selection is None:
            return
        self.blocks_menu.clear()
        blocks = self._tools.workspace.desk.passages.blocks(record.session.id)
        for block in blocks:
            words = _block_words(record, block)
            self.blocks_menu.addAction(words).triggered.connect(partial(self._give, block.item.id))
        if not blocks:
            words = _("No block of Lend an ear here or in the next session: add one in Prepare")
            self.blocks_menu.addAction(words).setEnabled(False)
        _open_below(self._pane.selection_bar.give_button, self.blocks_menu)

    def offer_speakers(self) -> None:
        """Show those who can have been speaking in what is marked."""
        record = self._tools.workspace.record
        if record is None or self._pane.selection is None:
            return
        self.speakers_menu.clear()
        for person in record.participants:
            # Qt takes an & for the mark of a shortcut.
            action = self.speakers_menu.addAction(person.name.replace("&", "&&"))
            action.triggered.connect(partial(self._note_speaker, person))
        if not record.participants:
            words = _("The session has no participants: add them in Prepare")
            self.speakers_menu.addAction(words).setEnabled(False)
        _open_below(self._pane.selection_bar.speaker_button, self.speakers_menu)

    def export(self) -> None:
        """Write what is marked as a sound file of its own, if everybody in it has consented."""
        workspace, record = self._tools.workspace, self._tools.workspace.record
        marked, recording = self._pane.selection, self._listening.recording
        if record is None or marked is None or recording is None:
            return
        exports = workspace.desk.passage_exports
        make = partial(exports.make, record.session.id, *marked, recording.id)
        save = partial(self._save, record.session.id, marked)
        self.gate.ask(Outgoing(_("Before the file is written"), language(), make, save))

    def _save(self, session_id: SessionId, marked: Stretch, export: PassageExport) -> None:
        """Ask where a passage goes, and write it there."""
        exports = self._tools.workspace.desk.passage_exports
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        name, _chosen = QFileDialog.getSaveFileName(
            self._pane,
            _("Export the passage"),
            exports.file_name(session_id, *marked),
            _("Sound files") + f" ({endings})",
        )
        if name:
            title = _("Exporting {file}").format(file=Path(name).name)
            self._tools.jobs.run(title, partial(_write, export, Path(name)), self._on_exported)

    def _give(self, item_id: AgendaItemId, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        workspace, record = self._tools.workspace, self._tools.workspace.record
        passage, marked = self._pane.marked_passage, self._pane.selection
        if record is None or marked is None:
            return
        passages, notice = workspace.desk.passages, _("The passage is given to the block")
        if passage is not None:
            give = partial(passages.give_to_block, PassageId(passage.id), item_id)
        else:
            give = partial(passages.add, record.session.id, *marked, agenda_item_id=item_id)
        workspace.perform(give, notice=notice)

    def _note_speaker(self, person: Participant, _checked: bool = False) -> None:  # noqa: FBT001, FBT002
        workspace, record = self._tools.workspace, self._tools.workspace.record
        marked = self._pane.selection
        if record is not None and marked is not None:
            passages = workspace.desk.passages
            note = partial(passages.note_speaker, record.session.id, person.id, *marked)
            workspace.perform(
                note, notice=_("{name} is noted as speaking").format(name=person.name)
            )

    def _on_exported(self, result: "Ok[ExportedSound | None] | Err") -> None:
        if isinstance(result, Err):
            self._tools.workspace.problem.emit(result.sentence)
        elif result.value is not None:
            workspace = self._tools.workspace
            workspace.desk.journal.note(Act.EXPORTED, Thing.PASSAGE, session=workspace.session_id)
            words = _("{file} is written").format(file=result.value.path.name)
            self._tools.workspace.information.emit(words)
            if warning := result.value.warning():
                self._tools.workspace.problem.emit(warning)


def _open_below(button: Button, menu: QMenu) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _block_words(record: SessionRecord, block: Block) -> str:
    if block.session.id == record.session.id:
        return block.item.title
    return f"{block.session.title}: {block.item.title}"


def _write(export: PassageExport, path: Path, progress: Progress) -> "ExportedSound | None":
    return export.write(
        path, lambda fraction: progress.at(round(100 * fraction)), lambda: progress.is_cancelled
    )
