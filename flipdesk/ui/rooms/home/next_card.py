"""The card on Home: the session that comes next, or the one held last."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.domain.dates import format_clock
from flipdesk.domain.session import Session
from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _, ngettext, pgettext
from flipdesk.services.overview import HomeOverview
from flipdesk.ui.models.participants_model import is_away
from flipdesk.ui.models.when_words import near_day, until
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.flow_text import FlowText
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.potential_digit import PotentialDigit

_NARROW = 760


class NextCard(Pane):
    """Emits the room that somebody wants to see the session in."""

    room_requested = Signal(str)
    practice_requested = Signal()

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme)
        self._theme = tools.theme
        self._workspace = tools.workspace
        self.session: Session | None = None
        self.setObjectName("next_card")
        self._digit = PotentialDigit(tools.theme, "", 44)
        self._when = FlowText(tools.theme, "", "caption", "muted")
        self._title = FlowText(tools.theme, "", "heading")
        self._about = FlowText(tools.theme, "", "body", "muted")
        self.see_button = Button(
            tools.theme, _("See the run sheet"), icon="clipboard-list", big=True
        )
        self.see_button.setObjectName("see_run_sheet")
        self.see_button.clicked.connect(lambda: self.room_requested.emit("prepare"))
        self.practise_button = Button(tools.theme, _("Practise"), kind="quiet", big=True)
        self.practise_button.setObjectName("practise_next")
        self.practise_button.clicked.connect(self.practice_requested)
        self.go_button = Button(tools.theme, _("Go to Run"), icon="mic", kind="primary", big=True)
        self.go_button.setObjectName("go_to_next")
        self.go_button.clicked.connect(self._on_go_button_clicked)
        self._is_next = False
        commands = tools.commands
        commands.follow(self, lambda: self._show_keys(commands.keys("home.run")))
        self._lay_out()

    def show_overview(self, overview: HomeOverview, now: datetime) -> None:
        """Show the next session; the latest one when none is planned."""
        self.session = overview.next or overview.latest
        session = self.session
        self.setVisible(session is not None)
        if session is None:
            return
        is_next = overview.next is not None
        record = self._workspace.desk.base.record(session.id)
        code = record.codebook.potential(session.potential or "")
        self._digit.set_potential(session.potential or "", code.title if code else "")
        self._when.setText(_when_text(session, now, is_next=is_next))
        organisation = record.series.organisation
        words = _("{title} in {organisation}")
        named = words.format(title=session.title, organisation=organisation)
        self._title.setText(named if organisation else session.title)
        self._about.setText(self._about_text(session))
        self.practise_button.setVisible(is_next)
        self.go_button.set_label(_("Go to Run") if is_next else _("Go to Compile"))
        self.go_button.set_icon_name("mic" if is_next else "file-pen-line")
        self._is_next = is_next
        self._show_keys(self._keys)

    def _show_keys(self, keys: str) -> None:
        self._keys = keys
        self.go_button.set_key(keys if self._is_next else "")

    def fit(self, width: int) -> None:
        """Put the buttons under the words where there is no room beside them."""
        narrow = width < self._theme.px(_NARROW)
        self._grid.removeWidget(self._buttons)
        if narrow:
            self._grid.addWidget(self._buttons, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self._buttons, 0, 2)

    def _about_text(self, session: Session) -> str:
        people = self._workspace.desk.base.participants.of_session(session.id)
        came = [one for one in people if not is_away(one)]
        regrets = sum(one.attendance is Attendance.REGRETS for one in people)
        chair = next((one.name for one in people if one.id == session.chair_id), "")
        parts = [session.place or ""]
        if people:
            held = session.state is SessionState.ENDED
            coming = ngettext("{count} comes", "{count} come", len(came))
            were = ngettext("{count} came", "{count} came", len(came))
            count = (were if held else coming).format(count=len(came))
            if regrets:
                words = ngettext("{count} sent regrets", "{count} have sent regrets", regrets)
                count = f"{count}, {words.format(count=regrets)}"
            parts.append(count)
        if chair:
            parts.append(_("chair {name}").format(name=chair))
        return " · ".join(part for part in parts if part) or _("Nobody is invited yet")

    def _on_go_button_clicked(self) -> None:
        ended = self.session is not None and self.session.state is SessionState.ENDED
        self.room_requested.emit("compile" if ended else "run")

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._when, self._title, self._about):
            words.addWidget(label)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        Measures(self._theme, row, margins=(0, 0, 0, 0), gap=18)
        row.addStretch(1)
        row.addWidget(self.practise_button)
        row.addWidget(self.see_button)
        row.addWidget(self.go_button)
        self._grid = QGridLayout()
        Measures(self._theme, self._grid, margins=(18, 14, 18, 14), gap=(18, 12))
        self._grid.addWidget(self._digit, 0, 0)
        self._grid.addLayout(words, 0, 1)
        self._grid.addWidget(self._buttons, 0, 2)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)


def _when_text(session: Session, now: datetime, *, is_next: bool) -> str:
    local = now.astimezone(zone_info(session.zone))
    starts = session.starts.astimezone(zone_info(session.zone))
    if session.state is SessionState.RUNNING:
        began = (session.began or session.starts).astimezone(starts.tzinfo)
        return _("Under way now · began at {time}").format(time=format_clock(began))
    day = near_day(starts.date(), local.date())
    when = f"{day} {format_clock(starts)}"
    if not is_next:
        return _("Held last · {when}").format(when=when)
    soon = until(starts, local)
    when = f"{when}, {soon}" if soon else when
    return pgettext("home", "Next session · {when}").format(when=when)
