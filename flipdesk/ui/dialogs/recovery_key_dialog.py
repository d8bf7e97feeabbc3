"""The recovery key, shown once: to be printed, or saved on something that is not this computer."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.i18n import _
from flipdesk.ui.save_dialog import ask_where
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Heading, Label

_WIDTH = 520
PrintText = Callable[[str, QWidget], bool]


class RecoveryKeyDialog(QDialog):
    """The key cannot be shown again, but another one can be made."""

    def __init__(
        self, theme: Theme, recovery: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._recovery = recovery
        self._name = name
        self.print_text: PrintText = print_text
        self.setObjectName("recovery_key_dialog")
        self.setWindowTitle(_("Recovery key"))
        groups = recovery.split("-")
        self.key = Label(theme, f"{'-'.join(groups[:4])}-\n{'-'.join(groups[4:])}", "title")
        self.key.setObjectName("recovery_key")
        self.key.setAccessibleName(_("Recovery key"))
        readable = Qt.TextInteractionFlag
        self.key.setTextInteractionFlags(
            readable.TextSelectableByMouse | readable.TextSelectableByKeyboard
        )
        self.told = Label(theme, "", "body", "warning", wrap=True)
        self.told.hide()
        self.kept = QCheckBox(_("I have the key on paper, or in a safe place"))
        self.kept.setObjectName("recovery_kept")
        self.print_button = Button(theme, _("Print…"), icon="file-text")
        self.print_button.setObjectName("recovery_print")
        self.print_button.clicked.connect(self._on_print_clicked)
        self.save_button = Button(theme, _("Save as a file…"), icon="save")
        self.save_button.setObjectName("recovery_save")
        self.save_button.clicked.connect(self._on_save_clicked)
        self.go_button = Button(theme, _("Go on"), kind="primary")
        self.go_button.setObjectName("recovery_go_on")
        self.go_button.setEnabled(False)
        self.go_button.clicked.connect(self.accept)
        self.kept.toggled.connect(self.go_button.setEnabled)
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        words = Label(self._theme, recovery_words(self._name), "body", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        buttons.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        column.addWidget(Heading(self._theme, _("Keep the recovery key"), wrap=True))
        column.addWidget(words)
        column.addWidget(self.key)
        column.addWidget(self.kept)
        column.addWidget(self.told)
        column.addLayout(buttons)
        self.setMinimumWidth(px(_WIDTH))
        self.kept.setFocus()

    def _on_print_clicked(self) -> None:
        if not self.print_text(paper(self._recovery, self._name), self):
            self._tell(_("Nothing can be printed here. Write the key down, or save it."))

    def _on_save_clicked(self) -> None:
        ask_where(
            self,
            _("Save the recovery key, best on a memory stick"),
            _("Recovery key {name}").format(name=Path(self._name).stem),
            self.save,
            name="recovery_where",
            endings={_("Text files (*.txt)"): ".txt"},
        )

    def save(self, path: Path) -> None:
        """Write the key to a file that only its owner may read."""
        from flipdesk.knowledge.durable_file import write_durably

        try:
            write_durably(path, paper(self._recovery, self._name).encode())
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else str(error)
            self._tell(_("It could not be saved ({reason}).").format(reason=reason))
            return
        self._tell(_("Saved as {file}. Keep it apart from this computer.").format(file=path))

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()
        self.adjustSize()


def recovery_words(name: str) -> str:
    """Return what the key is for."""
    return _(
        "It opens {name} when the passphrase is forgotten. It is shown only now. Print it and lock"
        " it away, away from the computer."
    ).format(name=name)


def paper(recovery: str, name: str) -> str:
    """Return what stands on the paper."""
    lines = (
        _("Recovery key of the knowledge base {name}").format(name=name),
        "",
        recovery,
        "",
        _("It opens the knowledge base in FlipDesk in place of the passphrase."),
        _("Whoever has it and the computer can read everything: lock it away."),
    )
    return "\n".join(lines) + "\n"


def print_text(text: str, parent: QWidget) -> bool:
    """Let somebody choose a printer and print a text; False where nothing can be printed."""
    try:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
    except ImportError:
        return False
    from PySide6.QtGui import QTextDocument

    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec():
        document = QTextDocument()
        document.setPlainText(text)
        document.print_(printer)
    return True
