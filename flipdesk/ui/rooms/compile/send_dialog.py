"""Sending minutes round: until when comments are welcome, and who is asked what."""

from datetime import date
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from flipdesk.domain.dates import format_date_long
from flipdesk.domain.session import Session
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.services.minutes_states import MinutesStates
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption


class Send(Protocol):
    """What happens once the user agrees."""

    def __call__(self, comments_by: date, *, with_questions: bool) -> object: ...


class SendDialog(FormDialog):
    """Makes the version that goes out; nothing is sent from here."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        states: MinutesStates,
        questions: int,
        send: Send,
        parent: QWidget,
    ) -> None:
        title = _("Send round for comments")
        super().__init__(theme, "send_dialog", title, _("Make the file"), parent)
        self._session = session
        self._states = states
        self._send = send
        usual = states.usual_deadline(session.id)
        text = f"{usual.day}.{usual.month}.{usual.year}"
        self.deadline = Field(theme, _("Comments until"), text=text)
        self.add_field("send_deadline", _("Comments until"), self.deadline)
        self.understood = Caption(theme, "", wrap=True)
        self.understood.setObjectName("send_understood")
        self.form.addRow("", self.understood)
        self.questions = QCheckBox(
            ngettext(
                "Put {n} question to whom it concerns into the document as a comment",
                "Put {n} questions to those they concern into the document as comments",
                questions,
            ).format(n=questions)
        )
        self.questions.setObjectName("send_questions")
        self.questions.setAccessibleName(self.questions.text())
        self.questions.setChecked(questions > 0)
        self.questions.setVisible(questions > 0)
        self.form.addRow(self.questions)
        told = _(
            "A new version is written, in which Word shows every change. You send the file"
            " yourself; FlipDesk sends nothing."
        )
        self.form.addRow(Caption(theme, told, wrap=True))
        self.deadline.textChanged.connect(self._show_understood)
        self.deadline.selectAll()
        self._show_understood()

    @override
    def save(self) -> None:
        self._send(self._day(), with_questions=self.questions.isChecked())

    def _day(self) -> date:
        return self._states.read_deadline(self._session.id, self.deadline.text())

    def _show_understood(self) -> None:
        try:
            self.understood.setText(format_date_long(self._day()))
        except KnownError as error:
            self.understood.setText(str(error))
