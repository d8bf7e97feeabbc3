"""The transcript that is shown: thousands of rows, of which a change touches a few."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.keyed_rows import Index, KeyedListModel, KeyedRow, sync_rows
from flipdesk.ui.models.transcript_rows import SegmentRow, hits_in


class TranscriptModel(KeyedListModel):
    """SegmentRow under Role.ROW; another transcript resets, a change of one does not.

    `looks_changed` carries the index of a row that is as high as before: at `dataChanged` a list
    measures all its rows again.
    """

    looks_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._places: dict[str, int] = {}
        self._hits: dict[str, tuple[tuple[int, int], ...]] = {}
        self._playing = ""
        self._words = ""

    @property
    def hits(self) -> tuple[str, ...]:
        """The keys of the rows that hold what is looked for, in their order."""
        return tuple(self._hits)

    def show_segments(self, owner: str, rows: list[KeyedRow]) -> None:
        """Show the rows of a transcript."""
        if owner != self._owner or abs(len(rows) - len(self._rows)) > 100:
            self.beginResetModel()
            self._owner, self._rows = owner, list(rows)
            self.endResetModel()
        else:
            sync_rows(self, self._rows, rows)
        self._places = {row.key: place for place, row in enumerate(self._rows)}
        self._hits = hits_in(self._rows, self._words)

    def look_for(self, words: str) -> None:
        """Mark words wherever they stand, "" for none."""
        before = set(self._hits)
        self._words = words
        self._hits = hits_in(self._rows, words)
        for key in before | set(self._hits):
            self._repaint(key)

    def set_playing(self, key: str) -> None:
        """Mark the segment that is being heard, "" for none."""
        before, self._playing = self._playing, key
        for one in {before, key}:
            self._repaint(one)

    @override
    def index_of(self, key: str) -> QModelIndex:
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self._rows[index.row()].row if index.isValid() else None
        is_open = isinstance(row, SegmentRow) and not row.is_hidden
        return flags | Qt.ItemFlag.ItemIsEditable if is_open else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        if role == Role.ROW and isinstance(found, SegmentRow):
            key = self._rows[index.row()].key
            hits, playing = self._hits.get(key, ()), key == self._playing
            return replace(found, hits=hits, playing=playing) if hits or playing else found
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            row = self._rows[index.row()].row
            is_words = isinstance(row, SegmentRow) and not row.is_left_out
            return row.text if isinstance(row, SegmentRow) and is_words else ""
        return found

    def _repaint(self, key: str) -> None:
        index = self.index_of(key)
        if index.isValid():
            self.looks_changed.emit(index)
