"""What was understood of a list of people, before any of them is invited."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.guest import Guest, GuestList
from flipdesk.domain.vocabulary import Role
from flipdesk.domain.words import word
from flipdesk.errors import BugError
from flipdesk.i18n import _, ngettext
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Caption, Label
from flipdesk.ui.workspace import Workspace

_WIDTH, _ROWS, _MOST_ROWS, _ROW, _HEAD = 700, 3, 8, 28, 30
_MOST_NOTES = 6
_ABOVE, _AROUND = 56, 200


class GuestListDialog(FormDialog):
    """Everybody in the list with what becomes of them; inviting is one step."""

    def __init__(
        self, theme: Theme, workspace: Workspace, found: GuestList, parent: QWidget
    ) -> None:
        super().__init__(theme, "guest_list_dialog", _("Invite from a list"), "", parent)
        record = workspace.record
        if record is None:
            raise BugError("no session is open")
        self._workspace = workspace
        self._session_id = record.session.id
        self._guests = found.guests
        self._fresh = workspace.desk.guests.newcomers(self._session_id, found.guests)
        fresh = sum(self._fresh)
        self.accept_button.set_label(
            ngettext("Invite {count}", "Invite {count}", fresh).format(count=fresh)
            if fresh
            else _("Close")
        )
        self.table = self._table()
        self.form.addRow(Label(theme, self._summary(found), "strong", wrap=True))
        self.form.addRow(self.table)
        notes = list(found.notes[:_MOST_NOTES])
        if len(found.notes) > _MOST_NOTES:
            rest = len(found.notes) - _MOST_NOTES
            notes.append(_("And {count} more of the same kind.").format(count=rest))
        self.notes = Caption(theme, "\n".join(notes), wrap=True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setObjectName("guest_list_notes")
        self.notes.setVisible(bool(notes))
        # The area is measured before its fonts are; the table is what one has come to see.
        room = parent.window().height() - theme.px(_AROUND)
        self._area.setMinimumHeight(min(self.table.height() + theme.px(_ABOVE), max(room, 0)))
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        outer.insertWidget(1, self.notes)

    @override
    def save(self) -> None:
        """Invite those who are new."""
        guests = self._workspace.desk.guests
        fresh = sum(self._fresh)
        if not fresh:
            return
        notice = ngettext("{count} is invited", "{count} are invited", fresh).format(count=fresh)
        session_id, wanted = self._session_id, self._guests
        self._workspace.do(lambda: guests.invite(session_id, wanted), notice=notice)

    def _summary(self, found: GuestList) -> str:
        count = len(found.guests)
        words = ngettext("{count} person was understood", "{count} people were understood", count)
        summary = words.format(count=count)
        known = count - sum(self._fresh)
        if known:
            summary += ", " + ngettext(
                "{count} takes part already", "{count} take part already", known
            ).format(count=known)
        if found.columns:
            columns = ", ".join(found.columns)
            summary += ". " + _("Columns: {columns}").format(columns=columns)
        return summary + "."

    def _table(self) -> QTableWidget:
        heads = (_("Name"), _("Role"), _("Organisation"), _("Team"), _("Initials"), "")
        table = QTableWidget(len(self._guests), len(heads))
        table.setObjectName("guest_list")
        table.setAccessibleName(_("The people of the list"))
        table.setHorizontalHeaderLabels(heads)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        px = self.theme.px
        table.verticalHeader().setDefaultSectionSize(px(_ROW))
        for row, (guest, is_new) in enumerate(zip(self._guests, self._fresh, strict=True)):
            for column, text in enumerate(_cells(guest, is_new=is_new)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if not is_new:
                    item.setForeground(self.theme.colour("muted"))
                table.setItem(row, column, item)
        rows = max(_ROWS, min(len(self._guests), _MOST_ROWS))
        table.setMinimumHeight(px(_HEAD + _ROWS * _ROW))
        table.setFixedHeight(px(_HEAD + rows * _ROW) + 2)
        table.setMinimumWidth(min(px(_WIDTH), self._window_width() - px(48)))
        for column, width in enumerate((150, 150, 150, 116, 64)):
            table.setColumnWidth(column, px(width))
        table.setColumnHidden(4, not any(one.initials for one in self._guests))
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table


def _cells(guest: Guest, *, is_new: bool) -> tuple[str, ...]:
    role = word(guest.role or Role.OTHER)
    state = _("new") if is_new else _("is here")
    return guest.name, role, guest.organisation, guest.unit, guest.initials, state
