"""The run sheet as a table: one agenda item a row, times computed, all other cells editable."""

from collections.abc import Callable
from datetime import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTime
from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import begins_day, day_of
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session_clock import planned_slots
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, pgettext
from flipdesk.ui.delegates.roles import Role, RunSheetColumn
from flipdesk.ui.models.agenda_line import AgendaLine, headings_of, line_of
from flipdesk.ui.models.keyed_rows import Index, sync_rows

Choices = tuple[tuple[str | None, str], ...]
Write = Callable[[AgendaItemId, str, Any], bool]
"""Store one field of an agenda item; False when that was refused."""
WriteStart = Callable[[time, int], bool]
"""Store the time of day at which a day of the session begins."""

_FIELDS = {
    RunSheetColumn.MINUTES: "minutes",
    RunSheetColumn.TITLE: "title",
    RunSheetColumn.OWNER: "owner_id",
    RunSheetColumn.KIND: "kind",
    RunSheetColumn.LEAST: "minutes_min",
    RunSheetColumn.MOST: "minutes_max",
    RunSheetColumn.PURPOSE: "purpose",
    RunSheetColumn.HOW: "how",
    RunSheetColumn.PLAN_B: "plan_b",
    RunSheetColumn.MATERIALS: "materials",
}
_RIGHT = (
    *(RunSheetColumn.TIME, RunSheetColumn.MINUTES),
    *(RunSheetColumn.LEAST, RunSheetColumn.MOST),
)
_NOWHERE = QModelIndex()


class AgendaModel(QAbstractTableModel):
    """Columns are those of RunSheetColumn; an edited cell is written at once through `write`.

    The time of the first row of a day is when that day begins, and goes to `write_start`.
    """

    def __init__(
        self, write: Write, write_start: WriteStart, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._write_start = write_start
        self._lines: list[AgendaLine] = []
        self._owners: Choices = ()

    def show_record(self, record: SessionRecord) -> None:
        """Show the agenda of a session."""
        voices = sorted(record.participants, key=lambda one: one.initials)
        nobody: Choices = ((None, _("nobody")),)
        self._owners = nobody + tuple((one.id, f"{one.initials} · {one.name}") for one in voices)
        slots = planned_slots(record.session, record.agenda)
        headings = headings_of(record)
        lines = [line_of(record, slot, headings.get(slot.item.id)) for slot in slots]
        sync_rows(self, self._lines, lines, columns=len(RunSheetColumn))

    def item_at(self, index: Index) -> AgendaItem | None:
        return self._lines[index.row()].item if index.isValid() else None

    def begins_day(self, row: int) -> bool:
        """Return whether a day, the first one too, begins with a row."""
        return row == 0 or begins_day([line.item for line in self._lines[row - 1 : row + 1]], 1)

    @property
    def lines(self) -> tuple[AgendaLine, ...]:
        return tuple(self._lines)

    def row_of(self, item_id: AgendaItemId) -> int:
        """Return the row of an item, -1 when it is not there."""
        return next((n for n, line in enumerate(self._lines) if line.key == item_id), -1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(RunSheetColumn)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_title(RunSheetColumn(section))

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid():
            column = RunSheetColumn(index.column())
            if column in _FIELDS or (
                column is RunSheetColumn.TIME and self.begins_day(index.row())
            ):
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], RunSheetColumn(index.column())
        if role == Role.CHOICES:
            return self._choices(column)
        if role == Qt.ItemDataRole.EditRole and column is RunSheetColumn.TIME:
            return QTime.fromMSecsSinceStartOfDay(60_000 * line.starts_minute)
        read = _READERS.get(role)
        return read(line, column) if read else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        column = RunSheetColumn(index.column())
        if column is RunSheetColumn.TIME:
            if value == self.data(index, Qt.ItemDataRole.EditRole):
                return True
            day = day_of(self._lines[index.row()].item)
            return self._write_start(time(value.hour(), value.minute()), day)
        field = _FIELDS.get(column)
        if field is None:
            return False
        item = self._lines[index.row()].item
        wanted = _value(item, field, value)
        return getattr(item, field) == wanted or self._write(item.id, field, wanted)

    def _choices(self, column: RunSheetColumn) -> Choices:
        if column is RunSheetColumn.OWNER:
            return self._owners
        return tuple((str(kind), word(kind)) for kind in AgendaKind)


def column_title(column: RunSheetColumn) -> str:
    """Return what stands above a column."""
    return {
        RunSheetColumn.GRIP: "",
        RunSheetColumn.TIME: _("Time"),
        RunSheetColumn.MINUTES: _("Min."),
        RunSheetColumn.TITLE: _("What"),
        RunSheetColumn.OWNER: pgettext("run sheet", "Who"),
        RunSheetColumn.KIND: pgettext("run sheet", "Kind"),
        RunSheetColumn.NOTES: _("Materials and leeway"),
        RunSheetColumn.LEAST: pgettext("run sheet", "Least"),
        RunSheetColumn.MOST: pgettext("run sheet", "Most"),
        RunSheetColumn.PURPOSE: pgettext("run sheet", "Why"),
        RunSheetColumn.HOW: _("How"),
        RunSheetColumn.PLAN_B: _("Plan B"),
        RunSheetColumn.MATERIALS: _("Materials"),
    }[column]


def _value(item: AgendaItem, field: str, value: Any) -> Any:
    """Return what an editor gave as the value that the field stores."""
    match field:
        case "kind":
            return AgendaKind(value) if value is not None else item.kind
        case "title":
            return str(value).strip()
        case "purpose" | "how" | "plan_b":
            return str(value).strip() or None
        case "materials":
            return tuple(line.strip() for line in str(value).splitlines() if line.strip())
        case "minutes_min" | "minutes_max":
            return value or None
    return value


def _shown(line: AgendaLine, column: RunSheetColumn) -> str:
    computed: dict[RunSheetColumn, str] = {
        RunSheetColumn.GRIP: "",
        RunSheetColumn.TIME: line.time_text,
        RunSheetColumn.OWNER: line.initials,
        RunSheetColumn.KIND: word(line.item.kind),
        RunSheetColumn.NOTES: line.notes_text,
        RunSheetColumn.MATERIALS: " · ".join(line.item.materials),
    }
    if column in computed:
        return computed[column]
    value = getattr(line.item, _FIELDS[column])
    return "" if value is None else " ".join(str(value).split())


def _edited(line: AgendaLine, column: RunSheetColumn) -> Any:
    field = _FIELDS.get(column)
    value = getattr(line.item, field) if field else _shown(line, column)
    return "\n".join(value) if column is RunSheetColumn.MATERIALS else value


def _accessible(line: AgendaLine, column: RunSheetColumn) -> str:
    return line.spoken if column is RunSheetColumn.TITLE else _shown(line, column)


def _tooltip(line: AgendaLine, column: RunSheetColumn) -> str:
    match column:
        case RunSheetColumn.GRIP:
            return _("Drag to move, or press Alt and an arrow")
        case RunSheetColumn.OWNER:
            return line.owner
        case RunSheetColumn.NOTES:
            return "\n".join((*line.item.materials, line.item.plan_b or ""))
        case RunSheetColumn.PURPOSE | RunSheetColumn.HOW | RunSheetColumn.PLAN_B:
            return str(_edited(line, column) or "")
        case RunSheetColumn.MATERIALS:
            return "\n".join(line.item.materials)
        case _:
            return line.spoken


_READERS: dict[int, Callable[[AgendaLine, RunSheetColumn], Any]] = {
    Qt.ItemDataRole.DisplayRole: _shown,
    Qt.ItemDataRole.EditRole: _edited,
    Qt.ItemDataRole.ToolTipRole: _tooltip,
    Qt.ItemDataRole.AccessibleTextRole: _accessible,
    Role.ROW: lambda line, _column: line,
    Role.GUID: lambda line, _column: line.key,
    Role.RESEARCH: lambda line, _column: line.research,
    Role.MATERIALS: lambda line, _column: len(line.item.materials),
}
