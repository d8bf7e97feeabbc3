"""The title of a session, to be changed from a list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.domain.session import Session
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.workspace import Workspace


class NameDialog(FormDialog):
    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(theme, "name_dialog", _("Change the title"), _("Save"), parent)
        self._workspace = workspace
        self._session: Session | None = None
        self.title = Field(theme, _("Title"))
        self.add_field("name_title", _("Title"), self.title)

    def open_for(self, session: Session) -> None:
        """Ask for another title of a session."""
        self._session = session
        self.title.setText(session.title)
        self.title.selectAll()
        self.open()
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> None:
        title, session = self.title.text().strip(), self._session
        if session is None:
            raise BugError("no session is shown")
        if not title:
            raise KnownError(_("The session needs a title."))
        planning = self._workspace.desk.planning
        self._workspace.do(lambda: planning.change_session(session.id, title=title))
