"""Those in the room as a grid of initials, each with a menu of attendance."""

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.airtime import not_heard
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance
from flipdesk.i18n import _, ngettext
from flipdesk.ui.rooms.run.attendance_log import attendance_log
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.rooms.run.person_button import PersonButton
from flipdesk.ui.rooms.run.person_menu import PersonMenu
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.workspace import Workspace

COLUMNS = 4
_AWAY = (Attendance.REGRETS, Attendance.ABSENT)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}


def _place(person: Participant) -> tuple[bool, str]:
    """Return what sorts research before practice, and each by last name."""
    return not person.role.is_research, sort_key(person.name.split()[-1] + person.name)


class PeopleGrid(QWidget):
    """Buttons in rows of four; one of them is a Tab stop, the arrow keys go to the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: list[PersonButton] = []
        self._grid = QGridLayout(self)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_count(self, count: int) -> list[PersonButton]:
        """Have this many buttons and return those that are new."""
        fresh = [PersonButton(self._theme, self) for _ in range(count - len(self.buttons))]
        for button in self.buttons[count:]:
            button.deleteLater()
        self.buttons = [*self.buttons[:count], *fresh]
        for number, button in enumerate(self.buttons):
            self._grid.addWidget(button, number // COLUMNS, number % COLUMNS)
            button.show()
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        return fresh

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.buttons:
            self.buttons[0].setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()), 0)
        here = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), -1)
        if by and here >= 0 and 0 <= here + by < len(self.buttons):
            self.buttons[here + by].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        px = self._theme.px
        self._grid.setContentsMargins(px(12), px(10), px(12), px(10))
        self._grid.setSpacing(px(6))


class PeoplePane(Pane):
    """A click opens what can be said about somebody; nothing is counted per person."""

    def __init__(
        self, theme: Theme, workspace: Workspace, floor: Floor, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("In the room"), parent=parent)
        self._theme = theme
        self._workspace = workspace
        self._floor = floor
        self._shown: object = None
        self.setObjectName("people_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.away_button = Button(theme, "", kind="quiet")
        self.away_button.set_small(26, normal_weight=True)
        self.away_button.setObjectName("people_away")
        self.away_button.clicked.connect(self._on_away_button_clicked)
        self.header_layout.addWidget(self.away_button)
        self.grid = PeopleGrid(theme)
        self.everybody_button = Button(theme, _("Everybody is here"))
        self.everybody_button.setObjectName("everybody_is_here")
        self.everybody_button.clicked.connect(self._on_everybody_button_clicked)
        self.unheard = Caption(theme, wrap=True)
        self.nobody = Caption(theme, _("No participants yet: add them in Prepare."), wrap=True)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.nobody)
        self._everybody_row = QHBoxLayout()
        self._everybody_row.addWidget(self.everybody_button, 1)
        self.body.addLayout(self._everybody_row)
        self.body.addWidget(self.unheard)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_record(self, record: SessionRecord) -> None:
        """Show who is here; nothing happens when nobody's standing differs."""
        shown = (record.participants, self._floor.speaker_id, len(record.turns), record.queue)
        if shown == self._shown:
            return
        self._shown = shown
        here = sorted(
            (one for one in record.participants if one.attendance not in _AWAY), key=_place
        )
        for button in self.grid.show_count(len(here)):
            button.clicked.connect(lambda _checked=False, one=button: self._open_menu(one))
        for button, one in zip(self.grid.buttons, here, strict=True):
            speaks = one.id == self._floor.speaker_id
            button.show_person(one, speaks=speaks, log=attendance_log(one, record))
        came = sum(one.attendance.came and one.left is None for one in here)
        note = str(came) if came == len(here) else _("{here} of {all}")
        self.set_note(note.format(here=came, all=len(here)) if here else "")
        self._show_away(record)
        self.nobody.setVisible(not record.participants)
        invited = any(one.attendance is Attendance.INVITED for one in here)
        self.everybody_button.setVisible(invited)
        bottom = self._theme.px(10) if invited else 0
        self._everybody_row.setContentsMargins(self._theme.px(12), 0, self._theme.px(12), bottom)
        self._show_unheard(record)

    def _show_away(self, record: SessionRecord) -> None:
        regrets = sum(one.attendance is Attendance.REGRETS for one in record.participants)
        absent = sum(one.attendance is Attendance.ABSENT for one in record.participants)
        words = []
        if regrets:
            words.append(ngettext("{n} regrets", "{n} regrets", regrets).format(n=regrets))
        if absent:
            words.append(ngettext("{n} stayed away", "{n} stayed away", absent).format(n=absent))
        self.away_button.set_label(", ".join(words))
        self.away_button.setVisible(bool(words))

    def _show_unheard(self, record: SessionRecord) -> None:
        unheard = not_heard(record.turns, record.participants) if record.turns else ()
        names = ", ".join(one.name for one in unheard)
        strong = f'<b style="color:{self._theme.colour("text").name()}">{escape(names)}</b>'
        self.unheard.setText(_("Has not had the floor yet: {names}").format(names=strong))
        self.unheard.setVisible(bool(unheard))

    def _open_menu(self, button: PersonButton) -> None:
        if button.person is not None:
            self._pop_up(button.person, button)

    def _pop_up(self, person: Participant, beside: QWidget) -> None:
        menu = PersonMenu(self._theme, self._workspace, self._floor, person, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _on_away_button_clicked(self) -> None:
        record = self._workspace.record
        away = [one for one in record.participants if one.attendance in _AWAY] if record else []
        menu = QMenu(self)
        menu.setObjectName("away_menu")
        for one in away:
            menu.addMenu(PersonMenu(self._theme, self._workspace, self._floor, one, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.away_button.mapToGlobal(QPoint(0, self.away_button.height())))

    def _on_everybody_button_clicked(self) -> None:
        session_id = self._workspace.session_id
        if session_id is not None:
            running = self._workspace.desk.running
            self._workspace.perform(lambda: running.all_are_here(session_id))

    def button_of(self, participant_id: ParticipantId) -> PersonButton | None:
        """Return the button of somebody who is here."""
        return next(
            (one for one in self.grid.buttons if one.person and one.person.id == participant_id),
            None,
        )

    def _restyle(self) -> None:
        px = self._theme.px
        self.unheard.setContentsMargins(px(12), 0, px(12), px(10))
        self.nobody.setContentsMargins(px(12), 0, px(12), px(10))
        self._everybody_row.setContentsMargins(px(12), 0, px(12), 0)
