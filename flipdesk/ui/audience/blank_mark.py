"""Says in the session strip that the audience sees black, however low the window is."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.audience.audience_desk import AudienceDesk
from flipdesk.ui.commands import Commands
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button


class BlankMark(QWidget):
    """Takes no room while the audience's screen is not blank."""

    def __init__(self, theme: Theme, desk: AudienceDesk, commands: Commands) -> None:
        super().__init__()
        self._desk = desk
        self.button = Button(theme, _("The audience sees black"), icon="eye-off", kind="quiet")
        self.button.setObjectName("audience_is_blank")
        self.button.setParent(self)
        self.button.setToolTip(_("Show again"))
        self.button.clicked.connect(commands.action("audience.blank").trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        desk.state_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.button.setVisible(self._desk.is_shown and self._desk.is_blank)
