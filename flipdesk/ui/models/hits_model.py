"""What a search found, as rows of a list and as columns of a table."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.codebook import Code
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.offsets import format_offset
from flipdesk.domain.pseudonyms import capital, short_place
from flipdesk.domain.search import Hit
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.knowledge.search import MARK_FROM, MARK_TO
from flipdesk.ui.delegates.roles import HitRow, Role

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class HitColumn(IntEnum):
    """Columns of the table, in their order."""

    TEXT = 0
    ROLE = 1
    POTENTIALS = 2
    ORGANISATION = 3
    SESSION = 4
    TIME = 5


class HitsModel(QAbstractTableModel):
    """Column 0 carries a HitRow under Role.ROW and the note's GUID under Role.GUID."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._rows: list[HitRow] = []
        self._codes: dict[str, Code] = {}

    def show_hits(self, hits: tuple[Hit, ...], codes: dict[str, Code]) -> None:
        """Show these hits; the codes name their potentials."""
        self.beginResetModel()
        self._hits, self._codes = hits, codes
        self._rows = [hit_row(hit) for hit in hits]
        self.endResetModel()

    def hit(self, index: Index) -> Hit | None:
        """Return the hit of a row."""
        return self._hits[index.row()] if index.isValid() else None

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HitColumn)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit, row = self._hits[index.row()], self._rows[index.row()]
        column = HitColumn(index.column())
        match role:
            case Role.ROW:
                return row
            case Role.GUID:
                return hit.id
            case Qt.ItemDataRole.DisplayRole:
                return self._text(hit, row, column)
            case Qt.ItemDataRole.ToolTipRole if column is HitColumn.TEXT:
                return hit.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken if column is HitColumn.TEXT else self._text(hit, row, column)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                _("What was said"),
                _("Role"),
                _("Potentials"),
                _("Municipality"),
                _("Session"),
                _("Time"),
            )[section]
        return None

    def _text(self, hit: Hit, row: HitRow, column: HitColumn) -> str:
        match column:
            case HitColumn.TEXT:
                return row.text
            case HitColumn.ROLE:
                return row.head
            case HitColumn.POTENTIALS:
                codes = (self._codes.get(slug) for slug in hit.potentials)
                return ", ".join(f"{code.number} {code.name}" for code in codes if code)
            case HitColumn.ORGANISATION:
                return short_place(hit.organisation)
            case HitColumn.SESSION:
                return hit.session_title
            case HitColumn.TIME:
                return moment_text(hit)


def hit_row(hit: Hit) -> HitRow:
    """Return who and where, and the words with what was found marked in them."""
    head = capital(word(hit.role)) if hit.role else _("No speaker")
    source = f"{hit.session_title} · {moment_text(hit)}"
    text, marks = marked(hit.snippet.replace("\n", " "))
    return HitRow(head, source, text, marks=marks)


def moment_text(hit: Hit) -> str:
    """Return the offset into the recording, the session's date where there is none."""
    if hit.at_ms is None:
        return format_date_short(hit.starts)
    return format_offset(hit.at_ms // 1000 * 1000)


def marked(snippet: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a snippet without its marks, and where each found word begins and how long it is."""
    text = ""
    marks: list[tuple[int, int]] = []
    for n, part in enumerate(snippet.split(MARK_FROM)):
        found, closed, rest = part.partition(MARK_TO)
        if n and closed:
            marks.append((len(text), len(found)))
        text += found + rest
    return text, tuple(marks)
