"""Rewriting notes in Bearbejd: what they said earlier, drafts, and splitting at the cursor."""

from PySide6.QtCore import QObject

from flipdesk.domain.dates import format_date_short, format_time
from flipdesk.domain.reflection import Marker
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.ui.rooms.compile.kept_drafts import KeptDrafts
from flipdesk.ui.rooms.compile.note_actions import NoteActions
from flipdesk.ui.rooms.compile.note_editor import NoteWordings
from flipdesk.ui.rooms.compile.note_list import NoteList
from flipdesk.ui.workspace import Workspace


class Rewriting(QObject):
    """Stands behind the editor of the list: gives it what it shows, and does what it asks for."""

    def __init__(
        self, workspace: Workspace, drafts: KeptDrafts, view: NoteList, actions: NoteActions
    ) -> None:
        super().__init__(view)
        self._workspace = workspace
        self._drafts = drafts
        self._view = view
        self._actions = actions
        delegate = view.delegate
        delegate.wordings = self.wordings
        delegate.drafted.connect(drafts.keep)
        delegate.split_requested.connect(lambda _key: self.split())
        view.notes.text_edited.connect(self._on_text_edited)

    def wordings(self, key: str) -> NoteWordings:
        """Return what a note has said, and what was being written of it when the window died."""
        note = self._view.notes.note(self._view.notes.index_of(key))
        draft = self._drafts.of(key)
        if note is None or isinstance(note, Marker):
            return NoteWordings(draft=draft)
        texts = self._workspace.desk.texts
        originals, versions = texts.originals(note), texts.of(note.id)
        said = " · ".join(
            f"{one.initials}: {one.text}" if one.initials and len(originals) > 1 else one.text
            for one in originals
        )
        is_merged = len(originals) > 1
        first = _("merged") if is_merged else _("in the room")
        earlier = [
            (self._when(number, key) if number else first, one.text)
            for number, one in enumerate(versions)
        ]
        original = versions[0].text if versions else ""
        return NoteWordings(
            said=said if versions or is_merged else note.text,
            original=original,
            earlier=earlier,
            draft=draft,
            can_split=True,
        )

    def restore(self) -> None:
        """Let the chosen note say what it said in the room."""
        editor = self._view.delegate.editor
        if editor is not None:
            editor.restore()
            return
        for note in self._actions.tagged:
            versions = self._workspace.desk.texts.of(note.id)
            if versions:
                self._actions.rewrite(note, versions[0].text)

    def split(self) -> None:
        """Split the note in whose editor the cursor stands; open the editor if there is none."""
        editor = self._view.delegate.editor
        note = self._view.notes.note(self._view.currentIndex())
        if editor is None or note is None or isinstance(note, Marker):
            self._view.edit_current()
            return
        text, at = editor.text.toPlainText(), editor.text.textCursor().position()
        if self._actions.split(note, at, text):
            self._view.delegate.close_editor(save=False)

    def _when(self, number: int, key: str) -> str:
        """Return when a text came, which is when the one before it was replaced."""
        record, versions = self._workspace.record, self._workspace.desk.texts.of(key)
        if record is None:
            return ""
        came = versions[number - 1].replaced.astimezone(zone_info(record.session.zone))
        return f"{format_date_short(came.date())} {format_time(came)}"

    def _on_text_edited(self, key: str, text: str) -> None:
        note = self._view.notes.note(self._view.notes.index_of(key))
        if note is not None:
            is_stored = self._actions.rewrite(note, text)
            self._drafts.keep(key, "" if is_stored else text)
