"""Approving minutes: by whom, and on which day."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.domain.minutes_state import Standing
from flipdesk.domain.session import Session
from flipdesk.i18n import _
from flipdesk.services.minutes_states import MinutesStates
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption


class ApproveDialog(FormDialog):
    """Asks who approved and when, and hands the standing on."""

    def __init__(
        self,
        theme: Theme,
        session: Session,
        states: MinutesStates,
        told: str,
        approve: Callable[[Standing], object],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, "approve_dialog", _("Approve minutes"), _("Approve"), parent)
        self._session = session
        self._states = states
        self._approve = approve
        self.who = Field(theme, _("Approved by"), text=_("the participants"))
        self.add_field("approve_who", _("Approved by"), self.who)
        self.day = Field(theme, _("Day"), text=_("today"))
        self.add_field("approve_day", _("Day"), self.day)
        self.form.addRow(Caption(theme, told, wrap=True))
        self.who.selectAll()

    @override
    def save(self) -> None:
        day = self._states.read_approval(self._session.id, self.day.text())
        self._approve(Standing.approved(self.who.text(), day))
