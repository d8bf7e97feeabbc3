"""Models of frozen rows that are told the whole new list and pass on only what differs.

Selections, open editors and scroll positions survive a refresh, for rows are moved, added and
removed one by one and never reset.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from flipdesk.ui.delegates.roles import Role

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Keyed(Protocol):
    """A row with the key of what it stands for."""

    @property
    def key(self) -> str: ...


class KeyedRow:
    """A delegate's row with its key."""

    def __init__(self, key: str, row: object) -> None:
        self.key = key
        self.row = row

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeyedRow) and (self.key, self.row) == (other.key, other.row)

    @override
    def __hash__(self) -> int:
        return hash(self.key)


def sync_rows(
    model: QAbstractItemModel, shown: list[Any], wanted: Sequence[Keyed], *, columns: int = 1
) -> None:
    """Make `shown`, the list behind a model, hold the wanted rows, telling Qt each difference."""
    keys = {row.key for row in wanted}
    for place in reversed(range(len(shown))):
        if shown[place].key not in keys:
            model.beginRemoveRows(_NOWHERE, place, place)
            del shown[place]
            model.endRemoveRows()
    for place, row in enumerate(wanted):
        here = next((n for n in range(place, len(shown)) if shown[n].key == row.key), None)
        if here is None:
            model.beginInsertRows(_NOWHERE, place, place)
            shown.insert(place, row)
            model.endInsertRows()
        elif here != place:
            model.beginMoveRows(_NOWHERE, here, here, _NOWHERE, place)
            shown.insert(place, shown.pop(here))
            model.endMoveRows()
    for place, row in enumerate(wanted):
        if shown[place] != row:
            shown[place] = row
            model.dataChanged.emit(model.index(place, 0), model.index(place, columns - 1))


class KeyedListModel(QAbstractListModel):
    """A list of delegate rows, each with the key of what it stands for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[KeyedRow] = []

    def show_rows(self, rows: Sequence[tuple[str, object]]) -> None:
        """Show these (key, row) pairs; keys are unique."""
        sync_rows(self, self._rows, [KeyedRow(key, row) for key, row in rows])

    def key_at(self, index: Index) -> str | None:
        """Return the key of a row, None outside the list."""
        return self._rows[index.row()].key if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Return where a key stands, an invalid index when it is not shown."""
        place = next((n for n, row in enumerate(self._rows) if row.key == key), None)
        return QModelIndex() if place is None else self.index(place)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row.row
        if role == Role.GUID:
            return row.key
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return str(getattr(row.row, "spoken", ""))
        return None
