"""The command palette: every command of this room by its words (Ctrl+K)."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.commands import Commands
from flipdesk.ui.theme.theme import Theme

_WIDTH = 560
_ROWS = 9
_ROW = 36


def matches(words: str, text: str) -> bool:
    """Return whether every word typed begins some word of the text."""
    present = text.casefold().split()
    return all(
        any(one.startswith(wanted) for one in present) for wanted in words.casefold().split()
    )


class Palette(QFrame):
    """A field and the commands that fit what is typed; Enter does the first."""

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
        self.list = QListWidget()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(_("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._on_list_item_clicked)

    def open(self) -> None:
        """Show the palette in the upper third of the window, ready to type in."""
        window = self._window
        self.field.clear()
        self._fill("")
        width = min(self._theme.px(_WIDTH), window.width() - self._theme.px(32))
        self.setFixedWidth(width)
        corner = QPoint((window.width() - width) // 2, window.height() // 8)
        self.move(window.mapToGlobal(corner))
        self.show()
        self.field.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Down:
                    self._step(1)
                    return True
                case Qt.Key.Key_Up:
                    self._step(-1)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._do(self.list.currentItem())
                    return True
        return super().eventFilter(watched, event)

    def _fill(self, words: str) -> None:
        self.list.clear()
        for _command, action in self._commands:
            if action.isEnabled() and action.text() and matches(words, action.text()):
                self.list.addItem(self._item(action))
        if self.list.count() == 0:
            nothing = QListWidgetItem(_("No command is called that"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)
        row = self._theme.px(_ROW)
        self.list.setFixedHeight(row * min(self.list.count(), _ROWS) + 2)
        self.adjustSize()

    def _item(self, action: QAction) -> QListWidgetItem:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        item = QListWidgetItem(f"{action.text()}   {keys}".rstrip())
        item.setData(Qt.ItemDataRole.UserRole, action.objectName())
        item.setSizeHint(QSize(0, self._theme.px(_ROW)))
        return item

    def _step(self, by: int) -> None:
        count = self.list.count()
        self.list.setCurrentRow((self.list.currentRow() + by) % max(1, count))

    def _on_list_item_clicked(self, item: QListWidgetItem) -> None:
        self._do(item)

    def _do(self, item: QListWidgetItem | None) -> None:
        command_id = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if command_id is not None:
            self.hide()
            self._commands.action(command_id).trigger()
