"""Words that wrap inside something that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole
from flipdesk.ui.widgets.label import Label


class FlowText(Label):
    """A wrapping label that asks for no more height than its words need at its real width.

    A plain wrapping label asks for the height it would have when narrow, which makes a scroll area
    scroll without need.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        role: FontRole = "body",
        colour: str = "text",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, text, role, colour, wrap=True, parent=parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._keep_one_line)
        self._keep_one_line()

    def _keep_one_line(self) -> None:
        self.setMinimumHeight(self.fontMetrics().height())
