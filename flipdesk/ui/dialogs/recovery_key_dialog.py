"""The recovery key, shown once: to be printed, or saved on something that is not this computer."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from flipdesk.domain.recovery_key import read_recovery_key
from flipdesk.i18n import _
from flipdesk.ui.save_dialog import ask_where
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Heading, Label

_WIDTH = 520
PrintText = Callable[[str, QWidget], bool]


class RecoveryKeyDialog(QDialog):
    """Shows the key, and then asks for it once as it was kept; accepted, it was typed rightly.

    The key cannot be shown again when this is closed, but another one can be made.
    """

    def __init__(
        self, theme: Theme, recovery: str, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._recovery = recovery
        self._name = name
        self._is_asking = False
        self.print_text: PrintText = print_text
        self.setObjectName("recovery_key_dialog")
        self.setWindowTitle(_("Recovery key"))
        self._heading = Heading(theme, "", wrap=True)
        self._words = Label(theme, "", "body", wrap=True)
        self.key = _key_label(theme, recovery)
        self.typed = Field(theme, _("Recovery key as you have kept it"))
        self.typed.setObjectName("recovery_typed")
        self.told = Label(theme, "", "body", "warning", wrap=True)
        self.told.setObjectName("recovery_told")
        self.print_button = Button(theme, _("Print…"), icon="file-text")
        self.print_button.setObjectName("recovery_print")
        self.print_button.clicked.connect(self._on_print_clicked)
        self.save_button = Button(theme, _("Save as a file…"), icon="save")
        self.save_button.setObjectName("recovery_save")
        self.save_button.clicked.connect(self._on_save_clicked)
        self.back_button = Button(theme, _("Show it again"))
        self.back_button.setObjectName("recovery_back")
        self.back_button.clicked.connect(self.show_key)
        self.go_button = Button(theme, "", kind="primary")
        self.go_button.setObjectName("recovery_go_on")
        self.go_button.setDefault(True)
        self.go_button.clicked.connect(self._on_go_clicked)
        self._lay_out()
        self.show_key()

    def show_key(self) -> None:
        """Show the key, to be printed, saved or written down."""
        self._heading.setText(_("Keep the recovery key"))
        self._words.setText(recovery_words(self._name))
        self._be(asking=False)
        self.go_button.setText(_("I have kept it"))
        self.print_button.setFocus()

    def ask(self) -> None:
        """Ask for the key, so that it is known to be kept where it can be read."""
        self._heading.setText(_("Write the recovery key"))
        self._words.setText(
            _(
                "Write it as it stands on the paper or in the file: then it is sure to be there"
                " when it is needed. Small letters will do, and no hyphens are needed."
            )
        )
        self._be(asking=True)
        self.go_button.setText(_("Go on"))
        self.typed.clear()
        self.typed.setFocus()

    def _be(self, *, asking: bool) -> None:
        self._is_asking = asking
        shown: tuple[QWidget, ...] = (self.key, self.print_button, self.save_button)
        asked: tuple[QWidget, ...] = (self.typed, self.back_button)
        for one in shown:
            one.setVisible(not asking)
        for one in asked:
            one.setVisible(asking)
        self.told.hide()
        self.adjustSize()

    def _lay_out(self) -> None:
        px = self._theme.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for one in (self.print_button, self.save_button, self.back_button):
            buttons.addWidget(one)
        buttons.addStretch(1)
        buttons.addWidget(self.go_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(12))
        for widget in (self._heading, self._words, self.key, self.typed, self.told):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.setMinimumWidth(px(_WIDTH))

    def _on_go_clicked(self) -> None:
        if not self._is_asking:
            self.ask()
            return
        typed = read_recovery_key(self.typed.text())
        if typed == read_recovery_key(self._recovery):
            self.accept()
            return
        if typed is None:
            self._tell(_("There is a mistake in the recovery key. Compare it with the paper."))
        else:
            self._tell(_("This is another recovery key than the one that was shown."))
        self.typed.setFocus()
        self.typed.selectAll()

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
        sentence = _("Saved as {file}. Keep it apart from this computer.")
        self._tell(sentence.format(file=path), "success")

    def _tell(self, sentence: str, colour: str = "warning") -> None:
        self.told.set_look(colour=colour)
        self.told.setText(sentence)
        self.told.show()
        self.adjustSize()
        announce(self, sentence)


def _key_label(theme: Theme, recovery: str) -> Label:
    groups = recovery.split("-")
    label = Label(theme, f"{'-'.join(groups[:4])}-\n{'-'.join(groups[4:])}", "title")
    label.setObjectName("recovery_key")
    label.setAccessibleName(_("Recovery key"))
    readable = Qt.TextInteractionFlag
    label.setTextInteractionFlags(
        readable.TextSelectableByMouse | readable.TextSelectableByKeyboard
    )
    return label


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
