"""The command that encrypts the knowledge base, or changes what opens it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from flipdesk.audio.folder_form import convert_sound
from flipdesk.domain.clock import Clock
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.keys import Keys
from flipdesk.services.converting import Watch, decrypt, encrypt
from flipdesk.ui.admission import show_recovery_key
from flipdesk.ui.dialogs.conversion_dialog import Convert
from flipdesk.ui.dialogs.encryption_dialog import EncryptDialog, EncryptionDialog
from flipdesk.ui.rooms.room import RoomTools

ConvertBetween = Callable[[str, Convert], object]


class EncryptionCommands(QObject):
    """`convert_between` closes the window and converts before the next one opens."""

    def __init__(
        self, tools: RoomTools, clock: Clock, convert_between: ConvertBetween, window: QWidget
    ) -> None:
        super().__init__(window)
        self._tools = tools
        self._clock = clock
        self._convert = convert_between
        self._window = window
        self.dialog: EncryptDialog | EncryptionDialog | None = None
        tools.commands.bind("kb.encryption", self.open)

    def open(self) -> None:
        """Show what can be done with this knowledge base."""
        workspace = self._tools.workspace
        if self._tools.recording.is_recording:
            workspace.problem.emit(_("Stop the recording before you change the encryption."))
            return
        base = workspace.desk.base
        try:
            base.refuse_when_read_only()
        except KnownError as error:
            workspace.problem.emit(str(error))
            return
        theme, jobs, folder = self._tools.theme, self._tools.jobs, base.folder
        if base.keys is None:
            wanted = partial(self._encrypt, folder)
            self.dialog = EncryptDialog(theme, folder.name, jobs, wanted, self._window)
        else:
            self.dialog = EncryptionDialog(
                theme,
                folder,
                jobs,
                self._window,
                recovery_made=partial(self._show_recovery_key, folder),
                passphrase_changed=self._tell_changed,
                decrypting=partial(self._decrypt, folder),
            )
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _encrypt(self, folder: Path, passphrase: str) -> None:
        def work(watch: Watch) -> Keys:
            return encrypt(folder, self._clock, passphrase, watch, convert_sound)

        self._convert(_("Encrypting the knowledge base"), work)

    def _decrypt(self, folder: Path, keys: Keys) -> None:
        def work(watch: Watch) -> None:
            decrypt(folder, self._clock, keys, watch, convert_sound)

        self._convert(_("Taking the encryption away"), work)

    def _show_recovery_key(self, folder: Path, recovery: str) -> None:
        show_recovery_key(self._tools.theme, recovery, folder, self._window)

    def _tell_changed(self) -> None:
        self._tools.workspace.information.emit(_("The passphrase is changed"))
