"""All keys in one table, where each can be chosen anew (Ctrl+F1)."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from flipdesk.domain.offer import plain_words
from flipdesk.i18n import _
from flipdesk.ui.command_table import TABLE, Command
from flipdesk.ui.command_words import names_of
from flipdesk.ui.delegates.command_delegate import CommandDelegate
from flipdesk.ui.delegates.roles import CaptionRow, CommandRow, Role
from flipdesk.ui.dialogs.key_editor import KeyEditor
from flipdesk.ui.key_book import KeyBook
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.label import FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.rail import room_names
from flipdesk.ui.widgets.row_list import RowList

_COMMAND = Qt.ItemDataRole.UserRole + 100


class KeysDialog(QDialog):
    """What each key does, by room; what is pressed for a command is in force at once."""

    print_requested = Signal()

    def __init__(self, theme: Theme, book: KeyBook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._book = book
        self._window_size = parent.size()
        self._is_filling = False
        self.setObjectName("keys_dialog")
        self.setWindowTitle(_("Keys"))
        self.filter = QLineEdit()
        self.filter.setObjectName("keys_filter")
        self.filter.setAccessibleName(_("Find a command or a key"))
        self.filter.setClearButtonEnabled(True)
        self._model = QStandardItemModel(self)
        self.list = RowList(theme, _("Keys"), CommandDelegate(theme))
        self.list.setObjectName("keys_list")
        self.list.setModel(self._model)
        self.list.setMinimumHeight(theme.px(80))
        self.editor = KeyEditor(theme, book)
        self._lay_out()
        self.filter.textChanged.connect(lambda _words: self._fill())
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.activated.connect(lambda _index: self.editor.field.setFocus())
        self.editor.left.connect(self.list.setFocus)
        book.commands.follow(self, self._fill)
        self.filter.setFocus()
        self.resize(QSize(theme.px(600), theme.px(640)).boundedTo(parent.size()))

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(self._window_size)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.scrollTo(self.list.currentIndex())

    @property
    def rows(self) -> tuple[CommandRow, ...]:
        """The commands shown, without the captions."""
        items = (self._model.item(row).data(Role.ROW) for row in range(self._model.rowCount()))
        return tuple(row for row in items if isinstance(row, CommandRow))

    def choose(self, command_id: str) -> None:
        """Make a command the one whose keys are shown and chosen below."""
        for row in range(self._model.rowCount()):
            command = self._model.item(row).data(_COMMAND)
            if isinstance(command, Command) and command.id == command_id:
                self.list.setCurrentIndex(self._model.index(row, 0))
                return

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        Measures(self._theme, top, gap=8)
        top.addWidget(FieldLabel(self._theme, _("Find a command or a key"), self.filter))
        top.addWidget(self.filter, 1)
        bottom = QHBoxLayout()
        Measures(self._theme, bottom, gap=8)
        for name, words, kind, act in (
            ("print_keys", _("Print the keys"), "quiet", self.print_requested.emit),
            ("reset_all_keys", _("All as they were"), "quiet", self._on_reset_all_clicked),
            ("close_keys", _("Close"), "primary", self.accept),
        ):
            button = Button(self._theme, words, kind="primary" if kind == "primary" else "quiet")
            button.setObjectName(name)
            button.clicked.connect(act)
            if kind == "primary":
                bottom.addStretch(1)
            bottom.addWidget(button)
        column = QVBoxLayout(self)
        Measures(self._theme, column, margins=(16, 16, 16, 16), gap=12)
        column.addLayout(top)
        frame = Pane(self._theme, "")
        frame.body.addWidget(self.list)
        column.addWidget(frame, 1)
        column.addWidget(self.editor)
        column.addLayout(bottom)

    def _fill(self) -> None:
        current, row = self._command_at(self.list.currentIndex()), self.list.currentIndex().row()
        self._is_filling = True
        self._model.clear()
        wanted = plain_words(self.filter.text())
        groups = {"": _("Everywhere"), **room_names()}
        for room, name in groups.items():
            shown = [one for one in TABLE if _is_in(one, room) and self._fits(one, wanted)]
            if shown:
                self._model.appendRow(_item(CaptionRow(name), None))
            for command in shown:
                self._model.appendRow(_item(self._row(command), command))
        again = self._model.index(row, 0)
        if current is not None and self._command_at(again) is current:
            self.list.setCurrentIndex(again)
        elif current is not None:
            self.choose(current.id)
        if not self.list.currentIndex().isValid() and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(1, 0))
        self._is_filling = False
        self.editor.show_command(self._command_at(self.list.currentIndex()))

    def _row(self, command: Command) -> CommandRow:
        keys = key_text(self._book.keys(command.id))
        changed = self._book.is_changed(command)
        shown = " · ".join(part for part in (_("changed") if changed else "", keys) if part)
        return CommandRow(command.icon, _(command.title), shown, strong=changed)

    def _fits(self, command: Command, wanted: tuple[str, ...]) -> bool:
        """Whether every word typed begins a word of one of its names, or of its keys."""
        keys = plain_words(key_text(self._book.keys(command.id)))
        names = [plain_words(name) for name in names_of(command)]
        return all(
            any(word.startswith(one) for name in names for word in name) or one in keys
            for one in wanted
        )

    def _command_at(self, index: QModelIndex) -> Command | None:
        command = index.data(_COMMAND) if index.isValid() else None
        return command if isinstance(command, Command) else None

    def _on_current_changed(self, current: QModelIndex) -> None:
        # While it is filled nothing is chosen for a moment, and the field would lose the focus.
        if not self._is_filling:
            self.editor.show_command(self._command_at(current))

    def _on_reset_all_clicked(self) -> None:
        self._book.reset_all()
        self.editor.say(_("All commands have the keys FlipDesk gave them."))


def _is_in(command: Command, room: str) -> bool:
    return room in command.room.split() if room else not command.room


def _item(row: CommandRow | CaptionRow, command: Command | None) -> QStandardItem:
    item = QStandardItem(row.spoken)
    item.setData(row, Role.ROW)
    if command is None:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    else:
        item.setData(command, _COMMAND)
    return item
