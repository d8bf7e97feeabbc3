"""Why something that is missing may stay so, in one's own words."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _, pgettext
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field


class ReasonDialog(FormDialog):
    """Hands the reason on once there is one."""

    def __init__(self, theme: Theme, what: str, give: Callable[[str], object], parent: QWidget):
        accept = pgettext("what is missing", "Set aside")
        super().__init__(theme, "reason_dialog", what, accept, parent)
        self._give = give
        self.reason = Field(theme, _("Reason"))
        self.add_field("reason_text", _("Reason"), self.reason)

    @override
    def save(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            raise KnownError(_("Write the reason, or cancel."))
        self._give(reason)
