"""What the commands of the window do, where their keys mean it, and what is shown of them."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from flipdesk.i18n import _
from flipdesk.ui.command_table import TABLE, Command
from flipdesk.ui.shown_keys import ShownKeys
from flipdesk.ui.widgets.key_text import key_text


class Commands(QObject):
    """The window's actions. A room binds its commands; only the room shown listens to its keys."""

    keys_changed = Signal()
    """Other keys were chosen; whatever shows some is to show the new ones."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._commands = {command.id: command for command in TABLE}
        self._actions = {command.id: self._make(command, window) for command in TABLE}
        self._bound: set[str] = set()
        self._barred: set[str] = set()
        self._room = ""

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        for command_id, action in self._actions.items():
            yield self._commands[command_id], action

    def action(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def bind(self, command_id: str, handler: Callable[[], object]) -> QAction:
        """Say what a command does; a command nobody binds cannot be reached."""
        action = self._actions[command_id]
        action.triggered.connect(lambda _checked=False: handler())
        self._bound.add(command_id)
        self._enable(command_id)
        return action

    def allow(self, command_id: str, *, allowed: bool) -> None:
        """Let a command be done now or not, in whatever room; undo is barred when nothing is."""
        (self._barred.discard if allowed else self._barred.add)(command_id)
        self._enable(command_id)

    def reach(self, widget: QWidget) -> None:
        """Let the plain letters mean their commands while this widget itself has the focus."""
        for command_id, command in self._commands.items():
            if command.in_lists:
                widget.addAction(self._actions[command_id])

    def keys(self, command_id: str) -> str:
        """Return the keys as they are written on a button in the user's language."""
        return key_text(self._actions[command_id].shortcut().toString())

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Give commands the keys they are done with from now on, "" for none."""
        for command_id, wanted in keys.items():
            self._actions[command_id].setShortcut(QKeySequence(wanted))
        self.keys_changed.emit()

    def follow(self, owner: QObject, show: Callable[[], object]) -> None:
        """Let something that shows keys do so now, and again whenever others are chosen."""
        ShownKeys(self.keys_changed, owner, show)

    def enter(self, room: str) -> None:
        """Let the keys of this room mean what they mean there."""
        self._room = room
        for command_id in self._actions:
            self._enable(command_id)

    def is_offered(self, command_id: str) -> bool:
        """Whether a command means something in this room, be it that it cannot be done now."""
        rooms = self._commands[command_id].room.split()
        return command_id in self._bound and (not rooms or self._room in rooms)

    def room_of(self, command_id: str) -> str:
        """Return the room to enter before a command can be done, "" for one that needs none."""
        rooms = self._commands[command_id].room.split()
        is_away = bool(rooms) and self._room not in rooms and command_id not in self._barred
        return rooms[0] if is_away else ""

    @property
    def with_keys(self) -> list[tuple[Command, QKeySequence]]:
        """The commands that do something and have keys, in the order of the table."""
        return [
            (command, action.shortcut())
            for command, action in self
            if command.id in self._bound and not action.shortcut().isEmpty()
        ]

    def _enable(self, command_id: str) -> None:
        rooms = self._commands[command_id].room.split()
        here = not rooms or self._room in rooms
        ready = command_id in self._bound and command_id not in self._barred
        self._actions[command_id].setEnabled(here and ready)

    def _make(self, command: Command, window: QWidget) -> QAction:
        action = QAction(_(command.title), window)
        action.setObjectName(command.id)
        if command.keys:
            action.setShortcut(QKeySequence(command.keys))
        action.setAutoRepeat(False)
        if command.in_lists:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
        return action
