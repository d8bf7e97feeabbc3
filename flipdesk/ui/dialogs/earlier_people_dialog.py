"""Inviting the people of an earlier session, or of another series, in one go."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from flipdesk.domain.danish import sort_key
from flipdesk.domain.guest import Guest
from flipdesk.domain.ids import SessionId
from flipdesk.domain.words import word
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.services.guests import Earlier
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace

_LIST_HEIGHT = 220


class EarlierPeopleDialog(FormDialog):
    """Everybody who is not here yet is ticked; who is, is not offered."""

    def __init__(
        self, theme: Theme, workspace: Workspace, sessions: Sequence[Earlier], parent: QWidget
    ) -> None:
        super().__init__(
            theme, "earlier_people_dialog", _("Invite the people of another session"), "", parent
        )
        record = workspace.record
        if record is None:
            raise BugError("no session is open")
        self._workspace = workspace
        self._session_id = record.session.id
        self._offered: tuple[Guest, ...] = ()
        self.session = QComboBox()
        for one in sessions:
            self.session.addItem(one.title, one.session_id)
        self.people = QListWidget()
        self.people.setMinimumHeight(theme.px(_LIST_HEIGHT))
        self.people.setAccessibleName(_("People to invite"))
        self.add_field("earlier_session", _("Session"), self.session)
        self.add_field("earlier_people", _("Invite"), self.people)
        self.session.currentIndexChanged.connect(self._show_people)
        self.people.itemChanged.connect(self._count)
        self._show_people()

    @override
    def save(self) -> None:
        """Invite those who are ticked."""
        chosen = [
            guest
            for row, guest in enumerate(self._offered)
            if self.people.item(row).checkState() is Qt.CheckState.Checked
        ]
        if not chosen:
            raise KnownError(_("Tick somebody to invite, or choose another session."))
        guests, count = self._workspace.desk.guests, len(chosen)
        notice = ngettext("{count} is invited", "{count} are invited", count).format(count=count)
        self._workspace.do(lambda: guests.invite(self._session_id, chosen), notice=notice)

    def _show_people(self, _place: int = 0) -> None:
        guests = self._workspace.desk.guests
        people = guests.of_session(SessionId(self.session.currentData()))
        fresh = guests.newcomers(self._session_id, people)
        offered = [one for one, is_new in zip(people, fresh, strict=True) if is_new]
        self._offered = tuple(sorted(offered, key=lambda one: sort_key(one.name)))
        blocker = QSignalBlocker(self.people)
        self.people.clear()
        for one in self._offered:
            role = word(one.role) if one.role is not None else ""
            text = " · ".join(part for part in (one.name, role, one.organisation) if part)
            item = QListWidgetItem(text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.people.addItem(item)
        blocker.unblock()
        self._count()

    def _count(self, _item: QListWidgetItem | None = None) -> None:
        items = (self.people.item(row) for row in range(self.people.count()))
        count = sum(item.checkState() is Qt.CheckState.Checked for item in items)
        words = ngettext("Invite {count}", "Invite {count}", count).format(count=count)
        self.accept_button.set_label(words if self._offered else _("Everybody is here already"))
        self.accept_button.setEnabled(bool(self._offered))
