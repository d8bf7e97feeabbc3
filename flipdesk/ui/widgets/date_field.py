"""The field for a date, with a calendar that shows weeks and no red days."""

import re

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QBrush, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget
from typing_extensions import override

from flipdesk.i18n import language
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.typed_parts import TypedParts

_FORMATS = {"da": "d.M.yyyy", "en": "d MMM yyyy"}
_SHORT_YEAR = re.compile(r"(\D)(\d\d)$")
_WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


def locale_in_use() -> QLocale:
    """Return Qt's locale of the language in use: Danish, or British English."""
    if language() == "da":
        return QLocale(QLocale.Language.Danish, QLocale.Country.Denmark)
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


class Calendar(QCalendarWidget):
    """A month with ISO weeks, beginning on Mondays; weekends are muted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setLocale(locale_in_use())
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        muted = QTextCharFormat()
        muted.setForeground(QBrush(self._theme.colour("muted")))
        self.setHeaderTextFormat(muted)
        for day in _WEEKEND:
            self.setWeekdayTextFormat(day, muted)
        px = self._theme.px
        self.setMinimumSize(px(340), px(260))


class DateField(QDateEdit):
    """A date as people here write it, 22.4.2021; the calendar opens with Alt+Down.

    It may be typed with its dots, over what stands there, and with two digits for the year.
    """

    def __init__(
        self, theme: Theme, name: str, date: QDate | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setLocale(locale_in_use())
        self.setDisplayFormat(_FORMATS[language()])
        self.setCalendarPopup(True)
        self.setCalendarWidget(Calendar(theme, self))
        self.setDate(date or QDate.currentDate())
        TypedParts(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._lengthen_year()
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._lengthen_year()
        super().focusOutEvent(event)

    def _lengthen_year(self) -> None:
        """Take 1.2.27 as 2027; Qt would keep the year that stood there before."""
        text = _SHORT_YEAR.sub(r"\g<1>20\g<2>", self.lineEdit().text())
        if text != self.lineEdit().text():
            day = self.locale().toDate(text, self.displayFormat())
            if day.isValid():
                self.setDate(day)
