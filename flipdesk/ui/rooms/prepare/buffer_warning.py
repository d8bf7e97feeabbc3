"""The warning that too little of a day can give, with what could be done about it in a menu."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from flipdesk.domain.agenda_days import DayPlan
from flipdesk.domain.buffer import (
    LEAST_PERCENT,
    AddBuffer,
    MakeFlexible,
    Remedy,
    is_short,
    percent_of_buffer,
    remedies,
)
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import _
from flipdesk.ui.models.agenda_line import plans_of
from flipdesk.ui.rooms.prepare.run_sheet_menu import show_menu
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.flat_label import FlatLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace


class BufferWarning(QWidget):
    """Stands there while a day to come is short; pressing it opens the menu of remedies."""

    def __init__(self, theme: Theme, workspace: Workspace) -> None:
        super().__init__()
        self._theme = theme
        self._workspace = workspace
        self._days: tuple[DayPlan, ...] = ()
        self._icon = QLabel()
        hint = _("what can be done")
        self.label = FlatLabel(theme, "", "caption", "warning", hint=hint)
        self.label.setObjectName("buffer_warning")
        self.label.clicked.connect(self.open_menu)
        row = QHBoxLayout(self)
        Measures(theme, row, margins=(0, 0, 0, 0), gap=1)
        row.addWidget(self._icon)
        row.addWidget(self.label)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_record(self, record: SessionRecord) -> None:
        """Show which days of a session are short."""
        plans = plans_of(record)
        held = record.session.state is SessionState.ENDED
        self._days = () if held else tuple(plan for plan in plans if is_short(plan))
        self.setVisible(bool(self._days))
        if not self._days:
            return
        worst = min(self._days, key=percent_of_buffer)
        text = _warning(worst)
        if len(plans) > 1:
            text = _("Day {day}: {text}").format(day=worst.day, text=text[:1].lower() + text[1:])
        self.label.say(text)
        why = _("A plan holds when a tenth of it can give. Press to see what can be done.")
        self.label.setToolTip(why)

    def open_menu(self) -> None:
        """Offer what would give the days that are short more to spare."""
        if not self._days:
            return
        menu = QMenu(self)
        menu.setObjectName("buffer_menu")
        for day in self._days:
            title = menu.addAction(
                _("{minutes} of {total} min. can give; {percent} % is advised").format(
                    minutes=day.buffer, total=day.minutes, percent=LEAST_PERCENT
                )
            )
            title.setEnabled(False)
            for remedy in remedies(day):
                menu.addAction(_words(remedy).replace("&", "&&"), partial(self._do, remedy))
            if day is not self._days[-1]:
                menu.addSeparator()
        show_menu(menu, self.label.mapToGlobal(QPoint(0, self.label.height())))

    def _do(self, remedy: Remedy) -> None:
        session_id = self._workspace.session_id
        if session_id is not None:
            days = self._workspace.desk.run_sheet_days
            self._workspace.perform(lambda: days.remedy(session_id, remedy))

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("triangle-alert", 16, "warning"))


def _warning(day: DayPlan) -> str:
    if not day.buffer:
        return _("No time to spare: make a break flexible")
    words = _("Only {minutes} min. to spare ({percent} %)")
    return words.format(minutes=day.buffer, percent=percent_of_buffer(day))


def _words(remedy: Remedy) -> str:
    if isinstance(remedy, MakeFlexible):
        words = _("Make {title} flexible ({minutes} min.)")
        return words.format(title=remedy.item.title, minutes=remedy.item.minutes)
    if isinstance(remedy, AddBuffer):
        return _("Put in {minutes} min. of slack; the day ends later").format(
            minutes=remedy.minutes
        )
    words = _("Take {minutes} min. of {title} as slack")
    return words.format(minutes=remedy.minutes, title=remedy.item.title)
