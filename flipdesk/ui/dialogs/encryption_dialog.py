"""Encrypting a knowledge base that is open, and what can be done with the keys of one that is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.keys import Keys
from flipdesk.services.key_changes import (
    change_passphrase,
    change_recovery_key,
    let_forget,
    let_remember,
)
from flipdesk.ui.dialogs.key_dialog import KeyDialog
from flipdesk.ui.dialogs.passphrase_pair import PassphrasePair
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.label import FieldLabel, Label

T = TypeVar("T")


class EncryptDialog(KeyDialog):
    """`wanted` is told the passphrase with which everything is to be encrypted."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        jobs: JobRunner,
        wanted: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        title = _("Encrypt the knowledge base")
        super().__init__(theme, "encrypt_dialog", title, _("Encrypt"), jobs, parent)
        self._wanted = wanted
        words = _(
            "{name} is not encrypted. The window closes while database, backups and sound are"
            " encrypted; each is proven before the old one goes."
        )
        self.add_text(words.format(name=name))
        self.pair = PassphrasePair(self)

    @override
    def begin(self) -> None:
        passphrase = self.pair.passphrase()
        self.end()
        self._wanted(passphrase)


class KeyAct(StrEnum):
    """What somebody may want with the keys."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word, not a password
    RECOVERY = "recovery"
    REMEMBER = "remember"
    FORGET = "forget"
    DECRYPT = "decrypt"


@dataclass(frozen=True, slots=True)
class Done:
    """What is told of what was done: a sentence, a new recovery key, or keys to decrypt with."""

    tell: Callable[[str], object]
    show_recovery: Callable[[str], object]
    decrypt: Callable[[Keys], object]


class EncryptionDialog(KeyDialog):
    """Whoever changes something shows first that the knowledge base is theirs."""

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        jobs: JobRunner,
        parent: QWidget,
        done: Done,
        *,
        is_remembered: bool,
    ) -> None:
        title = _("Encryption and passphrase")
        super().__init__(theme, "encryption_dialog", title, _("Change it"), jobs, parent)
        self._folder = folder
        self._done = done
        words = _("{name} is encrypted. Its passphrase or recovery key shows that it is yours.")
        self.add_text(words.format(name=folder.name))
        self.act = QComboBox()
        self.act.setAccessibleName(_("What is to be done"))
        for act, (words, _button, _told) in _acts(is_remembered=is_remembered).items():
            self.act.addItem(words, act)
        self._told = Label(theme, "", "body", "muted", wrap=True)
        self._told.setObjectName("encryption_told")
        self.current = self.add_secret("encryption_current", _("Passphrase now"))
        self.current.setAccessibleName(_("Passphrase or recovery key as it is now"))
        self.form.insertRow(1, FieldLabel(theme, _("What is to be done"), self.act), self.act)
        self.act.setObjectName("encryption_act")
        self.form.insertRow(2, self._told)
        self.pair = PassphrasePair(self)
        self._is_remembered = is_remembered
        self.act.currentIndexChanged.connect(self._on_act_chosen)
        self.setTabOrder(self.act, self.current)
        self.act.setFocus()
        self._on_act_chosen()

    @override
    def begin(self) -> None:
        current, act = self.current.text(), self.act.currentData()
        if not current:
            raise KnownError(_("Write the passphrase."))
        unlock, clock = partial(Keys.unlock, self._folder, current), SystemClock()
        if act == KeyAct.PASSPHRASE:
            passphrase = self.pair.passphrase()
            self._tell_after(
                lambda: change_passphrase(unlock(), passphrase, clock),
                _("The passphrase is changed"),
            )
        elif act == KeyAct.RECOVERY:
            self.work_on(
                _("Making a new recovery key …"),
                lambda: change_recovery_key(unlock(), clock),
                lambda recovery: self._end_with(self._done.show_recovery, recovery),
            )
        elif act == KeyAct.REMEMBER:
            self._tell_after(
                lambda: let_remember(unlock(), clock),
                _("This computer opens it by itself from now on"),
            )
        elif act == KeyAct.FORGET:
            self._tell_after(
                lambda: let_forget(unlock(), clock),
                _("It asks for its passphrase again from now on"),
            )
        else:
            self.work_on(
                _("Unlocking …"), unlock, lambda keys: self._end_with(self._done.decrypt, keys)
            )

    def _tell_after(self, work: Callable[[], None], sentence: str) -> None:
        self.work_on(
            _("One moment …"), work, lambda _nothing: self._end_with(self._done.tell, sentence)
        )

    def _end_with(self, then: Callable[[T], object], value: T) -> None:
        self.end()
        then(value)

    def _on_act_chosen(self) -> None:
        act = self.act.currentData()
        self.pair.show(shown=act == KeyAct.PASSPHRASE)
        _words, button, told = _acts(is_remembered=self._is_remembered)[act]
        self.accept_button.setText(button)
        self._told.setText(told)
        self.form.setRowVisible(self._told, bool(told))
        self.fit()


def _acts(*, is_remembered: bool) -> dict[KeyAct, tuple[str, str, str]]:
    """Return what can be done: its name, the words on the button, and what comes of it."""
    acts = {
        KeyAct.PASSPHRASE: (_("Change the passphrase"), _("Change it"), ""),
        KeyAct.RECOVERY: (
            _("Make a new recovery key"),
            _("Make a new one"),
            _("The old recovery key opens nothing then."),
        ),
        KeyAct.REMEMBER: (
            _("Open without asking on this computer"),
            _("Do not ask"),
            _(
                "The keychain of this computer keeps a key. Whoever can log in as you can then open"
                " the knowledge base; the passphrase opens it as before."
            ),
        ),
        KeyAct.FORGET: (
            _("Ask for the passphrase again"),
            _("Ask again"),
            _("No computer opens the knowledge base without its passphrase then."),
        ),
        KeyAct.DECRYPT: (
            _("Take the encryption away"),
            _("Take it away"),
            _(
                "The window closes while everything is put in clear. Anybody who has the computer"
                " can read it then."
            ),
        ),
    }
    del acts[KeyAct.REMEMBER if is_remembered else KeyAct.FORGET]
    return acts
