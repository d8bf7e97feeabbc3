"""The main menu (F10): every command that can be done here, what was done, and the backups."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.wall_clock import zone_info
from flipdesk.i18n import _
from flipdesk.knowledge.backup import described, made_at
from flipdesk.services.backup_words import reason_words
from flipdesk.ui.command_groups import commands_of, group_names
from flipdesk.ui.command_table import Command
from flipdesk.ui.commands import Commands
from flipdesk.ui.models.when_words import near_moment
from flipdesk.ui.workspace import Workspace

MOST_STEPS = 20
_MOST_BACKUPS = 20
_LONGEST = 60


class MainMenu(QMenu):
    """Made anew each time it is opened; the keys beside its entries are those in force."""

    def __init__(self, workspace: Workspace, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._commands = commands
        self.setObjectName("main_menu")
        self.setAccessibleName(_("Menu"))
        for group, name in group_names().items():
            menu = self._submenu(self, f"menu_{group}", name)
            self._fill(menu, commands_of(group))
            if group == "edit":
                self._add_history(menu)
            elif group == "file":
                self._add_backups(menu)
            menu.menuAction().setVisible(not menu.isEmpty())

    def choose_first(self) -> None:
        """Let the first entry be the one that keys go on from."""
        # setActiveAction would unfold it at once.
        down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self, down)

    @staticmethod
    def _submenu(above: QMenu, object_name: str, name: str) -> QMenu:
        menu = above.addMenu(name)
        menu.setObjectName(object_name)
        return menu

    def _fill(self, menu: QMenu, offered: tuple[Command, ...]) -> None:
        """Add what belongs to this room or to all; what cannot be done now stands there grey."""
        kind = ""
        for command in offered:
            if not self._commands.is_offered(command.id):
                continue
            own = command.id.partition(".")[0].replace("search", "find")
            if kind and own != kind:
                menu.addSeparator()
            kind = own
            menu.addAction(self._commands.action(command.id))

    def _add_history(self, menu: QMenu) -> None:
        steps = self._workspace.desk.history.steps[:MOST_STEPS]
        menu.addSeparator()
        history = self._submenu(menu, "menu_history", _("What was done last"))
        history.setEnabled(bool(steps))
        for number, step in enumerate(steps):
            words = _("Undo through: {what}") if number else _("Undo: {what}")
            text = words.format(what=_short(step.label))
            history.addAction(_plain(text), self._undoing(step))

    def _undoing(self, step: Step) -> Callable[[], None]:
        return lambda: self._workspace.undo_through(step)

    def _add_backups(self, menu: QMenu) -> None:
        copies = self._workspace.desk.base.backups()[:_MOST_BACKUPS]
        menu.addSeparator()
        backups = self._submenu(menu, "menu_backups", _("Backups"))
        backups.setEnabled(bool(copies))
        for copy in copies:
            backups.addAction(_plain(self._backup_text(copy)), self._showing(copy))

    def _backup_text(self, copy: Path) -> str:
        made = made_at(copy)
        if made is None:
            return copy.name
        zone = zone_info(DEFAULT_ZONE)
        when = near_moment(made.astimezone(zone), self._workspace.now().astimezone(zone))
        reason = reason_words(described(copy))
        return f"{when}, {reason}" if reason else when

    def _showing(self, copy: Path) -> Callable[[], None]:
        return lambda: self._workspace.backup_wanted.emit(copy)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _plain(text: str) -> str:
    """Return the text for a menu, where an ampersand would mark a letter to press."""
    return text.replace("&", "&&")
