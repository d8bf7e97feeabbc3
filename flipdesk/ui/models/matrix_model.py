"""How many notes carry each potential in each municipality, with sums."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.codebook import Code
from flipdesk.domain.pseudonyms import short_place
from flipdesk.domain.search import Cell
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import MatrixCell, Role, heat_level
from flipdesk.ui.widgets.chip import ChipSpec

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HEADS = 0
"""The column of the row heads: a ChipSpec under Role.ROW, "I alt" in the last row."""


class MatrixModel(QAbstractTableModel):
    """Rows are potentials and their sum; columns heads, organisations in Danish order, and a sum.

    Every other cell is a MatrixCell under Role.ROW.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[Code, ...] = ()
        self._places: tuple[str, ...] = ()
        self._counts: dict[tuple[str, str], int] = {}

    def show_cells(
        self, codes: Sequence[Code], places: Sequence[str], cells: Sequence[Cell]
    ) -> None:
        """Show the counts of these potentials in these organisations."""
        counts = {(cell.potential, cell.organisation): cell.count for cell in cells}
        same = (tuple(codes), tuple(places)) == (self._codes, self._places)
        if same:
            self._counts = counts
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._codes, self._places, self._counts = tuple(codes), tuple(places), counts
        self.endResetModel()

    def chosen(self, index: Index) -> tuple[str, str | None]:
        """Return potential and organisation of a cell; "" and None where it is a sum."""
        if not index.isValid():
            return "", None
        row, column = index.row(), index.column()
        slug = self._codes[row].slug if row < len(self._codes) else ""
        is_place = HEADS < column <= len(self._places)
        return slug, self._places[column - 1] if is_place else None

    def total(self, slug: str = "", place: str | None = None) -> int:
        """Return the sum over a row, a column, or everything."""
        shown = {code.slug for code in self._codes}
        return sum(
            count
            for (one, where), count in self._counts.items()
            if one in shown and (not slug or one == slug) and (place is None or where == place)
        )

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._places else len(self._codes) + 1

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._places else len(self._places) + 2

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._head(index.row()) if index.column() == HEADS else self._cell(index)
        match role:
            case Role.ROW:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.spoken
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation is not Qt.Orientation.Horizontal or role not in shown:
            return None
        if section == HEADS:
            return ""
        if section > len(self._places):
            return _("In all")
        place = self._places[section - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return place
        return short_place(place) or "–"

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.column() == HEADS:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _head(self, row: int) -> ChipSpec:
        if row == len(self._codes):
            return ChipSpec(_("In all"))
        code = self._codes[row]
        return ChipSpec(code.name, potential=code.slug, full=f"{code.number} {code.title}")

    def _cell(self, index: Index) -> MatrixCell:
        slug, place = self.chosen(index)
        count = self.total(slug, place)
        code = next((one for one in self._codes if one.slug == slug), None)
        described = _("{potential}, {place}: {count}").format(
            potential=code.name if code else _("all potentials"),
            place=_("all municipalities") if place is None else short_place(place),
            count=count,
        )
        if not slug and place is None:
            return MatrixCell(str(count), -2, described)
        if not slug or place is None:
            return MatrixCell(str(count), -1, described)
        return MatrixCell(str(count) if count else "·", heat_level(count), described)
