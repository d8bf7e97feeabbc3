"""What can be said about somebody in the room."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Attendance
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace


class PersonMenu(QMenu):
    """The floor first, then attendance; each is logged with the time it is now."""

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        floor: Floor,
        person: Participant,
        parent: QWidget,
    ) -> None:
        super().__init__(f"{person.initials}  {person.name}, {word(person.attendance)}", parent)
        self._workspace = workspace
        self.setObjectName("person_menu")
        running = workspace.desk.running
        is_away = person.attendance in (Attendance.REGRETS, Attendance.ABSENT)
        if not is_away:
            give = self.addAction(theme.icon("volume-2"), _("Give the floor"))
            give.triggered.connect(lambda: floor.give(person.id))
            waits = person.id in floor.queue
            words = _("Take off the speakers' list") if waits else _("Put on the speakers' list")
            put = self.addAction(theme.icon("list"), words)
            put.triggered.connect(lambda: (floor.remove if waits else floor.add)(person.id))
            self.addSeparator()

        def registering(attendance: Attendance) -> Callable[[], Step]:
            return lambda: running.register(person.id, attendance)

        here = person.attendance is Attendance.PRESENT and person.left is None
        late = person.attendance is Attendance.LATE and person.left is None
        away = person.attendance
        self._add(_("Is here"), registering(Attendance.PRESENT), chosen=here)
        self._add(_("Came now, late"), registering(Attendance.LATE), chosen=late)
        if person.attendance.came:
            left = person.left is not None
            self._add(_("Left now"), lambda: running.leave(person.id), chosen=left)
        regrets, absent = Attendance.REGRETS, Attendance.ABSENT
        self._add(_("Sent regrets"), registering(regrets), chosen=away is regrets)
        self._add(_("Stayed away"), registering(absent), chosen=away is absent)

    def _add(self, text: str, action: Callable[[], Step], *, chosen: bool) -> None:
        entry = self.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        entry.triggered.connect(lambda: self._workspace.perform(action))
