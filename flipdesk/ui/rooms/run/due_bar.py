"""Asking for a due date in its place, under the header of the notes."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.outcome import Outcome
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.date_field import DateField
from flipdesk.ui.widgets.label import FieldLabel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DueBar(QWidget):
    """Enter is `chosen` with the date, Esc is `left`; it covers nothing."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.note: Outcome | None = None
        self.field = DateField(theme, _("Due date"))
        self.field.setObjectName("due_field")
        self.field.installEventFilter(self)
        self.save_button = Button(theme, _("Save the date"))
        self.save_button.setObjectName("due_save")
        self.save_button.clicked.connect(self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(FieldLabel(theme, _("Due date"), self.field))
        self._row.addWidget(self.field)
        self._row.addWidget(self.save_button)
        self._row.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def ask(self, note: Outcome, otherwise: date) -> None:
        """Ask when this is due, beginning at its date or at another."""
        self.note = note
        day = note.due or otherwise
        self.field.setDate(QDate(day.year, day.month, day.day))
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                self._choose()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        self.field.interpretText()
        day = self.field.date()
        self.hide()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(8), px(14), px(8))
        self._row.setSpacing(px(8))
