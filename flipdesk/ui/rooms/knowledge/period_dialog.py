"""From when and until when sessions are looked through."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import DateField


class PeriodDialog(FormDialog):
    """`chosen` carries two days, the later one second; both belong to the period."""

    chosen = Signal(object, object)

    def __init__(self, theme: Theme, since: date, until: date, parent: QWidget) -> None:
        super().__init__(theme, "period_dialog", _("Period"), _("Narrow"), parent)
        first, last = (QDate(day.year, day.month, day.day) for day in (since, until))
        self.since = DateField(theme, _("From"), first)
        self.until = DateField(theme, _("Until"), last)
        self.add_field("period_since", _("From"), self.since)
        self.add_field("period_until", _("Until"), self.until)

    @override
    def save(self) -> None:
        since, until = self.since.date().toPython(), self.until.date().toPython()
        if not isinstance(since, date) or not isinstance(until, date) or since > until:
            raise KnownError(_("The period ends before it begins. Choose a later last day."))
        self.chosen.emit(since, until)
