"""All keys on one page, read from the table of commands (Ctrl+F1)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.commands import Command, Commands
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.label import Label
from flipdesk.ui.widgets.rail import room_names


class KeysDialog(QDialog):
    """What each key does, by room; only keys that do something are listed."""

    def __init__(self, theme: Theme, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self.setObjectName("keys_dialog")
        self.setWindowTitle(_("Keys"))
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self._add_group(_("Everywhere"), [one for one in commands.with_keys if not one[0].room])
        for room, name in room_names().items():
            here = [one for one in commands.with_keys if room in one[0].room.split()]
            self._add_group(name, here)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setObjectName("keys_page")
        scroll.setAccessibleName(_("Keys"))
        close = Button(theme, _("Close"), kind="primary")
        close.setObjectName("close_keys")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(16)] * 4)
        column.addWidget(scroll)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(min(theme.px(460), parent.width()), min(theme.px(600), parent.height()))

    def _add_group(self, name: str, rows: list[tuple[Command, QKeySequence]]) -> None:
        if not rows:
            return
        line = self._grid.rowCount()
        self._grid.addWidget(Label(self._theme, name, "heading"), line, 0, 1, 2)
        for command, keys in rows:
            line += 1
            text = key_text(keys.toString())
            self._grid.addWidget(Label(self._theme, text, "strong"), line, 0)
            self._grid.addWidget(Label(self._theme, _(command.title), wrap=True), line, 1)
