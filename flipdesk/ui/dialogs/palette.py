"""The command palette: every command by its words, those of this room first (Ctrl+K)."""

import unicodedata

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.commands import Command, Commands
from flipdesk.ui.delegates.command_delegate import CommandDelegate
from flipdesk.ui.delegates.roles import CommandRow, Role
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.widgets.row_list import RowList

_WIDTH, _FIELD, _ROW = 560, 42, 36
_ROWS = 9
_COMMAND = Qt.ItemDataRole.UserRole + 100
_ACCENTS = str.maketrans("", "", "\u0300\u0301")


def matches(words: str, text: str) -> bool:
    """Return whether every word typed begins some word of the text; parker finds parkér."""
    present = _plain(text).split()
    return all(any(one.startswith(wanted) for one in present) for wanted in _plain(words).split())


def _plain(text: str) -> str:
    """Return the text in small letters without accents; æ, ø and å stay letters of their own."""
    apart = unicodedata.normalize("NFD", text.casefold()).translate(_ACCENTS)
    return unicodedata.normalize("NFC", apart)


class Palette(QFrame):
    """A field and the commands that fit what is typed; Enter does the chosen one."""

    def __init__(self, theme: Theme, commands: Commands, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._theme = theme
        self._commands = commands
        self._window = window
        self.setObjectName("palette")
        self.setProperty("pane", "raised")
        self.setAccessibleName(_("Command palette"))
        self.field = QLineEdit()
        self.field.setObjectName("palette_field")
        self.field.setAccessibleName(_("Find a command"))
        self.field.setPlaceholderText(_("Write what you want to do"))
        # There is one field, and a popup is over whatever else could have the focus.
        self.field.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        self.field.setFrame(False)
        self._model = QStandardItemModel(self)
        self.list = RowList(theme, _("Commands"), CommandDelegate(theme), fixed=True)
        self.list.setObjectName("palette_list")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self._model)
        self.nothing = Label(theme, _("No command is called that"), "body", "muted")
        self.nothing.setObjectName("palette_nothing")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for part in (self.field, self.list, self.nothing):
            column.addWidget(part)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._do)

    @property
    def rows(self) -> tuple[CommandRow, ...]:
        """The commands that are offered."""
        items = (self._model.item(row) for row in range(self._model.rowCount()))
        return tuple(item.data(Role.ROW) for item in items)

    def open(self) -> None:
        """Show the palette in the upper third of the window, ready to type in."""
        window, px = self._window, self._theme.px
        width = min(px(_WIDTH), window.width() - px(32))
        self.setFixedWidth(width)
        self.field.setFixedHeight(px(_FIELD))
        self.field.setTextMargins(px(8), 0, px(8), 0)
        self.nothing.setFixedHeight(px(_ROW))
        self.nothing.setContentsMargins(px(12), 0, px(12), 0)
        self.field.clear()
        self._fill("")
        corner = QPoint((window.width() - width) // 2, window.height() // 8)
        self.move(window.mapToGlobal(corner))
        self.show()
        self.field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS,
                Qt.Key.Key_PageUp: -_ROWS,
            }
            key = Qt.Key(event.key())
            if key in steps:
                self._step(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._do(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, words: str) -> None:
        self._model.clear()
        here = [item for item in map(self._item_here, self._commands) if item is not None]
        away = [item for item in map(self._item_away, self._commands) if item is not None]
        offered: set[str] = set()
        for item in [*here, *(away if words.strip() else ())]:
            text = item.data(Role.ROW).text
            if text not in offered and matches(words, text):
                offered.add(text)
                self._model.appendRow(item)
        count = self._model.rowCount()
        self.list.setVisible(count > 0)
        self.nothing.setVisible(count == 0)
        if count:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self.list.setFixedHeight(self._theme.px(_ROW) * min(count, self._most_rows()))
        self.adjustSize()

    def _most_rows(self) -> int:
        room = self._window.height() * 3 // 4 - self._theme.px(_FIELD)
        return max(1, min(_ROWS, room // self._theme.px(_ROW)))

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        if count == 0:
            return
        row = self.list.currentIndex().row() + by
        row = row % count if abs(by) == 1 else max(0, min(row, count - 1))
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        announce(self, index.data(Role.ROW).spoken)

    def _do(self, index: QModelIndex) -> None:
        if index.isValid():
            command_id = index.data(_COMMAND)
            room = self._commands.room_of(command_id)
            self.hide()
            if room:
                self._commands.action(f"room.{room}").trigger()
            self._commands.action(command_id).trigger()

    def _item_here(self, offer: tuple[Command, QAction]) -> QStandardItem | None:
        command, action = offer
        if command.id == "window.palette" or not action.isEnabled():
            return None
        return _item(command, action, key_text(action.shortcut().toString()))

    def _item_away(self, offer: tuple[Command, QAction]) -> QStandardItem | None:
        """Return a row that says which room it goes to, None for what is done here."""
        command, action = offer
        room = self._commands.room_of(command.id)
        return (
            _item(command, action, self._commands.action(f"room.{room}").text()) if room else None
        )


def _item(command: Command, action: QAction, beside: str) -> QStandardItem:
    row = CommandRow(command.icon, action.text(), beside)
    item = QStandardItem(row.spoken)
    item.setData(row, Role.ROW)
    item.setData(command.id, _COMMAND)
    return item
