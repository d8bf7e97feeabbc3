"""What dialogs about keys share: secret fields, and work that runs beside the window.

Making a key from a passphrase takes half a second on purpose, and converting takes as long as it
takes; both are jobs.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.jobs import Err, JobRunner, Ok
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Label

T = TypeVar("T")


class KeyDialog(FormDialog):
    """Subclasses do their work in `begin`, by `work_on`; then they call `end`.

    It is not deleted when it is closed, so that whoever waits for it can read what came of it.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        title: str,
        accept_text: str,
        jobs: JobRunner,
        parent: QWidget | None,
    ) -> None:
        super().__init__(theme, name, title, accept_text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.jobs = jobs
        self._is_busy = False
        self._secrets: list[QLineEdit] = []
        self._show = QCheckBox(_("Show what is typed"))
        self._show.setObjectName("key_show")
        self._show.toggled.connect(self._on_show_toggled)

    @property
    def is_busy(self) -> bool:
        return self._is_busy

    def add_text(self, text: str) -> Label:
        """Add words that tell what the dialog is about."""
        label = Label(self.theme, text, "body", wrap=True)
        self.form.addRow(label)
        return label

    def add_secret(self, name: str, label: str) -> Field:
        """Add a field in which what is typed is not shown."""
        field = Field(self.theme, label)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        self._secrets.append(field)
        self.add_field(name, label, field)
        return field

    def add_show(self) -> None:
        """Add the box that shows what is typed, below the secret fields."""
        self.form.addRow("", self._show)

    def begin(self) -> None:
        """Start what the dialog is for.

        Raises:
            KnownError: something has to be mended first.
        """
        raise NotImplementedError

    def work_on(self, title: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do something beside the window; `done` gets what came of it, a sentence is said here."""
        self._be_busy(busy=True)
        self.tell(title)

        def deliver(result: Ok[T] | Err) -> None:
            self._be_busy(busy=False)
            if isinstance(result, Err):
                self.refuse(result.sentence)
                return
            self._problem.hide()
            done(result.value)

        self.jobs.run(title, lambda _progress: work(), deliver)

    def tell(self, sentence: str) -> None:
        """Say what goes on, where else it is said what has to be mended."""
        self._problem.set_look(colour="muted")
        self.show_problem(sentence)

    def refuse(self, sentence: str) -> None:
        """Say what has to be mended, and put the focus where that is done."""
        self._problem.set_look(colour="warning")
        self.show_problem(sentence)
        if self._secrets:
            self._secrets[0].setFocus()
            self._secrets[0].selectAll()

    def end(self) -> None:
        """Close the dialog, as something that was done; what was typed is let go of."""
        for field in self._secrets:
            field.clear()
        self.done(self.DialogCode.Accepted)

    @override
    def save(self) -> None:
        self.begin()

    @override
    def accept(self) -> None:
        if self._is_busy:
            return
        try:
            self.save()
        except KnownError as error:
            self.refuse(str(error))

    @override
    def reject(self) -> None:
        if not self._is_busy:
            super().reject()

    def _be_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for one in (*self._secrets, self.accept_button, self.cancel_button):
            one.setEnabled(not busy)

    def _on_show_toggled(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._secrets:
            field.setEchoMode(mode)
