"""The items of a session that is over as a table: planned against used minutes."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush
from typing_extensions import override

from flipdesk.domain.session_end import ItemEnd
from flipdesk.i18n import _, pgettext
from flipdesk.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ItemEndsModel(QAbstractTableModel):
    """Columns: title, planned minutes, used minutes or why there are none."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._items: tuple[ItemEnd, ...] = ()

    @property
    def items(self) -> tuple[ItemEnd, ...]:
        """What the rows show."""
        return self._items

    def show_items(self, items: tuple[ItemEnd, ...]) -> None:
        """Show other items."""
        if items != self._items:
            self.beginResetModel()
            self._items = items
            self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item, column = self._items[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (item.title, str(item.planned_minutes), _used(item))[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column:
            return _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole and column == 2:
            return QBrush(self._theme.colour("warning" if item.is_over else "text"))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Item"), _("Plan"), _("Used"))[section]
        return None


def _used(item: ItemEnd) -> str:
    if item.used_ms is not None:
        used = item.used_ms // 60_000
        return f"{used} (+{used - item.planned_minutes})" if item.is_over else str(used)
    if item.skipped:
        return pgettext("agenda item", "skipped")
    return pgettext("agenda item", "not held")
