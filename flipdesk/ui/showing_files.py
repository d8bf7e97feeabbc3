"""Showing a file that was written, in the user's own programs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from flipdesk.i18n import _

OpenUrl = Callable[[QUrl], bool]
open_in_own_program: OpenUrl = QDesktopServices.openUrl


def show_file(path: Path, open_url: OpenUrl, complain: Callable[[str], object]) -> None:
    """Open a file, or say where it lies when no program opens it."""
    if not open_url(QUrl.fromLocalFile(str(path))):
        sentence = _("No program opens {name}. It lies in {folder}.")
        complain(sentence.format(name=path.name, folder=path.parent))


def show_folder(path: Path, open_url: OpenUrl, complain: Callable[[str], object]) -> None:
    """Open the folder that a file lies in."""
    if not open_url(QUrl.fromLocalFile(str(path.parent))):
        complain(_("The folder {folder} cannot be shown.").format(folder=path.parent))
