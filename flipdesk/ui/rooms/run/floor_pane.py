"""The speakers' list: who has the floor, who waits, and two big buttons."""

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.participant import Participant
from flipdesk.domain.queue_entry import QueueEntry, SpeakersList
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, QueueKind
from flipdesk.i18n import _, pgettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.models.floor_model import FloorModel, FloorRow
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.rooms.run.floor_delegate import SPEAKING, WAITING
from flipdesk.ui.rooms.run.floor_list import FloorList
from flipdesk.ui.rooms.run.floor_menu import FloorMenu
from flipdesk.ui.rooms.run.left_over import LeftOver
from flipdesk.ui.rooms.run.person_field import PersonField
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.workspace import Workspace

MOST_ROWS = 5
_AWAY = (Attendance.REGRETS, Attendance.ABSENT)


class _Asking(Enum):
    """What the person to be chosen is wanted for."""

    QUEUE = auto()
    REPLY = auto()
    FLOOR = auto()
    INTERRUPTION = auto()


class FloorPane(Pane):
    """Enter gives the floor, Del takes off the list, Alt+Up and Alt+Down change the order."""

    asked = Signal()
    answered = Signal()

    def __init__(
        self,
        theme: Theme,
        workspace: Workspace,
        floor: Floor,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, _("Speakers' list"), parent=parent)
        self._theme = theme
        self._workspace = workspace
        self._floor = floor
        self._asking = _Asking.QUEUE
        self._focus_before: QWidget | None = None
        self._had_speaker = False
        self.setObjectName("floor_pane")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.line_button = Button(theme, _("Draw a line"), kind="quiet")
        self.line_button.set_small(26, normal_weight=True)
        self.line_button.setObjectName("floor_line")
        self.header_layout.addWidget(self.line_button)
        self.model = FloorModel(self)
        self.list = FloorList(theme, self.model)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.hint = Caption(theme, _("Nobody has asked for the floor"))
        self.left_over = LeftOver(theme)
        self.person = PersonField(theme)
        self.person.hide()
        self.give_button = Button(theme, _("Give the floor"), kind="primary", big=True)
        self.give_button.setObjectName("run_floor")
        self.queue_button = Button(theme, pgettext("speakers' list", "Add"), big=True)
        self.queue_button.setObjectName("run_queue")
        give, queue = self.give_button, self.queue_button
        commands.follow(give, lambda: give.set_key(commands.keys("run.floor")))
        commands.follow(queue, lambda: queue.set_key(commands.keys("run.queue")))
        self._lay_out()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_record(self, record: SessionRecord) -> None:
        """Show the list of this session as it stands at this moment."""
        people: dict[ParticipantId | None, Participant] = {}
        people.update({one.id: one for one in record.participants})
        now = self._floor.now
        rows = []
        if now.holder is not None and now.holder.speaker_id in people:
            note = self._time(now, people)
            rows.append(FloorRow(now.holder, people[now.holder.speaker_id].name, 0, note))
        for place, entry in enumerate(now.waiting, start=1):
            if entry.speaker_id in people:
                note = _("reply") if entry.kind is QueueKind.REPLY else ""
                rows.append(FloorRow(entry, people[entry.speaker_id].name, place, note))
        before = self.model.rowCount()
        self.model.show_rows(rows)
        self._say_what_is_next(now)
        names = [people[one.speaker_id].name for one in now.left_over if one.speaker_id in people]
        self.left_over.show_names(names)
        if before != len(rows) or (now.holder is not None) != self._had_speaker:
            self._had_speaker = now.holder is not None
            self._fit_list()

    def give_next(self) -> None:
        """Give the floor to the next; with nobody waiting ask who is to have it."""
        if not self._floor.give_next():
            self.ask_for_floor()

    def ask_for_floor(self) -> None:
        """Ask who is to have the floor at once: by letters, or by the place on the list."""
        self._ask(_Asking.FLOOR, _("Who gets the floor?"))

    def ask_for_queue(self) -> None:
        """Ask who is to be put on the list."""
        self._ask(_Asking.QUEUE, _("Who asks for the floor?"))

    def ask_for_reply(self) -> None:
        """Ask who wants to reply to the last speech."""
        self._ask(_Asking.REPLY, _("Who replies?"))

    def ask_for_interruption(self) -> None:
        """Ask who has taken the floor without waiting."""
        self._ask(_Asking.INTERRUPTION, _("Who interrupts?"))

    def _connect(self) -> None:
        floor, rows = self._floor, self.list
        rows.give_requested.connect(lambda row: floor.give(row.entry.speaker_id))
        rows.remove_requested.connect(self._on_remove_requested)
        rows.move_requested.connect(lambda row, by: floor.move(row.entry, by))
        rows.place_requested.connect(lambda row, place: floor.move_to(row.entry, place))
        rows.customContextMenuRequested.connect(self._on_list_menu_requested)
        self.line_button.clicked.connect(floor.toggle_line)
        self.left_over.brought_along.connect(floor.bring_along)
        self.left_over.let_go.connect(floor.let_go)
        self.give_button.clicked.connect(self.give_next)
        self.queue_button.clicked.connect(self.ask_for_queue)
        self.person.chosen.connect(self._on_person_chosen)
        self.person.left.connect(self._stop_asking)

    def _time(self, now: SpeakersList, people: Mapping[ParticipantId | None, Participant]) -> str:
        holder = now.holder
        if holder is None or holder.since is None:
            return ""
        spent = round((self._workspace.now() - holder.since).total_seconds() * 1000)
        words = {
            QueueKind.REPLY: _("reply · {time}"),
            QueueKind.INTERRUPTION: _("interrupts {name} · {time}"),
        }.get(holder.kind, _("has the floor · {time}"))
        before = people.get(now.interrupted.speaker_id) if now.interrupted is not None else None
        name = before.name.split()[0] if before is not None else ""
        return words.format(time=format_duration(max(0, spent)), name=name)

    def _say_what_is_next(self, now: SpeakersList) -> None:
        if now.interrupted is not None:
            text = pgettext("speakers' list", "Floor back")
        elif now.holder is not None and not now.waiting:
            text = pgettext("speakers' list", "Floor free")
        else:
            text = _("Give the floor")
        if text != self.give_button.text():
            self.give_button.set_label(text)
        line = _("Open the list") if now.is_closed else _("Draw a line")
        if line != self.line_button.text():
            self.line_button.set_label(line)
            self.set_note(_("closed") if now.is_closed else "")

    def _on_remove_requested(self, row: FloorRow) -> None:
        if row.place:
            self._floor.take_off(row.entry)

    def _on_list_menu_requested(self, at: QPoint) -> None:
        row = self.model.row(self.list.indexAt(at)) or self.list.chosen
        if row is not None:
            menu = FloorMenu(self._theme, self._floor, row, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _ask(self, asking: _Asking, words: str) -> None:
        record = self._workspace.record
        if record is None:
            return
        if not self.person.isVisible():
            self._focus_before = QApplication.focusWidget()
        self._asking = asking
        waiting = () if asking is _Asking.QUEUE else _people_of(record, self._floor.now.waiting)
        self.person.ask(_here(record), words, waiting)
        self.person.show()
        self.asked.emit()
        self.person.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_person_chosen(self, guid: str, place: int) -> None:
        self._stop_asking()
        one = ParticipantId(guid)
        match self._asking:
            case _Asking.QUEUE:
                self._floor.add(one, place)
            case _Asking.REPLY:
                self._floor.reply(one)
            case _Asking.FLOOR:
                self._floor.give(one)
            case _Asking.INTERRUPTION:
                self._floor.interrupt(one)

    def _stop_asking(self) -> None:
        self.answered.emit()
        before, self._focus_before = self._focus_before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.person.hide()

    def _lay_out(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.give_button, 1)
        self._buttons.addWidget(self.queue_button)
        for part in (self.hint, self.list, self.left_over, self.person):
            self.body.addWidget(part)
        self.body.addLayout(self._buttons)

    def _fit_list(self) -> None:
        px, rows = self._theme.px, self.model.rowCount()
        waiting = min(MOST_ROWS, rows) - self._had_speaker
        height = px(SPEAKING) * self._had_speaker + px(WAITING) * waiting
        self.list.setVisible(rows > 0)
        self.hint.setVisible(rows == 0)
        self.list.setFixedHeight(max(1, height))

    def _restyle(self) -> None:
        px = self._theme.px
        self.hint.setContentsMargins(px(12), px(10), px(12), 0)
        self.person.setContentsMargins(px(12), px(8), px(12), 0)
        self._buttons.setContentsMargins(px(12), px(10), px(12), px(10))
        self._buttons.setSpacing(px(8))
        self._fit_list()


def _here(record: SessionRecord) -> tuple[Participant, ...]:
    return tuple(
        one for one in record.participants if one.attendance not in _AWAY and one.left is None
    )


def _people_of(record: SessionRecord, entries: tuple[QueueEntry, ...]) -> tuple[Participant, ...]:
    people = (record.participant(entry.speaker_id) for entry in entries)
    return tuple(one for one in people if one is not None)
