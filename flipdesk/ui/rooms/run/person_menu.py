"""What can be said about somebody in the room."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.participant import Participant
from flipdesk.domain.passage import PassageKind
from flipdesk.domain.passage_consent import is_against
from flipdesk.domain.vocabulary import Answer, Attendance, ConsentWay, RecordingConsent
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.capturing import Moment
from flipdesk.services.running import Running
from flipdesk.ui.rooms.run.attendance_log import attendance_log
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.workspace import Workspace


class PersonMenu(QMenu):
    """The floor first, then attendance, logged with the time it is now, then the recording."""

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
            waits = floor.waits(person.id)
            words = _("Take off the speakers' list") if waits else _("Put on the speakers' list")
            put = self.addAction(theme.icon("list"), words)
            put.triggered.connect(lambda: (floor.remove if waits else floor.add)(person.id))
            reply = self.addAction(_("Reply"))
            reply.triggered.connect(lambda: floor.reply(person.id))
            interrupt = self.addAction(_("Interrupts"))
            interrupt.triggered.connect(lambda: floor.interrupt(person.id))
            self.addSeparator()

        log = attendance_log(person, workspace.record)
        if log:
            self.addAction(log).setEnabled(False)

        def registering(attendance: Attendance) -> Callable[[], Step]:
            return lambda: running.register(person.id, attendance, floor.position_ms)

        here = person.attendance is Attendance.PRESENT and person.left is None
        late = person.attendance is Attendance.LATE and person.left is None
        away = person.attendance
        self._add(_("Is here"), registering(Attendance.PRESENT), chosen=here)
        self._add(_("Came now, late"), registering(Attendance.LATE), chosen=late)
        if person.attendance.came and person.left is None:
            leave = partial(self._leaving, running, person, floor)
            self._add(_("Left now"), leave, chosen=False)
        elif person.attendance.came:
            self._add(_("Is back"), lambda: running.come_back(person.id), chosen=False)
        regrets, absent = Attendance.REGRETS, Attendance.ABSENT
        self._add(_("Sent regrets"), registering(regrets), chosen=away is regrets)
        self._add(_("Stayed away"), registering(absent), chosen=away is absent)
        self.addSeparator()
        self._add_consent(floor, person)

    def _add_consent(self, floor: Floor, person: Participant) -> None:
        """Add what somebody says about the recording, and what becomes of it if they say no."""
        desk = self._workspace.desk
        may = person.consent.recording is RecordingConsent.GIVEN

        def answering(answer: Answer) -> Callable[[], Step]:
            return lambda: desk.consents.answer([person.id], Matter.RECORDING, answer)

        now_ms = floor.position_ms
        if now_ms is not None and not (may and person.consent.way is ConsentWay.RECORDING):
            moment = Moment(self._workspace.now(), now_ms)
            saying = partial(desk.consents.say_on_recording, [person.id], moment)
            self._add(_("Says yes on the recording"), saying, chosen=False)
        self._add(_("May be recorded"), answering(Answer.GIVEN), chosen=may)
        against = is_against(person)
        no = _("Withdraws consent to the recording")
        self._add(no, answering(Answer.WITHDRAWN), chosen=against)
        if against:
            for words, kind, close in (
                (_("Mark the places"), PassageKind.WITHDRAWN, desk.withdrawal.mark),
                (_("Silence the places"), PassageKind.SILENCED, desk.withdrawal.silence),
            ):
                closing = partial(self._closing, close, person, floor)
                self._add(words, closing, chosen=person.withdrawal is kind)

    @staticmethod
    def _leaving(running: Running, person: Participant, floor: Floor) -> Step:
        return running.leave(person.id, floor.position_ms)

    @staticmethod
    def _closing(
        close: Callable[[ParticipantId, int | None], Step], person: Participant, floor: Floor
    ) -> Step:
        return close(person.id, floor.position_ms)

    def _add(self, text: str, action: Callable[[], Step], *, chosen: bool) -> None:
        entry = self.addAction(text)
        entry.setCheckable(True)
        entry.setChecked(chosen)
        entry.triggered.connect(lambda: self._workspace.perform(action))
