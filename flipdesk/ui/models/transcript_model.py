"""The transcript that is shown: thousands of rows, of which a change touches a few."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from typing_extensions import override

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.keyed_rows import Index, KeyedListModel, KeyedRow, sync_rows
from flipdesk.ui.models.transcript_rows import SegmentRow, hits_in

_FIRST, _MORE = 120, 250
"""How many rows there are at first, and how many come at a time: 20 ms."""


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
        self._coming: dict[str, int] = {}
        self._late: dict[str, KeyedRow] = {}
        self._make: Callable[[int, int], list[KeyedRow]] = lambda _begin, _end: []
        self._growing = QTimer(self)
        self._growing.setSingleShot(True)
        self._growing.timeout.connect(lambda: self._grow(len(self._rows) + _MORE))

    @property
    def rows(self) -> Sequence[KeyedRow]:
        """The rows themselves, the same list for as long as the model lives."""
        return self._rows

    @property
    def is_whole(self) -> bool:
        """Whether all rows are there; the others come by themselves."""
        return len(self._rows) >= len(self._coming)

    @property
    def hits(self) -> tuple[str, ...]:
        """The keys of the rows that hold what is looked for, in their order."""
        return tuple(self._hits)

    def show_segments(self, owner: str, rows: list[KeyedRow]) -> None:
        """Show the rows of a transcript."""
        self._growing.stop()
        was_whole, self._coming = self.is_whole, {}
        is_other = owner != self._owner
        if is_other or (was_whole and abs(len(rows) - len(self._rows)) > 100):
            self.beginResetModel()
            self._owner, self._rows[:] = owner, rows
            self.endResetModel()
        else:
            sync_rows(self, self._rows, rows)
        self._places = {row.key: place for place, row in enumerate(self._rows)}
        self._hits = hits_in(self._rows, self._words)

    def begin(
        self, owner: str, keys: Sequence[str], make: Callable[[int, int], list[KeyedRow]]
    ) -> None:
        """Show another transcript: its first rows now, the others bit by bit or when asked for.

        `make` returns the rows from one place to another, always of the same.
        """
        self._late.clear()
        self._growing.stop()
        self.beginResetModel()
        self._owner, self._make = owner, make
        self._coming = {key: place for place, key in enumerate(keys)}
        self._rows[:] = make(0, min(_FIRST, len(keys)))
        self.endResetModel()
        self._places = {row.key: place for place, row in enumerate(self._rows)}
        self._hits = hits_in(self._rows, self._words)
        if not self.is_whole:
            self._growing.start(0)

    def replace(self, rows: Iterable[KeyedRow]) -> None:
        """Show others instead of rows of the same keys, also of those that are still to come."""
        for row in rows:
            place = self._places.get(row.key)
            if place is None:
                self._late[row.key] = row
                continue
            before, self._rows[place] = self._rows[place].row, row
            index = self.index(place)
            if getattr(before, "text", "") == getattr(row.row, "text", ""):
                self.looks_changed.emit(index)
            else:
                self.dataChanged.emit(index, index)
        self._hits = hits_in(self._rows, self._words)

    def _grow(self, end: int) -> None:
        begin, end = len(self._rows), min(end, len(self._coming))
        if begin < end:
            self.beginInsertRows(QModelIndex(), begin, end - 1)
            self._rows += [self._late.pop(row.key, row) for row in self._make(begin, end)]
            self.endInsertRows()
            for place in range(begin, end):
                self._places[self._rows[place].key] = place
            self._hits |= hits_in(self._rows[begin:], self._words)
        if not self.is_whole:
            self._growing.start(0)

    def look_for(self, words: str) -> None:
        """Mark words wherever they stand, "" for none."""
        self._grow(len(self._coming))
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
        if key not in self._places and key in self._coming:
            self._grow(self._coming[key] + 1)
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
