"""The run sheet as a table: one agenda item a row, times computed, most cells editable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem, Slot, schedule
from flipdesk.domain.dates import format_time
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _, pgettext
from flipdesk.ui.delegates.roles import Role, RunSheetColumn, spoken
from flipdesk.ui.models.keyed_rows import Index, sync_rows

Choices = tuple[tuple[str | None, str], ...]
Write = Callable[[AgendaItemId, str, Any], bool]
"""Store one field of an agenda item; False when that was refused."""

_FIELDS = {
    RunSheetColumn.MINUTES: "minutes",
    RunSheetColumn.TITLE: "title",
    RunSheetColumn.OWNER: "owner_id",
    RunSheetColumn.KIND: "kind",
}
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One agenda item as the run sheet shows it."""

    item: AgendaItem
    time_text: str
    initials: str
    owner: str
    research: bool
    begins_day: int = 0
    """The day that this item begins, 0 for the first day and for items in the middle of one."""

    @property
    def key(self) -> str:
        return self.item.id

    @property
    def notes_text(self) -> str:
        """Where a later day begins, and what can give: minutes, flexibility, a plan B."""
        day = _("day {day}").format(day=self.begins_day) if self.begins_day else ""
        return " · ".join(part for part in (day, leeway_text(self.item), self._plan_b) if part)

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        item = self.item
        minutes = _("{minutes} min.").format(minutes=item.minutes)
        return spoken(
            self.time_text, minutes, item.title, self.owner, word(item.kind), self.notes_text
        )

    @property
    def _plan_b(self) -> str:
        return _("Plan B") if self.item.plan_b else ""


def leeway_text(item: AgendaItem) -> str:
    """Return "20–40 min." or "fleksibel" or both, "" when the item cannot give."""
    parts, least, most = [], item.minutes_min, item.minutes_max
    if least is not None and most is not None:
        parts.append(_("{least}–{most} min.").format(least=least, most=most))
    elif least is not None:
        parts.append(_("at least {least} min.").format(least=least))
    elif most is not None:
        parts.append(_("at most {most} min.").format(most=most))
    if item.flexible:
        parts.append(_("flexible"))
    return " · ".join(parts)


class AgendaModel(QAbstractTableModel):
    """Columns are those of RunSheetColumn; an edited cell is written at once through `write`."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._lines: list[AgendaLine] = []
        self._owners: Choices = ()

    def show_record(self, record: SessionRecord) -> None:
        """Show the agenda of a session."""
        voices = sorted(record.participants, key=lambda one: one.initials)
        nobody: Choices = ((None, _("nobody")),)
        self._owners = nobody + tuple((one.id, f"{one.initials} · {one.name}") for one in voices)
        starts = record.session.starts.astimezone(zone_info(record.session.zone))
        slots = schedule(record.agenda, starts, starts, record.session.zone)
        days = [1, *(slot.item.day or 1 for slot in slots)]
        lines = [
            _line(record, slot, days[place + 1] if days[place + 1] != days[place] else 0)
            for place, slot in enumerate(slots)
        ]
        sync_rows(self, self._lines, lines, columns=len(RunSheetColumn))

    def item_at(self, index: Index) -> AgendaItem | None:
        return self._lines[index.row()].item if index.isValid() else None

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
            right = section in (RunSheetColumn.TIME, RunSheetColumn.MINUTES)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            RunSheetColumn.GRIP: "",
            RunSheetColumn.TIME: _("Time"),
            RunSheetColumn.MINUTES: _("Min."),
            RunSheetColumn.TITLE: _("What"),
            RunSheetColumn.OWNER: pgettext("run sheet", "Who"),
            RunSheetColumn.KIND: pgettext("run sheet", "Kind"),
            RunSheetColumn.NOTES: _("Materials and leeway"),
        }[RunSheetColumn(section)]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and RunSheetColumn(index.column()) in _FIELDS:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], RunSheetColumn(index.column())
        if role == Role.CHOICES:
            return self._choices(column)
        read = _READERS.get(role)
        return read(line, column) if read else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        field = _FIELDS.get(RunSheetColumn(index.column()))
        if role != Qt.ItemDataRole.EditRole or field is None or not index.isValid():
            return False
        item = self._lines[index.row()].item
        if field == "kind":
            value = AgendaKind(value) if value is not None else item.kind
        elif field == "title":
            value = str(value).strip()
        if getattr(item, field) == value:
            return True
        return self._write(item.id, field, value)

    def _choices(self, column: RunSheetColumn) -> Choices:
        if column is RunSheetColumn.OWNER:
            return self._owners
        return tuple((str(kind), word(kind)) for kind in AgendaKind)


def _line(record: SessionRecord, slot: Slot, begins_day: int) -> AgendaLine:
    owner = record.participant(slot.item.owner_id)
    return AgendaLine(
        item=slot.item,
        time_text=format_time(slot.planned_start),
        initials=owner.initials if owner else "",
        owner=owner.name if owner else "",
        research=owner is not None and owner.role.is_research,
        begins_day=begins_day,
    )


def _shown(line: AgendaLine, column: RunSheetColumn) -> str:
    texts = {
        RunSheetColumn.TIME: line.time_text,
        RunSheetColumn.MINUTES: str(line.item.minutes),
        RunSheetColumn.TITLE: line.item.title,
        RunSheetColumn.OWNER: line.initials,
        RunSheetColumn.KIND: word(line.item.kind),
        RunSheetColumn.NOTES: line.notes_text,
    }
    return texts.get(column, "")


def _edited(line: AgendaLine, column: RunSheetColumn) -> Any:
    field = _FIELDS.get(column)
    return getattr(line.item, field) if field else _shown(line, column)


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
