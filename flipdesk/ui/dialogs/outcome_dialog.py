"""Who does something that was agreed, until when, and how it stands."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import STATUSES, OutcomeStatus
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.label import Strong
from flipdesk.ui.workspace import Workspace

_USUAL = timedelta(days=14)


class OutcomeDialog(FormDialog):
    """With `ask_due` a due date two weeks after the session is proposed at once."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        record: SessionRecord,
        outcome: Outcome,
        parent: QWidget,
        *,
        ask_due: bool = False,
    ) -> None:
        super().__init__(theme, "outcome_dialog", word(outcome.kind), _("Save"), parent)
        self._workspace = workspace
        self._outcome = outcome
        self.form.addRow(Strong(theme, outcome.text, wrap=True))
        self.owner = QComboBox()
        self.owner.addItem(_("nobody yet"), None)
        for person in record.participants:
            self.owner.addItem(f"{person.initials} · {person.name}", person.id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(outcome.owner_id)))
        held = record.session.starts.astimezone(zone_info(record.session.zone)).date()
        day = outcome.due or held + _USUAL
        self.has_due = QCheckBox(_("There is a due date"))
        self.has_due.setObjectName("outcome_has_due")
        self.has_due.setAccessibleName(self.has_due.text())
        self.due = DateField(theme, _("Due"), QDate(day.year, day.month, day.day))
        self.status = QComboBox()
        for status in STATUSES[outcome.kind]:
            self.status.addItem(word(status), status)
        self.status.setCurrentIndex(max(0, self.status.findData(outcome.status)))
        self.add_field("outcome_owner", _("Who"), self.owner)
        self.form.addRow("", self.has_due)
        self.add_field("outcome_due", _("Due"), self.due)
        self.add_field("outcome_status", _("Status"), self.status)
        self.has_due.toggled.connect(self.due.setEnabled)
        self.has_due.setChecked(outcome.due is not None or ask_due)
        self.due.setEnabled(self.has_due.isChecked())
        (self.due if ask_due else self.owner).setFocus()

    @override
    def save(self) -> None:
        fields: dict[str, Any] = {
            "owner_id": self.owner.currentData(),
            "due": self.due.date().toPython() if self.has_due.isChecked() else None,
            "status": OutcomeStatus(self.status.currentData()),
        }
        capturing = self._workspace.desk.capturing
        self._workspace.do(lambda: capturing.change(self._outcome, **fields))
