"""The speakers' list: who has the floor and who has asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.queue_entry import QueueEntry
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Role, spoken
from flipdesk.ui.models.keyed_rows import sync_rows

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class FloorRow:
    """Somebody on the list; `place` is 0 for who has the floor. `note` is the time, or "reply"."""

    entry: QueueEntry
    name: str
    place: int = 0
    note: str = ""

    @property
    def key(self) -> str:
        """Which place on the stored list it is."""
        return self.entry.id

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        place = _("number {place} on the list").format(place=self.place) if self.place else ""
        return spoken(self.name, self.note, place)


class FloorModel(QAbstractListModel):
    """Whoever has the floor, then the queue."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FloorRow] = []

    def show_rows(self, rows: Sequence[FloorRow]) -> None:
        """Show these; only what differs is touched, so that the chosen row stays chosen."""
        sync_rows(self, self._rows, rows)

    def row(self, index: Index) -> FloorRow | None:
        return self._rows[index.row()] if index.isValid() else None

    @property
    def places(self) -> int:
        """How many wait."""
        return sum(row.place > 0 for row in self._rows)

    def index_at_place(self, place: int) -> QModelIndex:
        """Return where the one at a place from 1 stands; 0 is who has the floor."""
        found = (n for n, row in enumerate(self._rows) if row.place == place)
        return self.index(next(found, -1))

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Role.GUID:
            return row.entry.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None
