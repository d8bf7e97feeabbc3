"""The column of what waits: what is missing, and below it what came back."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from flipdesk.ui.rooms.compile.missing_pane import MissingPane
from flipdesk.ui.rooms.compile.review_pane import ReviewPane
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.measures import Measures


class WaitingColumn(QWidget):
    """Two panes above each other; the lower one is there only when something came back."""

    def __init__(self, theme: Theme, missing: MissingPane, review: ReviewPane) -> None:
        super().__init__()
        self.setObjectName("waiting_column")
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(0, 0, 0, 0), gap=10)
        column.addWidget(missing, 1)
        column.addWidget(review, 2)
