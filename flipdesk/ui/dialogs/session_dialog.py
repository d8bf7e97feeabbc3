"""What is seldom changed about a session: kind, who leads it, and what the recording rests on."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from flipdesk.domain.pseudonyms import capital
from flipdesk.domain.retention import FIELDS, Kept
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import LegalBasis, SessionKind
from flipdesk.domain.words import word
from flipdesk.i18n import _, pgettext
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.day_choice import DayChoice
from flipdesk.ui.workspace import Workspace

_KEPT_YEARS = 2
_OTHERS = (Kept.KEY, Kept.REFLECTIONS, Kept.MINUTES)


class SessionDialog(FormDialog):
    """Chair, minute taker, kind, legal basis and the days on which things are deleted."""

    def __init__(
        self, theme: Theme, workspace: Workspace, record: SessionRecord, parent: QWidget
    ) -> None:
        title = _("About {title}").format(title=record.session.title)
        super().__init__(theme, "session_dialog", title, _("Save"), parent)
        self._workspace = workspace
        self._record = record
        session = record.session
        people = [(None, _("nobody yet")), *((one.id, one.name) for one in record.participants)]
        self.chair = _combo(people, session.chair_id)
        self.minute_taker = _combo(people, session.minute_taker_id)
        kinds = [(str(kind), word(kind)) for kind in SessionKind]
        self.kind = _combo(kinds, str(session.kind))
        bases = [(str(one), word(one)) for one in LegalBasis]
        unknown = (None, pgettext("legal basis", "not decided"))
        basis = str(session.legal_basis) if session.legal_basis else None
        self.legal_basis = _combo([unknown, *bases], basis)
        self.is_deleted = QCheckBox(_("The recording is deleted on a certain day"))
        self.is_deleted.setObjectName("session_is_deleted")
        self.is_deleted.setAccessibleName(self.is_deleted.text())
        self.is_deleted.setChecked(session.delete_recording_on is not None)
        later = session.starts.date()
        day = session.delete_recording_on or date(later.year + _KEPT_YEARS, 12, 31)
        self.delete_on = DateField(theme, _("Delete on"), QDate(day.year, day.month, day.day))
        self.delete_on.setEnabled(self.is_deleted.isChecked())
        self.is_deleted.toggled.connect(self.delete_on.setEnabled)
        self.add_field("session_chair", _("Chair"), self.chair)
        self.add_field("session_minute_taker", _("Minute taker"), self.minute_taker)
        self.add_field("session_kind", _("Kind of session"), self.kind)
        self.add_field("session_legal_basis", _("The recording rests on"), self.legal_basis)
        self.form.addRow("", self.is_deleted)
        self.add_field("session_delete_on", _("Delete on"), self.delete_on)
        self.days = {kept: self._day(kept, day) for kept in _OTHERS}
        self.chair.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self, kept: Kept, proposed: date) -> DayChoice:
        name, words = capital(word(kept)), _("is to be gone on a certain day")
        known: date | None = getattr(self._record.session, FIELDS[kept])
        choice = DayChoice(self.theme, f"session_{kept}", words, known, proposed)
        choice.box.setAccessibleName(f"{name} {words}")
        choice.day.setAccessibleName(f"{name} {words}")
        self.add_field(f"session_{kept}", name, choice)
        return choice

    @override
    def save(self) -> None:
        """Store everything as one step."""
        chosen, session = self.delete_on.date(), self._record.session
        day = date(chosen.year(), chosen.month(), chosen.day())
        basis = self.legal_basis.currentData()
        fields = {
            "chair_id": self.chair.currentData(),
            "minute_taker_id": self.minute_taker.currentData(),
            "kind": SessionKind(self.kind.currentData()),
            "legal_basis": LegalBasis(basis) if basis else None,
            "delete_recording_on": day if self.is_deleted.isChecked() else None,
            **{FIELDS[kept]: choice.chosen for kept, choice in self.days.items()},
        }
        planning = self._workspace.desk.planning
        self._workspace.do(lambda: planning.change_session(session.id, **fields))


def _combo(choices: Sequence[tuple[str | None, str]], chosen: str | None) -> QComboBox:
    combo = QComboBox()
    for value, words in choices:
        combo.addItem(words, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo
