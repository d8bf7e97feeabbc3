"""Who may come in: the passphrase of an encrypted knowledge base, or the making of a new one.

Asked before there is a window, or over the one that is open.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from flipdesk.i18n import _
from flipdesk.ui.dialogs.asking import ask
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from flipdesk.knowledge.keys import Keys


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody may go in; `keys` is None where nothing is encrypted, `news` is told in there."""

    keys: "Keys | None" = None
    news: str = ""


def admit(folder: Path, theme: Theme, parent: QWidget | None = None) -> Admitted | None:
    """Ask for what a knowledge base needs to be opened or made; None when nobody wants to."""
    from flipdesk.knowledge.database import FILE
    from flipdesk.knowledge.key_place import is_encrypted

    if is_encrypted(folder):
        return _unlocked(folder, theme, parent)
    if (folder / FILE).exists() or _holds_something(folder):
        return Admitted()
    return _made(folder, theme, parent)


def _holds_something(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _unlocked(folder: Path, theme: Theme, parent: QWidget | None) -> Admitted | None:
    from flipdesk.ui.dialogs.unlock_dialog import UnlockDialog

    jobs = _jobs()
    dialog = UnlockDialog(theme, folder, jobs, parent)
    ask(dialog, theme)
    jobs.close()
    keys = dialog.keys
    dialog.deleteLater()
    return None if keys is None else Admitted(keys)


def _made(folder: Path, theme: Theme, parent: QWidget | None) -> Admitted | None:
    from flipdesk.ui.dialogs.new_base_dialog import NewBaseDialog

    jobs = _jobs()
    dialog = NewBaseDialog(theme, folder, jobs, parent)
    wanted = ask(dialog, theme)
    jobs.close()
    keys, recovery = dialog.keys, dialog.recovery
    dialog.deleteLater()
    if not wanted:
        return None
    return Admitted(keys, show_recovery_key(theme, recovery, folder, parent) if recovery else "")


def show_recovery_key(theme: Theme, recovery: str, folder: Path, parent: QWidget | None) -> str:
    """Show a recovery key until it is kept, and return what is to be told when it was not."""
    from flipdesk.ui.application import application
    from flipdesk.ui.dialogs.recovery_key_dialog import RecoveryKeyDialog
    from flipdesk.ui.qt_language import complete_qt_words

    if parent is None:
        # Its file dialog may be the first that Qt shows.
        complete_qt_words(application())
    dialog = RecoveryKeyDialog(theme, recovery, folder.name, parent)
    is_kept = ask(dialog, theme)
    dialog.deleteLater()
    if is_kept:
        return ""
    return _("Nobody has kept the recovery key. A new one is made under Encryption and passphrase.")


def _jobs() -> JobRunner:
    return JobRunner(ThreadPoolExecutor(max_workers=2, thread_name_prefix="keys"))
