"""Where the window stands on the screen."""

from PySide6.QtCore import QSize, Qt

from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.theme.theme import Theme


def place(window: MainWindow, theme: Theme, preferences: Preferences) -> None:
    """Put the window where it was left; the first time as large as there is room for."""
    wanted, room = QSize(theme.px(1280), theme.px(720)), window.screen().availableSize()
    window.resize(wanted.boundedTo(room))
    if wanted.width() >= room.width() or wanted.height() >= room.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.restoreGeometry(preferences.geometry)
