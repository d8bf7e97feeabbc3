"""The notes of a session by agenda item, with their state in the minutes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.placing import Note
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.delegates.roles import ReflectionRow, Role
from flipdesk.ui.models.compile_note_rows import (
    GroupRow,
    NoteState,
    note_groups,
    note_row,
)
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.models.note_words import NoteWords

Index = QModelIndex | QPersistentModelIndex
_DESCRIBING = (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True)
class _Built:
    """A row and what it was made of."""

    note: Note
    state: NoteState | None
    parts: int
    row: ReflectionRow


class CompileNotesModel(KeyedListModel):
    """Rows are headings (GroupRow) and notes (ReflectionRow) under Role.ROW.

    An edit in place is a wish: `text_edited` carries GUID and text, also when nothing in it is new,
    and the row changes when the knowledge base has.
    """

    text_edited = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: dict[str, Note] = {}
        self._reasons: dict[str, str] = {}
        self._words: NoteWords | None = None
        self._built: dict[str, _Built] = {}
        self._playable = False
        self._playing = ""
        self._clips: frozenset[str] = frozenset()

    def set_playable(self, *, playable: bool) -> None:
        """Say whether there is sound to hear the notes in."""
        if playable != self._playable:
            self._playable = playable
            self._repaint(self.index(0), self.index(self.rowCount() - 1))

    def set_clips(self, clips: frozenset[str]) -> None:
        """Say which notes are heard in a clip, whether the session has a recording or not."""
        self._clips = clips

    def has_clip(self, key: str) -> bool:
        return key in self._clips

    def set_playing(self, key: str) -> None:
        """Mark the note that is being heard, "" for none."""
        before, self._playing = self._playing, key
        if before != key:
            for index in (self.index_of(before), self.index_of(key)):
                self._repaint(index, index)

    def show_record(
        self,
        record: SessionRecord | None,
        states: Mapping[str, NoteState],
        headings: Mapping[str, str],
    ) -> None:
        """Show a session's notes, or none."""
        rows: list[tuple[str, object]] = []
        self._notes = {}
        self._reasons = {key: state.reason for key, state in states.items()}
        if record is None:
            self.show_rows([])
            return
        if self._words is None or not self._words.shows_like(record):
            self._words = NoteWords(record)
            self._built.clear()
        parts = Counter(one.merged_into for one in record.merged)
        for group in note_groups(record, headings):
            rows.append((f"item {group.key}", group.row))
            for note in group.notes:
                self._notes[note.id] = note
                made_of = note, states.get(note.id), parts[ReflectionId(note.id)]
                rows.append((note.id, self._row(record, self._words, *made_of)))
        self.show_rows(rows)

    def _row(
        self,
        record: SessionRecord,
        words: NoteWords,
        note: Note,
        state: NoteState | None,
        parts: int,
    ) -> ReflectionRow:
        """Return the row of a note, made anew only when something in it is new."""
        built = self._built.get(note.id)
        if built is None or built.note is not note or (built.state, built.parts) != (state, parts):
            row = note_row(record, words, note, state, parts)
            built = self._built[note.id] = _Built(note, state, parts, row)
        return built.row

    def note(self, index: Index) -> Note | None:
        """Return the note of a row, None for a heading."""
        return self._notes.get(self.key_at(index) or "")

    def notes(self, indexes: Sequence[Index]) -> tuple[Note, ...]:
        """Return the notes of rows, in the order in which they are shown."""
        rows = sorted(index.row() for index in indexes)
        found = (self.note(self.index(row)) for row in rows)
        return tuple(note for note in found if note is not None)

    def group_key(self, row: int) -> str | None:
        """Return the GUID of the agenda item that a row stands under, "" outside the agenda."""
        keys = (self.key_at(self.index(n)) or "" for n in range(row, -1, -1))
        found = next((key for key in keys if key.startswith("item ")), None)
        return None if found is None else found.removeprefix("item ")

    def group(self, row: int) -> GroupRow | None:
        """Return the heading that a row stands under."""
        above = (self.index(n).data(Role.ROW) for n in range(row, -1, -1))
        return next((one for one in above if isinstance(one, GroupRow)), None)

    def first_note(self) -> QModelIndex:
        """Return the first row that is a note, an invalid index when there is none."""
        rows = (self.index(n) for n in range(self.rowCount()))
        return next((index for index in rows if self.note(index)), QModelIndex())

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            return text_of(self.note(index))
        if role in _DESCRIBING:
            return self._reasons.get(self.key_at(index) or "", "")
        row = super().data(index, role)
        if role == Role.ROW and isinstance(row, ReflectionRow):
            key = self.key_at(index)
            playable = (self._playable and bool(row.time_text)) or key in self._clips
            return replace(row, playable=playable, playing=playable and key == self._playing)
        return row

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        note = self.note(index)
        if note is None or role != Qt.ItemDataRole.EditRole:
            return False
        self.text_edited.emit(note.id, str(value).strip())
        return True

    def _repaint(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.isValid() and last.isValid():
            self.dataChanged.emit(first, last, [Role.ROW])

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.note(index) is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren


def text_of(note: Note | None) -> str:
    """Return the words of a note, a marker's label."""
    if note is None:
        return ""
    return note.label if isinstance(note, Marker) else note.text
