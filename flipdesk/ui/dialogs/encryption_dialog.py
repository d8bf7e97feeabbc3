"""Encrypting a knowledge base that is open, and what can be done with the keys of one that is."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.keys import Keys
from flipdesk.ui.dialogs.key_dialog import KeyDialog
from flipdesk.ui.dialogs.passphrase_pair import PassphrasePair
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme


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
    DECRYPT = "decrypt"


class EncryptionDialog(KeyDialog):
    """Whoever changes something shows first that the knowledge base is theirs.

    `recovery_made` is told a new recovery key, `decrypting` the keys of what is to be plain.
    """

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        jobs: JobRunner,
        parent: QWidget,
        *,
        recovery_made: Callable[[str], object],
        passphrase_changed: Callable[[], object],
        decrypting: Callable[[Keys], object],
    ) -> None:
        title = _("Encryption and passphrase")
        super().__init__(theme, "encryption_dialog", title, _("Change it"), jobs, parent)
        self._folder = folder
        self._recovery_made = recovery_made
        self._passphrase_changed = passphrase_changed
        self._decrypting = decrypting
        self.add_text(_("{name} is encrypted.").format(name=folder.name))
        self.current = self.add_secret(
            "encryption_current", _("Passphrase or recovery key as it is now")
        )
        self.act = QComboBox()
        for act, words in (
            (KeyAct.PASSPHRASE, _("Change the passphrase")),
            (KeyAct.RECOVERY, _("Make a new recovery key; the old one opens nothing then")),
            (KeyAct.DECRYPT, _("Take the encryption away")),
        ):
            self.act.addItem(words, act)
        self.act.setAccessibleName(_("What is to be done"))
        self.add_field("encryption_act", _("What is to be done"), self.act)
        self.pair = PassphrasePair(self)
        self.act.currentIndexChanged.connect(self._on_act_chosen)

    @override
    def begin(self) -> None:
        current, act = self.current.text(), self.act.currentData()
        if not current:
            raise KnownError(_("Write the passphrase."))
        unlock = partial(Keys.unlock, self._folder, current)
        if act == KeyAct.PASSPHRASE:
            passphrase = self.pair.passphrase()
            work = partial(self._change, unlock, passphrase)
            self.work_on(_("Changing the passphrase …"), work, self._on_changed)
        elif act == KeyAct.RECOVERY:
            self.work_on(
                _("Making a new recovery key …"),
                lambda: unlock().change_recovery_key(),
                self._on_recovery_made,
            )
        else:
            self.work_on(_("Unlocking …"), unlock, self._on_decrypting)

    @staticmethod
    def _change(unlock: Callable[[], Keys], passphrase: str) -> None:
        unlock().change_passphrase(passphrase)

    def _on_act_chosen(self) -> None:
        act = self.act.currentData()
        for field in (self.pair.first, self.pair.second):
            self.form.setRowVisible(field, act == KeyAct.PASSPHRASE)
        words = {
            KeyAct.PASSPHRASE: _("Change it"),
            KeyAct.RECOVERY: _("Make a new one"),
            KeyAct.DECRYPT: _("Take it away"),
        }
        self.accept_button.setText(words[act])
        self.fit()

    def _on_changed(self, _nothing: None) -> None:
        self.end()
        self._passphrase_changed()

    def _on_recovery_made(self, recovery: str) -> None:
        self.end()
        self._recovery_made(recovery)

    def _on_decrypting(self, keys: Keys) -> None:
        self.end()
        self._decrypting(keys)
