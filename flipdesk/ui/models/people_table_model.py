"""The people of a session as a table: one a row, with who they are and what they have said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from flipdesk.domain.consent_matrix import answer_of
from flipdesk.domain.dates import format_date_short
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import LegalBasis
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Role, spoken
from flipdesk.ui.models.keyed_rows import Index, sync_rows
from flipdesk.ui.models.participants_model import surname_first
from flipdesk.ui.models.people_fields import (
    CHOSEN,
    MATTERS,
    PeopleField,
    choices,
    full_heading,
    heading,
)

Write = Callable[[ParticipantId | None, PeopleField, Any], bool]
"""Store what was written in a cell, of nobody yet for None; False when that was refused."""
_NOWHERE = QModelIndex()
_FIELDS = {
    PeopleField.NAME: "name",
    PeopleField.INITIALS: "initials",
    PeopleField.ROLE: "role",
    PeopleField.ORGANISATION: "organisation",
    PeopleField.UNIT: "unit",
    PeopleField.ATTENDANCE: "attendance",
}


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """Somebody, with the legal basis of the session; without anybody it is the line to write on."""

    participant: Participant | None = None
    basis: LegalBasis | None = None

    @property
    def key(self) -> str:
        return self.participant.id if self.participant is not None else ""

    def value(self, column: PeopleField) -> Any:
        """Return what stands in a cell, as it is stored; None on the line to write on."""
        one = self.participant
        if one is None:
            return None
        if column in MATTERS:
            return answer_of(one.consent, MATTERS[column])
        match column:
            case PeopleField.DATE:
                return one.consent.on
            case PeopleField.WAY:
                return one.consent.way
            case PeopleField.BASIS:
                return one.consent.basis
            case _:
                return getattr(one, _FIELDS[column])

    def text(self, column: PeopleField) -> str:
        """Return what stands in a cell, as it is read."""
        if self.participant is None:
            return _("Write a name") if column is PeopleField.NAME else ""
        value = self.value(column)
        if column is PeopleField.DATE:
            return format_date_short(value) if value is not None else ""
        if column is PeopleField.BASIS and value is None:
            value = self.basis
        if column in (*CHOSEN, PeopleField.ROLE, PeopleField.ATTENDANCE):
            return word(value) if value is not None else ""
        return str(value or "")


class PeopleTableModel(QAbstractTableModel):
    """Columns are those of PeopleField; the last row is the one to write the next name on."""

    def __init__(self, write: Write, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self._lines: list[PeopleLine] = [PeopleLine()]
        self._is_adding = False

    @property
    def new_row(self) -> int:
        """The row that nobody stands on yet."""
        return len(self._lines) - 1

    def show_record(self, record: SessionRecord, *, sorted_anew: bool = False) -> None:
        """Show the people of a session; who is new comes last until they are sorted anew."""
        basis = record.session.legal_basis
        lines = {one.id: PeopleLine(one, basis) for one in record.participants}
        by_surname = sorted(record.participants, key=surname_first)
        order = [one.id for one in by_surname]
        if not sorted_anew:
            here = [line.key for line in self._lines if line.key in lines]
            fresh = [one.id for one in record.participants if one.id not in here]
            self._write_on_new_row(lines, fresh)
            order = [ParticipantId(key) for key in here] + fresh
        wanted = [*(lines[key] for key in order), PeopleLine()]
        sync_rows(self, self._lines, wanted, columns=len(PeopleField))

    def participant_at(self, row: int) -> Participant | None:
        """Return who stands in a row, None on the line to write on."""
        return self._lines[row].participant if 0 <= row < len(self._lines) else None

    def row_of(self, participant_id: str) -> int:
        """Return the row of somebody, -1 when they are not here."""
        return next((n for n, line in enumerate(self._lines) if line.key == participant_id), -1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(PeopleField)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        column = PeopleField(index.column())
        is_new = self._lines[index.row()].participant is None
        if column not in CHOSEN and (not is_new or column is PeopleField.NAME):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(PeopleField(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return full_heading(PeopleField(section))
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], PeopleField(index.column())
        reader = _READERS.get(role)
        return reader(line, column) if reader is not None else None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, column = self._lines[index.row()], PeopleField(index.column())
        value = " ".join(value.split()) if isinstance(value, str) else value
        if line.participant is None:
            if not value:
                return False
            self._is_adding = True
            try:
                return self._write(None, column, value)
            finally:
                self._is_adding = False
        if str(self.data(index, role) or "") == str(value or ""):
            return True
        return self._write(line.participant.id, column, value)

    def _write_on_new_row(
        self, lines: dict[ParticipantId, PeopleLine], fresh: Sequence[ParticipantId]
    ) -> None:
        """Let who was written on the last row stand there, so that the current cell stays."""
        if not self._is_adding or len(fresh) != 1:
            return
        row = self.new_row
        self._lines[row] = lines[fresh[0]]
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(PeopleField) - 1))
        self.beginInsertRows(_NOWHERE, row + 1, row + 1)
        self._lines.append(PeopleLine())
        self.endInsertRows()


def _spoken(line: PeopleLine, column: PeopleField) -> str:
    if line.participant is None:
        return _("The next participant")
    text = line.text(column) or _("nothing")
    if column is PeopleField.NAME:
        return spoken(text, line.text(PeopleField.ROLE), line.text(PeopleField.ORGANISATION))
    return f"{full_heading(column)}: {text}"


def _edited(line: PeopleLine, column: PeopleField) -> Any:
    return line.text(column) if column is PeopleField.DATE else line.value(column)


_READERS: dict[int, Callable[[PeopleLine, PeopleField], Any]] = {
    Qt.ItemDataRole.DisplayRole: PeopleLine.text,
    Qt.ItemDataRole.EditRole: _edited,
    Qt.ItemDataRole.ToolTipRole: _spoken,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    Role.ROW: lambda line, _column: line,
    Role.GUID: lambda line, _column: line.key,
    Role.CHOICES: lambda _line, column: tuple((one.value, one.words) for one in choices(column)),
}
