"""The one application that windows stand on."""

from PySide6.QtWidgets import QApplication

from flipdesk.errors import BugError


def the_application() -> QApplication:
    """Return it; there is one whenever there is a window."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise BugError("a window needs an application")
    return application
