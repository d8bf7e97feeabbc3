"""The one application of this process."""

from PySide6.QtWidgets import QApplication

from flipdesk.errors import BugError


def application() -> QApplication:
    """Return it; a window needs one."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise BugError("a window needs an application")
    return found
