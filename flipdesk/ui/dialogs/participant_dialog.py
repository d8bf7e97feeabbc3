"""Who somebody is in a session, whether they come, and what they have consented to."""

from dataclasses import replace

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QWidget
from typing_extensions import override

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.overview import KnownPerson
from flipdesk.domain.participant import Consent, Participant, suggested_initials
from flipdesk.domain.vocabulary import Attendance, QuoteConsent, RecordingConsent, Role
from flipdesk.domain.wall_clock import zone_info
from flipdesk.domain.words import word
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.services.participation import ParticipantWish
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.workspace import Workspace


class ParticipantDialog(FormDialog):
    """Knows people from earlier sessions: choosing one fills in the rest."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(theme, "participant_dialog", _("Participant"), _("Add"), parent)
        self._workspace = workspace
        self._participant: Participant | None = None
        self._initials_are_own = False
        self._people = {one.name: one for one in workspace.desk.base.overview.known_people()}
        self.name = Field(theme, _("Name"))
        self.role = _combo({str(role): word(role) for role in Role})
        self.organisation = Field(theme, _("Organisation"))
        self.unit = Field(theme, _("Team or department"))
        self.initials = Field(theme, _("Initials"))
        self.attendance = _combo({str(one): word(one) for one in Attendance})
        self.recording = _combo({str(one): word(one) for one in RecordingConsent})
        self.quote = _combo({str(one): word(one) for one in QuoteConsent})
        self.is_chair = QCheckBox(_("Chairs the session"))
        self.is_minute_taker = QCheckBox(_("Takes the minutes"))
        self.next_button = Button(theme, _("Add and write the next"), key="Ctrl+Enter")
        self._lay_out_fields()
        self._complete()
        self.name.textChanged.connect(self._suggest_initials)
        self.initials.textEdited.connect(self._on_initials_edited)

    def open_for_new(self) -> None:
        """Ask for a new participant of the open session."""
        self._clear()
        self.open()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, participant_id: ParticipantId) -> None:
        """Show a participant of the open session for changing."""
        record = self._workspace.record
        participant = record.participant(participant_id) if record else None
        if record is None or participant is None:
            raise BugError(f"no participant {participant_id} in the open session")
        self._participant = participant
        self._initials_are_own = True
        self.setWindowTitle(participant.name)
        self.accept_button.set_label(_("Save"))
        self.next_button.hide()
        self.name.setText(participant.name)
        self.organisation.setText(participant.organisation or "")
        self.unit.setText(participant.unit or "")
        self.initials.setText(participant.initials)
        _choose(self.role, participant.role)
        _choose(self.attendance, participant.attendance)
        _choose(self.recording, participant.consent.recording)
        _choose(self.quote, participant.consent.quote)
        self.is_chair.setChecked(record.session.chair_id == participant_id)
        self.is_minute_taker.setChecked(record.session.minute_taker_id == participant_id)
        self.open()
        self.role.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> None:
        """Add or change the participant, with the duties in the session, as one step."""
        participation, wish = self._workspace.desk.participation, self._wish()
        if self._participant is not None:
            participant_id = self._participant.id
            self._workspace.do(lambda: participation.change(participant_id, wish))
            return
        session_id = self._workspace.session_id
        if session_id is None:
            raise BugError("no session is open")
        self._workspace.do(lambda: participation.add(session_id, wish)[1])

    def _wish(self) -> ParticipantWish:
        return ParticipantWish(
            name=self.name.text(),
            role=Role(self.role.currentData()),
            organisation=self.organisation.text().strip() or None,
            unit=self.unit.text().strip() or None,
            initials=self.initials.text(),
            attendance=Attendance(self.attendance.currentData()),
            consent=self._consent(),
            is_chair=self.is_chair.isChecked(),
            is_minute_taker=self.is_minute_taker.isChecked(),
        )

    def _consent(self) -> Consent:
        """Return what was chosen here; the other answers stay as they were."""
        before = self._participant.consent if self._participant is not None else Consent()
        recording = RecordingConsent(self.recording.currentData())
        after = replace(before, recording=recording, quote=QuoteConsent(self.quote.currentData()))
        record = self._workspace.record
        if after == before or record is None:
            return before
        zone = zone_info(record.session.zone)
        return replace(after, on=self._workspace.now().astimezone(zone).date())

    def _on_next_button_clicked(self) -> None:
        if self._participant is None and self.try_to_save():
            self._clear()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._initials_are_own = False
        for field in (self.name, self.unit, self.initials):
            field.clear()
        record = self._workspace.record
        if not self.organisation.text() and record is not None:
            self.organisation.setText(record.series.organisation)
        _choose(self.role, Role.CASEWORKER)
        _choose(self.attendance, Attendance.INVITED)
        _choose(self.recording, RecordingConsent.UNKNOWN)
        _choose(self.quote, QuoteConsent.NONE)
        self.is_chair.setChecked(False)
        self.is_minute_taker.setChecked(False)

    def _suggest_initials(self, name: str) -> None:
        known = self._people.get(name.strip())
        if known is not None:
            self._fill_in(known)
        if self._initials_are_own:
            return
        record = self._workspace.record
        taken = frozenset(one.initials for one in (record.participants if record else ()))
        remembered = known.initials if known is not None and known.initials not in taken else ""
        self.initials.setText(remembered or suggested_initials(name, taken))

    def _fill_in(self, known: KnownPerson) -> None:
        if self._participant is None:
            self.organisation.setText(known.organisation)
            self.unit.setText(known.unit)
            _choose(self.role, known.role)

    def _on_initials_edited(self, text: str) -> None:
        self._initials_are_own = bool(text)

    def _complete(self) -> None:
        known = self._workspace.desk.base.organisations.all()
        organisations = [name for one in known for name in (one.name, *one.aliases)]
        for field, words in ((self.name, list(self._people)), (self.organisation, organisations)):
            completer = QCompleter(QStringListModel(words, self), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)

    def _lay_out_fields(self) -> None:
        self.add_field("participant_name", _("Name"), self.name)
        self.add_field("participant_role", _("Role"), self.role)
        self.add_field("participant_organisation", _("Organisation"), self.organisation)
        self.add_field("participant_unit", _("Team or department"), self.unit)
        self.add_field("participant_initials", _("Initials"), self.initials)
        self.add_field("participant_attendance", _("Attendance"), self.attendance)
        self.add_field("participant_recording", _("Recording"), self.recording)
        self.add_field("participant_quote", _("Quotation"), self.quote)
        for name, box in (("chair", self.is_chair), ("minute_taker", self.is_minute_taker)):
            box.setObjectName(f"participant_{name}")
            box.setAccessibleName(box.text())
            self.form.addRow("", box)
        self.next_button.setObjectName("participant_next")
        # A button's own shortcut acts a moment later, and would clear what is typed meanwhile.
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_next_button_clicked)
        self.next_button.clicked.connect(self._on_next_button_clicked)
        self.buttons.insertWidget(1, self.next_button)


def _combo(words: dict[str, str]) -> QComboBox:
    combo = QComboBox()
    for value, text in words.items():
        combo.addItem(text, value)
    return combo


def _choose(combo: QComboBox, value: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(str(value))))
