"""The keys of one command: press new ones, take them away, or have FlipDesk's own again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.command_table import Command
from flipdesk.ui.key_book import KeyBook
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.key_field import KeyField
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.label import FieldLabel, Label
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.rail import room_names


class KeyEditor(QWidget):
    """Says at once what keys are refused and why, and what they do already."""

    left = Signal()
    """The field is to be left for the list."""

    def __init__(self, theme: Theme, book: KeyBook) -> None:
        super().__init__()
        self._theme = theme
        self._book = book
        self._command: Command | None = None
        self._wanted = ""
        self.setObjectName("key_editor")
        self.title = Label(theme, "", "strong", wrap=True)
        self.field = KeyField(_("New keys"))
        self.field.setObjectName("key_field")
        self.said = Label(theme, "", "caption", "muted", wrap=True)
        self.said.setObjectName("key_said")
        self.take_button = Button(theme, _("Use them here instead"))
        self.take_button.setObjectName("take_keys")
        # Without its room kept the list above would shrink under the chosen row.
        kept = self.take_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.take_button.setSizePolicy(kept)
        self.remove_button = Button(theme, _("No keys"), kind="quiet")
        self.remove_button.setObjectName("remove_keys")
        self.reset_button = Button(theme, _("As they were"), kind="quiet")
        self.reset_button.setObjectName("reset_keys")
        self._lay_out()
        self.field.pressed.connect(self.press)
        self.field.left.connect(self.left)
        self.take_button.clicked.connect(lambda: self._give(self._wanted))
        self.remove_button.clicked.connect(lambda: self._give(""))
        self.reset_button.clicked.connect(self._reset)
        self.show_command(None)

    def show_command(self, command: Command | None) -> None:
        """Show a command with its keys; nothing was said about another one's."""
        another = command is None or self._command is None or command.id != self._command.id
        self._command = command
        self.setEnabled(command is not None)
        self.title.setText(_(command.title) if command is not None else "")
        if another:
            self.say(_("Press the new keys in the field."), aloud=False)
        self._show_keys()

    def press(self, keys: str) -> None:
        """Give the command these keys, or say why it cannot have them or who has them."""
        command = self._command
        if command is None:
            return
        refusal = self._book.refusal(command, keys)
        holders = self._book.holders(command, keys)
        if not refusal and not holders:
            self._give(keys)
            return
        self.field.show_keys(keys)
        if refusal:
            self.say(f"{key_text(keys)}: {refusal}", "danger")
            return
        words = ", ".join(f"{_(one.title)} ({_place(one)})" for one in holders)
        sentence = _("{keys} is used already: {commands}.")
        self.say(sentence.format(keys=key_text(keys), commands=words), "warning")
        self._wanted = keys
        self.take_button.show()

    def say(self, sentence: str, tone: str = "muted", *, aloud: bool = True) -> None:
        """Show a sentence under the field, and let it be heard."""
        self.take_button.hide()
        self.said.set_look(colour=tone)
        self.said.setText(sentence)
        if aloud:
            announce(self, sentence)

    def _give(self, keys: str) -> None:
        command = self._command
        if command is None:
            return
        self._book.choose(command, keys)
        title = _(command.title)
        if keys:
            self.say(f"{key_text(keys)}: {title}", "success")
        else:
            self.say(_("{command} has no keys now.").format(command=title), "success")
        self._show_keys()

    def _reset(self) -> None:
        if self._command is not None:
            self.press(self._command.keys)

    def _show_keys(self) -> None:
        command = self._command
        keys = self._book.keys(command.id) if command is not None else ""
        self.field.show_keys(keys)
        self.remove_button.setEnabled(bool(keys))
        self.reset_button.setEnabled(command is not None and self._book.is_changed(command))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        Measures(self._theme, grid, gap=8)
        grid.addWidget(self.title, 0, 0, 1, 4)
        grid.addWidget(FieldLabel(self._theme, _("New keys"), self.field), 1, 0)
        grid.addWidget(self.field, 1, 1)
        grid.addWidget(self.remove_button, 1, 2)
        grid.addWidget(self.reset_button, 1, 3)
        said = QHBoxLayout()
        Measures(self._theme, said, gap=8)
        said.addWidget(self.said, 1)
        said.addWidget(self.take_button)
        grid.addLayout(said, 2, 0, 1, 4)
        grid.setColumnStretch(1, 1)


def _place(command: Command) -> str:
    """Return where a command works, in words."""
    names = room_names()
    return ", ".join(names[room] for room in command.room.split()) or _("everywhere")
