"""The agenda while it runs: what was held, what is on, what is coming and when."""

from collections.abc import Sequence
from datetime import timedelta, tzinfo
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from flipdesk.domain.agenda import AgendaItem, Slot
from flipdesk.domain.dates import format_time
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import AgendaNowRow, Role

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
MINUTE = timedelta(minutes=1)


class AgendaNowModel(QAbstractListModel):
    """One row an item. `show_slots` is called every second and touches only what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._slots: tuple[Slot, ...] = ()
        self._rows: list[AgendaNowRow] = []

    def show_slots(self, slots: Sequence[Slot], zone: tzinfo) -> None:
        """Show the agenda as it stands at this moment."""
        self._slots = tuple(slots)
        days = _named_days(slots)
        rows = [row_of(slot, zone, day) for slot, day in zip(slots, days, strict=True)]
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        for number, row in enumerate(rows):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def current_row(self) -> int:
        """Return the row that is on now, -1 when none is."""
        return next((n for n, row in enumerate(self._rows) if row.state == "now"), -1)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Role.GUID:
            return self._slots[index.row()].item.id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None


def row_of(slot: Slot, zone: tzinfo, day: int = 0) -> AgendaNowRow:
    """Return how an item is shown: the plan is never overwritten, reality stands before it.

    `day` is named in front of the title, 0 for none.
    """
    item = slot.item
    title = _("Day {number}: {title}").format(number=day, title=item.title) if day else item.title
    if item.skipped:
        return AgendaNowRow("", title, str(item.minutes), "skipped")
    if item.started is None:
        expected = format_time(slot.expected_start.astimezone(zone))
        start = _("c. {time}").format(time=expected)
        return AgendaNowRow(start, title, _minutes(item), "coming")
    used = (slot.used or timedelta()) // MINUTE
    return AgendaNowRow(
        format_time(item.started.astimezone(zone)),
        title,
        f"{used}/{item.minutes}",
        "now" if item.is_running else "held",
        over=used > item.minutes,
    )


def _named_days(slots: Sequence[Slot]) -> list[int]:
    """Return the day that each item begins, 0 for the others and where there is only one."""
    days = [slot.item.day or 1 for slot in slots]
    if len(set(days)) < 2:
        return [0] * len(days)
    return [day if day != before else 0 for before, day in zip([0, *days], days, strict=False)]


def _minutes(item: AgendaItem) -> str:
    """Return the minutes it may take now, and the planned ones where they are others."""
    if not item.extra_minutes:
        return str(item.minutes)
    return f"{item.allowed_minutes} ({item.minutes})"
