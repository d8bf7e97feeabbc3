"""What a search found, as rows of a list and as columns of a table."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from flipdesk.i18n import _, pgettext
from flipdesk.knowledge.snippets import MARK_FROM, MARK_TO
from flipdesk.ui.delegates.roles import HitRow, Role
from flipdesk.ui.widgets.chip import ChipSpec

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


@dataclass(frozen=True)
class CardRow(HitRow):
    """A hit with the chips of its potentials and its municipality."""

    chips: tuple[ChipSpec, ...] = ()


class HitsModel(QAbstractTableModel):
    """Column 0 carries a HitRow under Role.ROW and the note's GUID under Role.GUID."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()
        self._rows: dict[int, CardRow] = {}
        self._codes: dict[str, Code] = {}

    def show_hits(self, hits: tuple[Hit, ...], codes: dict[str, Code]) -> None:
        """Show these hits; the codes name their potentials."""
        self.beginResetModel()
        self._hits, self._codes = hits, codes
        self._rows = {}
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
        hit, row = self._hits[index.row()], self._row(index.row())
        column = HitColumn(index.column())
        is_words = column is HitColumn.TEXT
        if role == Role.ROW:
            return row
        if role == Role.GUID:
            return hit.id
        if role == Qt.ItemDataRole.ToolTipRole and is_words:
            return hit.text
        if role == Qt.ItemDataRole.AccessibleTextRole and is_words:
            return row.spoken
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._text(hit, row, column) if role in spoken else None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                pgettext("column", "Words"),
                _("Role"),
                _("Potentials"),
                _("Municipality"),
                _("Session"),
                _("Time"),
            )[section]
        return None

    def _row(self, number: int) -> CardRow:
        """Return a row; it is made when it is looked at: of hundreds a dozen are."""
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = hit_row(self._hits[number], self._codes)
        return row

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


def hit_row(hit: Hit, codes: Mapping[str, Code]) -> CardRow:
    """Return who and where, and the words with what was found marked in them."""
    head = capital(word(hit.role)) if hit.role else _("No speaker")
    source = f"{hit.session_title} · {moment_text(hit)}"
    text, marks = marked(hit.snippet.replace("\n", " "))
    named = [codes[slug] for slug in hit.potentials if slug in codes]
    chips = [ChipSpec(code.name, potential=code.slug, full=code.title) for code in named]
    if hit.organisation:
        chips.append(ChipSpec(short_place(hit.organisation), icon="map-pin", full=hit.organisation))
    return CardRow(head, source, text, hit.can_be_heard, marks, tuple(chips))


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
