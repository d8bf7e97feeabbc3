"""The speakers' list: who has the floor, who waits, and two big buttons."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.ids import ParticipantId
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.participant import Participant
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance
from flipdesk.i18n import _, pgettext
from flipdesk.ui.commands import Commands
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models.floor_model import FloorModel, FloorRow
from flipdesk.ui.rooms.run.floor import Floor
from flipdesk.ui.rooms.run.floor_delegate import SPEAKING, WAITING, FloorDelegate
from flipdesk.ui.rooms.run.floor_menu import FloorMenu
from flipdesk.ui.rooms.run.person_field import PersonField
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Caption
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList
from flipdesk.ui.workspace import Workspace

MOST_ROWS = 5
_AWAY = (Attendance.REGRETS, Attendance.ABSENT)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Asking(Enum):
    """What the person to be chosen is wanted for."""

    QUEUE = auto()
    FLOOR = auto()


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
        self.model = FloorModel(self)
        self.list = RowList(theme, _("Speakers' list"), FloorDelegate(theme))
        self.list.setObjectName("floor_list")
        self.list.setModel(self.model)
        self.list.installEventFilter(self)
        self.list.doubleClicked.connect(lambda _index: self._give_chosen())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._on_list_menu_requested)
        self.hint = Caption(theme, _("Nobody has asked for the floor"))
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
        self.give_button.clicked.connect(self.give_next)
        self.queue_button.clicked.connect(self.ask_for_queue)
        self.person.chosen.connect(self._on_person_chosen)
        self.person.left.connect(self._stop_asking)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_record(self, record: SessionRecord) -> None:
        """Show the list of this session as it stands at this moment."""
        people = {one.id: one for one in record.participants}
        rows = []
        speaker = people.get(self._floor.speaker_id) if self._floor.speaker_id else None
        if speaker is not None:
            since = self._floor.since or self._workspace.now()
            spent = round((self._workspace.now() - since).total_seconds() * 1000)
            note = _("has the floor · {time}").format(time=format_duration(spent))
            rows.append(FloorRow(speaker.id, speaker.name, 0, note))
        rows += [
            FloorRow(one, people[one].name, place)
            for place, one in enumerate(self._floor.queue, start=1)
            if one in people
        ]
        before = self.model.rowCount()
        self.model.show_rows(rows)
        free = speaker is not None and not self._floor.queue
        text = pgettext("speakers' list", "Floor free") if free else _("Give the floor")
        if text != self.give_button.text():
            self.give_button.set_label(text)
        if before != len(rows) or (speaker is not None) != self._had_speaker:
            self._had_speaker = speaker is not None
            self._fit_list()

    def give_next(self) -> None:
        """Give the floor to the next; with nobody waiting ask who is to have it."""
        if not self._floor.give_next():
            self._ask(_Asking.FLOOR, _("Who gets the floor?"))

    def ask_for_queue(self) -> None:
        """Ask who is to be put on the list."""
        self._ask(_Asking.QUEUE, _("Who asks for the floor?"))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if watched is self.list and pressed and isinstance(event, QKeyEvent) and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        chosen = self._chosen_id()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if chosen is None:
            return False
        if event.key() in _ENTER:
            self._give_chosen()
        elif event.key() == Qt.Key.Key_Delete:
            self._floor.remove(chosen)
        elif event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._floor.move(chosen, steps[Qt.Key(event.key())])
        else:
            return False
        return True

    def _on_list_menu_requested(self, at: QPoint) -> None:
        row = self.model.row(self.list.indexAt(at)) or self.model.row(self.list.currentIndex())
        if row is not None:
            menu = FloorMenu(self._theme, self._floor, row, self)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _give_chosen(self) -> None:
        chosen = self._chosen_id()
        if chosen is not None:
            self._floor.give(chosen)

    def _chosen_id(self) -> ParticipantId | None:
        guid = self.list.currentIndex().data(Role.GUID)
        return ParticipantId(guid) if guid else None

    def _ask(self, asking: _Asking, words: str) -> None:
        record = self._workspace.record
        if record is None:
            return
        if not self.person.isVisible():
            self._focus_before = QApplication.focusWidget()
        self._asking = asking
        self.person.ask(_here(record), words)
        self.person.show()
        self.asked.emit()
        self.person.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_person_chosen(self, guid: str) -> None:
        self._stop_asking()
        if self._asking is _Asking.QUEUE:
            self._floor.add(ParticipantId(guid))
        else:
            self._floor.give(ParticipantId(guid))

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
        self.body.addWidget(self.hint)
        self.body.addWidget(self.list)
        self.body.addWidget(self.person)
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
