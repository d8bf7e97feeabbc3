"""Unlocking an encrypted knowledge base: the screen before the first room."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QWidget
from typing_extensions import override

from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.keychain import recall, remembers
from flipdesk.knowledge.keys import Keys
from flipdesk.ui.dialogs.key_dialog import KeyDialog
from flipdesk.ui.jobs import Err, JobRunner, Ok
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
        # A recovery key is long, and so are the words beside it.
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.add_text(words.format(name=folder.name))
        self.secret = self.add_secret("unlock_secret", _("Passphrase or recovery key"))
        self.add_show()
        if self._is_remembered():
            self._recall()

    @override
    def begin(self) -> None:
        typed = self.secret.text()
        if not typed:
            raise KnownError(_("Write the passphrase."))
        work = partial(Keys.unlock, self._folder, typed)
        self.work_on(_("Unlocking …"), work, self._on_unlocked)

    def _is_remembered(self) -> bool:
        with suppress(KnownError):
            return remembers(self._folder)
        # What is wrong with the key file is said when the passphrase is tried.
        return False

    def _recall(self) -> None:
        """Let the keychain open it; meanwhile the passphrase can be written as ever."""
        title = _("Asking the keychain of this computer …")
        self.tell(title)
        self.jobs.run(
            title,
            lambda progress: recall(self._folder, lambda: progress.is_cancelled),
            self._on_recalled,
        )

    def _on_recalled(self, result: "Ok[Keys | None] | Err") -> None:
        if self.is_busy or not self.isVisible():
            return
        if isinstance(result, Ok) and result.value is not None:
            self._on_unlocked(result.value)
        else:
            self.tell(_("The keychain of this computer does not open it. Write the passphrase."))

    def _on_unlocked(self, keys: Keys) -> None:
        self.keys = keys
        self.end()
