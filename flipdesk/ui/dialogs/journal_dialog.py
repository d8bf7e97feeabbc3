"""The journal of use: whether it is whole, what was done last, and a report for one person."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QWidget
from typing_extensions import override

from flipdesk.domain.ids import PersonId
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.use import Act, Thing
from flipdesk.domain.wall_clock import zone_info
from flipdesk.errors import KnownError
from flipdesk.i18n import _, language
from flipdesk.services.journal import Read, ToldUse, check_words, counted_words
from flipdesk.services.papers import PaperFile
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.models.when_words import near_moment
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.save_dialog import ask_where
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Label

_MOST, _HEIGHT, _WIDTH = 500, 220, 520
_BESIDE = 62  # Margins and a scroll bar.
_LOOK_BACK = timedelta(days=30)


class JournalDialog(FormDialog):
    """It is read in a job when the dialog opens; there is nothing here to change."""

    def __init__(self, tools: RoomTools, parent: QWidget) -> None:
        super().__init__(tools.theme, "journal_dialog", _("Journal of use"), _("Close"), parent)
        self._tools = tools
        self._workspace = tools.workspace
        self._journal = tools.workspace.desk.journal
        self._read: Read | None = None
        self.cancel_button.hide()
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.state = Label(self.theme, _("Reading the journal of use …"), "body", wrap=True)
        self.state.setObjectName("journal_state")
        self.lately = Label(self.theme, "", "body", "muted", wrap=True)
        self.lately.setObjectName("journal_lately")
        self.about = QComboBox()
        self.lines = QListWidget()
        self.report_button = Button(self.theme, _("Save the report for this person"))
        self.said = Label(self.theme, "", "body", "muted", wrap=True)
        self.said.setObjectName("journal_said")
        self._lay_out_fields()
        self.about.currentIndexChanged.connect(self._show_lines)
        self.report_button.clicked.connect(self._on_report_clicked)
        self._tools.jobs.run(_("Reading the journal of use"), self._work(), self._on_read)

    @override
    def save(self) -> None:
        """Nothing is left to save."""

    @property
    def person(self) -> PersonId | None:
        """The one whose lines are shown, None for all lines."""
        chosen = self.about.currentData()
        return PersonId(chosen) if chosen else None

    def write(self, ready: PaperFile, person_id: PersonId, path: Path) -> None:
        """Write a report off the window's thread."""

        def tell(result: Ok[None] | Err) -> None:
            if isinstance(result, Err):
                self._say(result.sentence)
                return
            self._journal.note(Act.EXPORTED, Thing.PERSON, person_id)
            self._say(_("Saved: {name}").format(name=path.name))

        title = _("Writing {name}").format(name=path.name)
        self._tools.jobs.run(title, lambda _progress: ready.write(path), tell)

    def _work(self) -> Callable[[object], Read]:
        read = self._journal.reading()
        return lambda _progress: read()

    def _on_read(self, result: Ok[Read] | Err) -> None:
        if isinstance(result, Err):
            self.state.setText(result.sentence)
            return
        self._read = result.value
        self._journal.note(Act.JOURNAL_READ, Thing.KNOWLEDGE_BASE)
        self.state.setText(check_words(self._read.check))
        since = self._workspace.now() - _LOOK_BACK
        self.lately.setText(counted_words([one for one in self._read.uses if one.at >= since]))
        self._show_lines()
        self.fit()
        announce(self, self.state.text())

    def _show_lines(self, _row: int = 0) -> None:
        self.report_button.setEnabled(self.person is not None)
        if self._read is None:
            return
        person = self.person
        uses = self._read.uses
        if person is not None:
            about = self._journal.concerning(person)
            uses = tuple(one for one in uses if one.may_be_told(about))
        told = self._journal.told(tuple(reversed(uses[-_MOST:])))
        self.lines.clear()
        self.lines.addItems([self._words(one) for one in told])
        if not told:
            self.lines.addItem(_("Nothing is noted."))

    def _words(self, told: ToldUse) -> str:
        zone = zone_info(DEFAULT_ZONE)
        when = near_moment(told.use.at.astimezone(zone), self._workspace.now().astimezone(zone))
        return f"{when}  {told.what}" + (f", {told.about}" if told.about else "")

    def _on_report_clicked(self) -> None:
        from flipdesk.services.use_report import use_report

        person_id = self.person
        if person_id is None:
            return
        desk = self._workspace.desk
        try:
            ready = use_report(desk.base, desk.clock, person_id, language())
        except KnownError as error:
            self._say(str(error))
            return
        title = _("Save the report")
        ask_where(self, title, ready.file_name, lambda path: self.write(ready, person_id, path),
                  name="journal_save_as")  # fmt: skip

    def _say(self, text: str) -> None:
        self.said.setText(text)
        if self.isVisible():
            self.fit()
            announce(self, text)

    def _lay_out_fields(self) -> None:
        self.form.addRow(self.state)
        self.form.addRow(self.lately)
        self.about.addItem(_("Everybody and everything"), "")
        for person in self._workspace.desk.base.people.all():
            self.about.addItem(person.name, person.id)
        self.about.setAccessibleName(_("Whose lines"))
        self.add_field("journal_about", _("Whose lines"), self.about)
        self.lines.setFixedHeight(self.theme.px(_HEIGHT))
        room = self._window_width() - self.theme.px(_BESIDE)
        self.lines.setMinimumWidth(min(self.theme.px(_WIDTH), room))
        self.lines.setAccessibleName(_("What was noted"))
        self.add_field("journal_lines", _("What was noted"), self.lines)
        self.report_button.setObjectName("journal_report")
        row = QHBoxLayout()
        row.addWidget(self.report_button)
        row.addStretch(1)
        self.form.addRow("", row)
        self.form.addRow(self.said)
