"""What something that is kept is to be called: a run sheet, a transcript, a search."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.domain.changes import Step
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.workspace import Workspace


class LibraryNameDialog(FormDialog):
    """Asks for a title and does with it what it was made for."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        title: str,
        act: Callable[[str], Step],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "library_name_dialog", title, _("Save"), parent)
        self._workspace = workspace
        self._act = act
        self.title = Field(theme, _("Title"))
        self.add_field("library_title", _("Title"), self.title)

    def open_with(self, title: str) -> None:
        """Ask, with a title to begin from."""
        self.title.setText(title)
        self.title.selectAll()
        self.open()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> None:
        self._workspace.do(lambda: self._act(self.title.text()))
