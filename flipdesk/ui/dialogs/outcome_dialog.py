"""Who does something that was agreed, until when, and how it stands."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import STATUSES, OutcomeStatus
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import FieldLabel, Strong


class OutcomeDialog(QDialog):
    """Enter accepts, Esc leaves everything as it was; `fields` are what was chosen."""

    def __init__(
        self,
        theme: Theme,
        record: SessionRecord,
        outcome: Outcome,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("outcome_dialog")
        self.setWindowTitle(word(outcome.kind))
        self.owner = QComboBox()
        self.owner.addItem(_("nobody yet"), None)
        for person in record.participants:
            self.owner.addItem(f"{person.initials} · {person.name}", person.id)
        self.owner.setCurrentIndex(max(0, self.owner.findData(outcome.owner_id)))
        self.has_due = QCheckBox(_("There is a due date"))
        self.has_due.setChecked(outcome.due is not None)
        self.due = QDateEdit(_qdate(outcome.due or record.session.starts.date()))
        self.due.setDisplayFormat("d.M.yyyy")
        self.due.setCalendarPopup(True)
        self.due.setEnabled(outcome.due is not None)
        self.has_due.toggled.connect(self.due.setEnabled)
        self.status = QComboBox()
        for status in STATUSES[outcome.kind]:
            self.status.addItem(word(status), status)
        self.status.setCurrentIndex(max(0, self.status.findData(outcome.status)))
        self._lay_out(outcome.text)

    def fields(self) -> dict[str, object]:
        """Return owner, due date and status as chosen."""
        chosen = self.due.date()
        due = date(chosen.year(), chosen.month(), chosen.day())
        return {
            "owner_id": self.owner.currentData(),
            "due": due if self.has_due.isChecked() else None,
            "status": OutcomeStatus(self.status.currentData()),
        }

    def _lay_out(self, text: str) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        words = Strong(self._theme, text, wrap=True)
        words.setMinimumWidth(px(380))
        column.addWidget(words)
        form = QFormLayout()
        form.setSpacing(px(8))
        for name, label, field in (
            ("owner", _("Who"), self.owner),
            ("has_due", "", self.has_due),
            ("due", _("Due"), self.due),
            ("status", _("Status"), self.status),
        ):
            field.setObjectName(f"outcome_{name}")
            form.addRow(FieldLabel(self._theme, label, field), field)
        self.has_due.setAccessibleName(self.has_due.text())
        column.addLayout(form)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = Button(self._theme, _("Cancel"))
        cancel.setObjectName("outcome_cancel")
        cancel.clicked.connect(self.reject)
        save = Button(self._theme, _("Save"), kind="primary")
        save.setObjectName("outcome_save")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column.addLayout(buttons)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
