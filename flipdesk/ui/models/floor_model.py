"""The speakers' list: who has the floor and who has asked for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.ids import ParticipantId
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Role, spoken
from flipdesk.ui.models.keyed_rows import sync_rows

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class FloorRow:
    """Somebody on the list; `place` is 0 for who has the floor, for the time in `note`."""

    participant_id: ParticipantId
    name: str
    place: int = 0
    note: str = ""

    @property
    def key(self) -> str:
        """Whose row it is."""
        return self.participant_id

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
            return row.participant_id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None
