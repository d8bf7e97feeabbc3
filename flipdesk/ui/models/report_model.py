"""The table twin of a chart: the same numbers in rows and columns."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.report import Door, Report, Unit
from flipdesk.domain.report_text import cell_text, spoken_cell

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ReportModel(QAbstractTableModel):
    """Column 0 holds the heads of rows, the others what the report counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None

    def show_report(self, report: Report) -> None:
        """Show another report."""
        self.beginResetModel()
        self.report = report
        self.endResetModel()

    def door(self, index: Index) -> Door | None:
        """Return where a number leads; the head of a row leads where its first number does."""
        if self.report is None or not index.isValid():
            return None
        cells = self.report.rows[index.row()].cells
        if index.column():
            return cells[index.column() - 1].door
        return next((cell.door for cell in cells if cell.door is not None), None)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.report is None else len(self.report.rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.report is None else len(self.report.columns) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.report is None or not index.isValid():
            return None
        row, place = self.report.rows[index.row()], index.column() - 1
        if place < 0:
            is_words = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return row.title if is_words else None
        column, cell = self.report.columns[place], row.cells[place]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(cell, column.unit)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken_cell(row, column, cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _LEFT if column.unit is Unit.TEXT else _RIGHT
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if self.report is None or orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_words = not section or self.report.columns[section - 1].unit is Unit.TEXT
            return _LEFT if is_words else _RIGHT
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self.report.columns[section - 1].title if section else self.report.head
