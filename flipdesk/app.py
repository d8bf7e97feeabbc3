"""The composition root: the only place that builds everything and passes it on.

The window is painted first and everything else is imported after that, so that it stands there at
once: what is imported at the top of this file is what the first picture needs.
"""

import gc
import os
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication

from flipdesk.domain.clock import Clock, SystemClock
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, use_language
from flipdesk.opening import child_recorder, hold_database, microphones, usual_place
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.qt_language import complete_qt_words, follow_language
from flipdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.ui.microphones import FindDevices
    from flipdesk.ui.recorder_line import MakeRecorder
    from flipdesk.ui.rooms.room import RoomTools


class App:
    """One running FlipDesk: window, workspace and what they stand on. Ended by `close`."""

    def __init__(
        self,
        base: "KnowledgeBase",
        theme: Theme,
        clock: Clock,
        make_recorder: "MakeRecorder",
        window: MainWindow | None = None,
        preferences: Preferences | None = None,
        find_devices: "FindDevices | None" = None,
    ) -> None:
        from concurrent.futures import ThreadPoolExecutor

        from flipdesk.knowledge.settings import USER_NAME
        from flipdesk.services.desk import Desk
        from flipdesk.ui.commands import Commands
        from flipdesk.ui.frame import Frame
        from flipdesk.ui.jobs import JobRunner
        from flipdesk.ui.passage_player import PassagePlayer
        from flipdesk.ui.recording_desk import RecordingDesk
        from flipdesk.ui.rooms.makers import room_makers
        from flipdesk.ui.widgets.focus_frame import FocusFrame
        from flipdesk.ui.workspace import Workspace

        self.base = base
        base.author = base.settings.get(USER_NAME)
        self.successor: Callable[[], KnowledgeBase] | None = None
        """How to get the knowledge base to go on with once this window has closed."""
        self._clock = clock
        self.theme = theme
        self.window = window or MainWindow(theme)
        self.preferences = preferences or Preferences(QSettings("FlipDesk", "FlipDesk"))
        self.workspace = Workspace(Desk(base, clock))
        self.commands = Commands(self.window)
        self.jobs = JobRunner(ThreadPoolExecutor(max_workers=2, thread_name_prefix="job"))
        self.recording = RecordingDesk(self.workspace, make_recorder, find_devices)
        self.passage_player = PassagePlayer(self.workspace, self.jobs)
        tools = self._make_tools()
        self.window.install(tools, room_makers())
        self.focus_frame = FocusFrame(theme, _application())
        self.frame = Frame(self.window, self.workspace, self.recording, self.commands, self.jobs)
        self._bind_commands(tools)

    def _make_tools(self) -> "RoomTools":
        from flipdesk.ui.audience.audience_desk import AudienceDesk
        from flipdesk.ui.rooms.room import RoomTools

        self.audience = AudienceDesk(
            self.theme, self.workspace, self.recording, self.preferences, self.window
        )
        return RoomTools(
            self.theme,
            self.workspace,
            self.commands,
            self.jobs,
            self.recording,
            self.preferences,
            self.passage_player,
            self.audience,
        )

    def _bind_commands(self, tools: "RoomTools") -> None:
        """Say what the commands do that belong to no room."""
        from flipdesk.ui.audience.audience_commands import AudienceCommands
        from flipdesk.ui.close_question import CloseQuestion
        from flipdesk.ui.file_commands import FileCommands
        from flipdesk.ui.recording_watch import RecordingWatch
        from flipdesk.ui.session_commands import SessionCommands
        from flipdesk.ui.sound_import_commands import SoundImportCommands
        from flipdesk.ui.window_commands import WindowCommands

        self.watch = RecordingWatch(tools, self.frame.messages, self.window)
        question = CloseQuestion(
            self.recording, self.frame.messages, self.window.close, self.window
        )
        self.window.may_close = question.may_close
        FileCommands(self.workspace, self.recording, self.commands, self.open_other, self.window)
        SessionCommands(
            self.theme, self.workspace, self.commands, self.jobs, self.recording, self.window
        )
        SoundImportCommands(tools, self.window)
        AudienceCommands(tools, self.frame.messages, self.window)
        window_commands = WindowCommands(
            self.window,
            self.workspace,
            self.recording,
            self.commands,
            self.frame,
            self.preferences,
        )
        window_commands.sound_changed.connect(self.watch.follow_preferences)

    def open_other(self, folder: Path) -> None:
        """Hold the knowledge base in a folder, or make it, and close this window for its sake.

        Raises:
            KnownError: it cannot be used; this window stays.
        """
        self.successor = hold_database(folder, self._clock)
        self.preferences.knowledge_base = folder
        self.window.close()

    def close(self) -> None:
        """End the recording and the jobs, and fold the knowledge base into one file."""
        self.focus_frame.deleteLater()
        self.audience.let_go()
        self.recording.close()
        self.jobs.close()
        self.window.let_go()
        self.passage_player.let_go()
        self.base.close()


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise BugError("a window needs an application")
    return application


def run(folder: Path | None = None) -> int:
    """Open the window on a knowledge base and return the exit status.

    Raises:
        KnownError: there is no screen to open a window on, or the knowledge base cannot be used.
    """
    _refuse_without_screen()
    clock = SystemClock()
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("FlipDesk")
    qt.setDesktopFileName("flipdesk")
    preferences = Preferences(QSettings("FlipDesk", "FlipDesk"))
    use_language(preferences.language)
    theme = Theme(preferences.scheme, preferences.text_scale)
    theme.apply(qt)
    follow_language(qt)
    try:
        base = hold_database(folder or usual_place(preferences.knowledge_base), clock)
    except KnownError as error:
        _show_refusal(str(error))
        raise
    following: Callable[[], KnowledgeBase] | None = base
    status = 0
    while following is not None:
        status, following = _run_on(following, clock, theme, preferences)
    return status


def _run_on(
    base: "Callable[[], KnowledgeBase]", clock: Clock, theme: Theme, preferences: Preferences
) -> "tuple[int, Callable[[], KnowledgeBase] | None]":
    """Run one window and return the exit status with the knowledge base to go on with."""
    qt = _application()
    window = MainWindow(theme)
    apps: list[App] = []
    sys.excepthook = partial(_show_mishap, apps)

    def furnish() -> None:
        apps.append(App(base(), theme, clock, child_recorder, window, preferences, microphones))
        complete_qt_words(_application())
        window.enter("home")
        gc.freeze()
        gc.enable()

    window.first_painted.connect(furnish)
    window.closing.connect(lambda: setattr(preferences, "geometry", window.saveGeometry()))
    _place(window, theme, preferences)
    window.show()
    status = qt.exec()
    for app in apps:
        app.close()
    return status, apps[0].successor if apps else None


def _place(window: MainWindow, theme: Theme, preferences: Preferences) -> None:
    """Put the window where it was left; the first time as large as there is room for."""
    wanted, room = QSize(theme.px(1280), theme.px(720)), window.screen().availableSize()
    window.resize(wanted.boundedTo(room))
    if wanted.width() >= room.width() or wanted.height() >= room.height():
        window.setWindowState(Qt.WindowState.WindowMaximized)
    window.restoreGeometry(preferences.geometry)


def _show_mishap(
    apps: list[App],
    kind: type[BaseException],
    error: BaseException,
    traceback: TracebackType | None,
) -> None:
    """Say in the window that something went wrong, where no room has said it."""
    if not isinstance(error, KnownError):
        sys.__excepthook__(kind, error, traceback)
    if not isinstance(error, Exception):
        return
    sentence = str(error)
    if not isinstance(error, KnownError):
        sentence = _(
            "Something in FlipDesk went wrong. What you have written is saved. Close FlipDesk and"
            " open it again if something looks wrong."
        )
    if apps:
        apps[0].frame.messages.show_danger(sentence)
        return
    # A window without rooms is of no use to anybody.
    _show_refusal(sentence)
    _application().exit(1)


def _show_refusal(sentence: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.warning(None, "FlipDesk", sentence)


def _refuse_without_screen() -> None:
    # Qt would end the process with a core dump.
    has_screen = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux" and not has_screen and not os.environ.get("QT_QPA_PLATFORM"):
        raise KnownError(_("There is no screen here. Use a command: flipdesk --help."))
