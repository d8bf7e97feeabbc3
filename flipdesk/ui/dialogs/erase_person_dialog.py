"""Whom to erase, when somebody in the knowledge base asks to be."""

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from flipdesk.domain.ids import PersonId
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.workspace import Workspace


class ErasePersonDialog(FormDialog):
    """Not modal. Nothing is erased by it: it goes on to what shows everything that would go."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        title = _("Erase a person for good")
        super().__init__(theme, "erase_person_dialog", title, _("Show what goes"), parent)
        self._workspace = workspace
        self.person = QComboBox()
        for one in workspace.desk.base.people.all():
            self.person.addItem(one.name, one.id)
        self.person.setCurrentIndex(-1)
        self.add_field("erase_person", _("Person"), self.person)
        words = _("First everything that carries the person is shown. Nothing is erased yet.")
        self.form.addRow(Label(theme, words, "body", "muted", wrap=True))

    @override
    def save(self) -> None:
        chosen = self.person.currentData()
        if not isinstance(chosen, str):
            raise KnownError(_("Choose whom to erase."))
        self._workspace.person_erasure_wanted.emit(PersonId(chosen))
