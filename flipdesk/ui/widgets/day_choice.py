"""A day that may be chosen or not."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField


class DayChoice(QWidget):
    """A box to tick, and beside it the day that then counts."""

    def __init__(
        self, theme: Theme, name: str, words: str, day: date | None, proposed: date
    ) -> None:
        super().__init__()
        shown = day or proposed
        self.box = QCheckBox(words)
        self.box.setObjectName(f"{name}_chosen")
        self.box.setChecked(day is not None)
        self.day = DateField(theme, words, QDate(shown.year, shown.month, shown.day))
        self.day.setObjectName(f"{name}_day")
        self.day.setEnabled(day is not None)
        self.box.toggled.connect(self.day.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addWidget(self.day, 1)
        self.setFocusProxy(self.box)

    @property
    def chosen(self) -> date | None:
        """The day, None when none was chosen."""
        if not self.box.isChecked():
            return None
        shown = self.day.date()
        return date(shown.year(), shown.month(), shown.day())
