"""Those who still wait on the list of an earlier agenda item."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import ElidedLabel
from flipdesk.ui.widgets.measures import Measures


class LeftOver(QWidget):
    """Says who they are and asks what becomes of them; nothing is to be seen when there is none."""

    brought_along = Signal()
    let_go = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = ElidedLabel(theme, "", "caption", "muted")
        self.bring_button = Button(theme, _("Bring along"))
        self.bring_button.setObjectName("floor_bring_along")
        self.drop_button = Button(theme, _("Take off"), kind="quiet")
        self.drop_button.setObjectName("floor_let_go")
        self.drop_button.setAccessibleName(_("Take off those who waited at the item before"))
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(12, 8, 12, 0), gap=4)
        column.addWidget(self.caption)
        row = QHBoxLayout()
        Measures(theme, row, gap=8)
        for button in (self.bring_button, self.drop_button):
            button.set_small(26, normal_weight=True)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.bring_button.clicked.connect(self.brought_along)
        self.drop_button.clicked.connect(self.let_go)
        self.hide()

    def show_names(self, names: list[str]) -> None:
        """Show who waited at the item before."""
        words = _("From before: {names}")
        self.caption.setText(words.format(names=", ".join(names)))
        self.setVisible(bool(names))
