"""The timeline as rows, for its table: blocks, turns, notes, passages and gaps in one order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.offsets import format_duration, format_offset
from flipdesk.domain.sound_gap import SoundGap
from flipdesk.i18n import _
from flipdesk.ui.widgets.gap_words import gap_name
from flipdesk.ui.widgets.timeline_scene import TimelineScene

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class TimelineRow:
    """One thing on the timeline; `key` is a note's, "" for what is none."""

    from_ms: int
    to_ms: int | None
    kind: str
    text: str
    key: str = ""
    is_passage: bool = False


def timeline_rows(scene: TimelineScene, gaps: Sequence[SoundGap] = ()) -> tuple[TimelineRow, ...]:
    """Return everything of a timeline in the order of time, what is longer first."""
    rows = [*_rows(scene)]
    rows += [TimelineRow(gap.from_ms, gap.to_ms, *gap_name(gap)) for gap in gaps]
    return tuple(sorted(rows, key=lambda row: (row.from_ms, -(row.to_ms or row.from_ms))))


def _rows(scene: TimelineScene) -> Iterator[TimelineRow]:
    for block in scene.blocks:
        yield TimelineRow(block.from_ms, block.to_ms, _("Agenda item"), block.title)
    for turn in scene.turns:
        name = turn.spoken.rpartition(", ")[0] or turn.initials
        yield TimelineRow(turn.from_ms, turn.to_ms, _("Turn"), name)
    for passage in scene.passages:
        kind = _("Silenced") if passage.is_silenced else _("Passage")
        ends = (passage.from_ms, passage.to_ms)
        yield TimelineRow(*ends, kind, passage.title, is_passage=True)
    for point in scene.points:
        kind = _("Marker") if point.is_marker else _("Note")
        text = point.spoken.partition(", ")[2]
        yield TimelineRow(point.at_ms, None, kind, text, point.key)


class TimelineRowsModel(QAbstractTableModel):
    """Columns: from, length, what it is, its words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TimelineRow, ...] = ()

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        """Show other rows."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, index: Index) -> TimelineRow | None:
        """Return what stands in a row, None for no row."""
        return self._rows[index.row()] if index.isValid() else None

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 4

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        length = "" if row.to_ms is None else format_duration(row.to_ms - row.from_ms)
        when = format_offset(row.from_ms // 1000 * 1000)
        return (when, length, row.kind, row.text)[index.column()]

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("From"), _("Length"), _("What"), _("Words"))[section]
        return None
