"""The command that encrypts the knowledge base, or changes what opens it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from flipdesk.audio.folder_form import convert_sound, readable_sound
from flipdesk.errors import KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.keychain import remembers
from flipdesk.knowledge.keys import Keys
from flipdesk.services.converting import Watch, decrypt, encrypt, finish, unconverted
from flipdesk.ui.admission import show_recovery_key
from flipdesk.ui.dialogs.conversion_dialog import Convert
from flipdesk.ui.dialogs.encryption_dialog import Done, EncryptDialog, EncryptionDialog
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.rooms.room import RoomTools

ConvertBetween = Callable[[str, Convert], object]


class EncryptionCommands(QObject):
    """`convert_between` closes the window and converts before the next one opens."""

    def __init__(
        self,
        tools: RoomTools,
        messages: MessageArea,
        convert_between: ConvertBetween,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tools = tools
        self._clock = tools.workspace.desk.clock
        self._convert = convert_between
        self._window = window
        self.dialog: EncryptDialog | EncryptionDialog | None = None
        tools.commands.bind("kb.encryption", self.open)
        self._look_after(messages)

    def open(self) -> None:
        """Show what can be done with this knowledge base."""
        base = self._tools.workspace.desk.base
        try:
            self._refuse()
            if base.keys is None:
                self.dialog = self._encrypt_dialog(base.folder)
            else:
                self.dialog = self._encryption_dialog(base.folder)
        except KnownError as error:
            self._tools.workspace.problem.emit(str(error))
            return
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _look_after(self, messages: MessageArea) -> None:
        """Tell when files of an encrypted knowledge base can be read by anybody, in a job."""
        base = self._tools.workspace.desk.base
        if base.keys is None or base.is_read_only:
            return
        folder, keys = base.folder, base.keys

        def tell(result: Ok[tuple[Path, ...]] | Err) -> None:
            if isinstance(result, Ok) and result.value:
                count = len(result.value)
                sentence = ngettext(
                    "{count} file of this knowledge base is not encrypted yet.",
                    "{count} files of this knowledge base are not encrypted yet.",
                    count,
                ).format(count=count)
                finish = partial(self._finish, folder, keys)
                messages.show_message("warning", sentence, _("Encrypt the rest"), finish)

        self._tools.jobs.run(
            _("Looking whether everything is encrypted"),
            lambda _progress: unconverted(folder, readable_sound),
            tell,
        )

    def _refuse(self) -> None:
        if self._tools.recording.is_recording:
            raise KnownError(_("Stop the recording before you change the encryption."))
        self._tools.workspace.desk.base.refuse_when_read_only()

    def _encrypt_dialog(self, folder: Path) -> EncryptDialog:
        theme, jobs = self._tools.theme, self._tools.jobs
        wanted = partial(self._encrypt, folder)
        return EncryptDialog(theme, folder.name, jobs, wanted, self._window)

    def _encryption_dialog(self, folder: Path) -> EncryptionDialog:
        done = Done(
            self._tools.workspace.information.emit,
            partial(self._show_recovery_key, folder),
            partial(self._decrypt, folder),
        )
        theme, jobs = self._tools.theme, self._tools.jobs
        return EncryptionDialog(
            theme, folder, jobs, self._window, done, is_remembered=remembers(folder)
        )

    def _encrypt(self, folder: Path, passphrase: str) -> None:
        def work(watch: Watch) -> Keys:
            return encrypt(folder, self._clock, passphrase, watch, convert_sound)

        self._convert(_("Encrypting the knowledge base"), work)

    def _decrypt(self, folder: Path, keys: Keys) -> None:
        def work(watch: Watch) -> None:
            decrypt(folder, self._clock, keys, watch, convert_sound)

        self._convert(_("Taking the encryption away"), work)

    def _finish(self, folder: Path, keys: Keys) -> None:
        try:
            self._refuse()
        except KnownError as error:
            self._tools.workspace.problem.emit(str(error))
            return

        def work(watch: Watch) -> Keys:
            finish(folder, self._clock, keys, watch, convert_sound)
            return keys

        self._convert(_("Encrypting the knowledge base"), work)

    def _show_recovery_key(self, folder: Path, recovery: str) -> None:
        show_recovery_key(self._tools.theme, recovery, folder, self._window)
