"""The notes of a session, the newest first."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from math import inf
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker
from flipdesk.domain.session_record import SessionRecord
from flipdesk.services.capturing import Note
from flipdesk.ui.delegates.roles import ReflectionRow, Role
from flipdesk.ui.models.note_search import NoteSearch
from flipdesk.ui.models.note_words import NoteWords

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MANY = 40


class NoteFilter(Enum):
    """Which notes are shown."""

    ALL = auto()
    OUTCOMES = auto()
    MARKERS = auto()

    def takes(self, note: Note) -> bool:
        if self is NoteFilter.OUTCOMES:
            return isinstance(note, Outcome)
        return self is NoteFilter.ALL or isinstance(note, Marker)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A note in its place: newest first, one without a moment before them, then by writing."""

    place: tuple[float, float, str]
    note: Note


class NotesModel(QAbstractListModel):
    """One row a note. `show_record` moves from what is shown to what is stored, row by row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: NoteWords | None = None
        self._entries: list[_Entry] = []
        self._rows: dict[str, ReflectionRow] = {}
        self._filter = NoteFilter.ALL
        self._search = NoteSearch()
        self._record: SessionRecord | None = None

    def show_record(self, record: SessionRecord | None) -> None:
        """Show the notes of a record; only rows that differ are touched."""
        same_words = (
            record is not None and self._words is not None and self._words.shows_like(record)
        )
        self._record = record
        if record is None or not same_words:
            self._begin_anew(record)
            return
        wanted = {note.id: note for note in self._notes(record)}
        present = {entry.note.id: entry for entry in self._entries}
        stale = [entry for entry in self._entries if wanted.get(entry.note.id) is not entry.note]
        fresh = [
            note
            for note in wanted.values()
            if note.id not in present or present[note.id].note is not note
        ]
        if len(stale) + len(fresh) > _MANY:
            self._begin_anew(record)
            return
        self._replace(stale, fresh)

    def set_filter(self, chosen: NoteFilter) -> None:
        """Show all notes, or the outcomes or markers alone."""
        if chosen is not self._filter:
            self._filter = chosen
            self._begin_anew(self._record)

    def set_search(self, search: NoteSearch) -> None:
        """Show those alone that are looked for."""
        if search != self._search:
            self._search = search
            self._begin_anew(self._record)

    def moment(self, row: int) -> datetime | None:
        """Return when the note of a row was said, None outside the list."""
        if self._words is None or not 0 <= row < len(self._entries):
            return None
        return self._words.moment(self._entries[row].note)

    def note(self, index: Index) -> Note | None:
        """Return the note of a row."""
        return self._entries[index.row()].note if index.isValid() else None

    def index_of(self, note_id: str) -> QModelIndex:
        """Return where a note stands, an invalid index when it is not shown."""
        for row, entry in enumerate(self._entries):
            if entry.note.id == note_id:
                return self.index(row)
        return QModelIndex()

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        note = self._entries[index.row()].note
        if role == Role.ROW:
            return self._row(note)
        if role == Role.GUID:
            return note.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._row(note).spoken
        return None

    def _row(self, note: Note) -> ReflectionRow:
        row = self._rows.get(note.id)
        if row is None:
            assert self._words is not None
            row = self._rows[note.id] = self._words.row(note)
        return row

    def _notes(self, record: SessionRecord) -> list[Note]:
        notes: list[Note] = [*record.reflections, *record.outcomes, *record.markers]
        kind = [note for note in notes if self._filter.takes(note)]
        search = self._search
        return [note for note in kind if search.takes(note, record)] if search else kind

    def _entry(self, note: Note) -> _Entry:
        assert self._words is not None
        moment = self._words.moment(note)
        seconds = moment.timestamp() if moment is not None else inf
        return _Entry((-seconds, -note.position, note.id), note)

    def _begin_anew(self, record: SessionRecord | None) -> None:
        self.beginResetModel()
        self._words = NoteWords(record) if record is not None else None
        self._rows.clear()
        notes = self._notes(record) if record is not None else []
        self._entries = sorted(map(self._entry, notes), key=lambda entry: entry.place)
        self.endResetModel()

    def _replace(self, stale: list[_Entry], fresh: list[Note]) -> None:
        """Change rows in place where their place stays, else take them out and put them in."""
        entries = {note.id: self._entry(note) for note in fresh}
        for old in stale:
            row = self._entries.index(old)
            self._rows.pop(old.note.id, None)
            new = entries.get(old.note.id)
            if new is not None and new.place == old.place:
                self._entries[row] = entries.pop(old.note.id)
                self.dataChanged.emit(self.index(row), self.index(row))
            else:
                self.beginRemoveRows(_ROOT, row, row)
                del self._entries[row]
                self.endRemoveRows()
        for entry in entries.values():
            row = bisect_left(self._entries, entry.place, key=lambda one: one.place)
            self.beginInsertRows(_ROOT, row, row)
            self._entries.insert(row, entry)
            self.endInsertRows()
