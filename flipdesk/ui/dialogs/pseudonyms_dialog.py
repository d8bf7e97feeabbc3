"""The key: who is called what in a series, for eyes only, and forgetting it for ever."""

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget
from typing_extensions import override

from flipdesk.domain.ids import PersonId
from flipdesk.domain.use import Act, Thing
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.services.pseudonyms import KeyLine
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.workspace import Workspace

_HEIGHT, _LINES = 160, 4


class PseudonymsDialog(FormDialog):
    """What is forgotten cannot be undone, so a second press is asked for, in its place."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(theme, "pseudonyms_dialog", _("Pseudonyms"), _("Close"), parent)
        self._workspace = workspace
        self._lines: tuple[KeyLine, ...] = ()
        self._asked: Button | None = None
        self.names = QListWidget()
        self.forget_button = Button(theme, _("Forget who it is"))
        self.forget_all_button = Button(theme, _("Forget the whole series"))
        self.said = Label(theme, "", "body", "muted", wrap=True)
        self.said.setObjectName("pseudonyms_said")
        self.said.setMinimumHeight(theme.line("body") * _LINES)
        self.cancel_button.hide()
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self._lay_out_fields()
        self.names.currentRowChanged.connect(self._on_row_changed)
        self.forget_button.be_deliberate()
        self.forget_all_button.be_deliberate()
        self.forget_button.clicked.connect(lambda: self._on_forget(self.forget_button))
        self.forget_all_button.clicked.connect(lambda: self._on_forget(self.forget_all_button))
        self._show_all()
        self._say_where()
        workspace.desk.journal.note(Act.PSEUDONYM_SHOWN, Thing.KNOWLEDGE_BASE)

    @override
    def save(self) -> None:
        """Nothing is left to save."""

    @property
    def chosen(self) -> KeyLine | None:
        """The line that is chosen, None when there is none at all."""
        row = self.names.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _on_row_changed(self, _row: int) -> None:
        self._ask_no_more()
        one = self.chosen
        self.forget_button.setEnabled(one is not None and one.person_id is not None)

    def _on_forget(self, button: Button) -> None:
        if self._asked is not button:
            self._ask_no_more()
            self._asked = button
            button.set_label(_("Forget for ever"))
            self._say(
                _(
                    "This cannot be undone. The documents stay as they are, and no number is used"
                    " again. Press once more to forget."
                )
            )
            return
        record, one = self._workspace.record, self.chosen
        if record is None:
            return
        person: PersonId | None = None
        if button is self.forget_button:
            person = None if one is None else one.person_id
            if person is None:
                return
        self._forget(person)

    def _forget(self, person: PersonId | None) -> None:
        record = self._workspace.record
        if record is None:
            return
        try:
            count = self._workspace.desk.pseudonyms.forget(record.series.id, person)
        except KnownError as error:
            self._say(str(error))
            return
        journal, forgotten = self._workspace.desk.journal, Act.PSEUDONYM_FORGOTTEN
        if person is None:
            journal.note(forgotten, Thing.SERIES, record.series.id)
        else:
            journal.note(forgotten, Thing.PERSON, person)
        self._ask_no_more()
        self._show_all()
        words = ngettext("{count} is forgotten.", "{count} are forgotten.", count)
        self._say(words.format(count=count))

    def _ask_no_more(self) -> None:
        self._asked = None
        self.forget_button.set_label(_("Forget who it is"))
        self.forget_all_button.set_label(_("Forget the whole series"))

    def _show_all(self) -> None:
        record = self._workspace.record
        row = max(0, self.names.currentRow())
        try:
            series_id = None if record is None else record.series.id
            self._lines = self._workspace.desk.pseudonyms.lines(series_id)
        except KnownError as error:
            self._lines = ()
            self._say(str(error))
        self.names.clear()
        self.names.addItems([f"{one.pseudonym.words}: {one.whose}" for one in self._lines])
        self.names.setCurrentRow(min(row, len(self._lines) - 1))
        is_known = any(one.person_id is not None for one in self._lines)
        self.forget_all_button.setEnabled(is_known)
        self._on_row_changed(row)

    def _say_where(self) -> None:
        if self.said.text():
            return
        if not self._lines:
            self._say(_("There is no key yet; it comes with the first researchers' minutes."))
            return
        place = self._workspace.desk.base.pseudonym_key.path
        words = _("The key lies apart, in {place}. No backup and no file that is sent holds it.")
        self._say(words.format(place=place))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        if self.isVisible():
            self.fit()
            announce(self, text)

    def _lay_out_fields(self) -> None:
        self.names.setFixedHeight(self.theme.px(_HEIGHT))
        self.names.setAccessibleName(_("Pseudonyms and whose they are"))
        self.add_field("pseudonym_names", _("The key"), self.names)
        self.forget_button.setObjectName("pseudonym_forget")
        self.forget_all_button.setObjectName("pseudonym_forget_series")
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        row.addWidget(self.forget_button)
        row.addWidget(self.forget_all_button)
        row.addStretch(1)
        self.form.addRow("", row)
        self.form.addRow(self.said)
