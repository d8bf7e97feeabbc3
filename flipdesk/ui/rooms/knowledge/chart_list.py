"""The charts there are, each by the question it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.services.reports.report_kinds import KINDS, ReportKind
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.paragraph import lay_out
from flipdesk.ui.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SIDE, ABOVE = 14, 6


@dataclass(frozen=True)
class ChartRow:
    """A chart in the list."""

    title: str
    question: str

    @property
    def spoken(self) -> str:
        return f"{self.question} {self.title}"


class ChartListModel(QAbstractListModel):
    """Every kind of report; a ChartRow under Role.ROW."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kinds: Sequence[ReportKind] = KINDS

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.kinds)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        kind = self.kinds[index.row()]
        row = ChartRow(_(kind.title), _(kind.question))
        match role:
            case Role.ROW:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.question
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return row.spoken
        return None


class ChartListDelegate(RowDelegate):
    """The question on as many lines as it takes."""

    @override
    def row_height(self, row: object, width: int) -> int:
        assert isinstance(row, ChartRow)
        px = self.theme.px
        return lay_out(self.theme, row.question, width - px(2 * SIDE)).height + 2 * px(ABOVE) + 1

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, ChartRow)
        px = self.theme.px
        words = lay_out(self.theme, row.question, rect.width() - px(2 * SIDE))
        words.draw(painter, rect.x() + px(SIDE), rect.y() + px(ABOVE), self.theme.colour("text"))


def chart_list(theme: Theme) -> RowList:
    """Return the list."""
    view = RowList(theme, _("Charts"), ChartListDelegate(theme))
    view.setObjectName("chart_list")
    view.setModel(ChartListModel(view))
    return view
