"""Unlocking an encrypted knowledge base: the screen before the first room."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.keys import Keys
from flipdesk.ui.dialogs.key_dialog import KeyDialog
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme


class UnlockDialog(KeyDialog):
    """`keys` is None until somebody has typed what opens."""

    def __init__(
        self, theme: Theme, folder: Path, jobs: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme, "unlock_dialog", _("Unlock the knowledge base"), _("Unlock"), jobs, parent
        )
        self._folder = folder
        self.keys: Keys | None = None
        words = _("{name} is encrypted. It opens with its passphrase or its recovery key.")
        self.add_text(words.format(name=folder.name))
        self.secret = self.add_secret("unlock_secret", _("Passphrase or recovery key"))
        self.add_show()

    @override
    def begin(self) -> None:
        typed = self.secret.text()
        if not typed:
            raise KnownError(_("Write the passphrase."))
        work = partial(Keys.unlock, self._folder, typed)
        self.work_on(_("Unlocking …"), work, self._on_unlocked)

    def _on_unlocked(self, keys: Keys) -> None:
        self.keys = keys
        self.end()
