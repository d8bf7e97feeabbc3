"""The composition root: the only place that builds everything and passes it on."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from flipdesk.audio.recorder import Recorder
from flipdesk.domain.clock import Clock, SystemClock
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.paths import default_knowledge_base
from flipdesk.services.desk import Desk
from flipdesk.ui.commands import Commands
from flipdesk.ui.frame import Frame
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.recording_desk import MakeRecorder, RecordingDesk
from flipdesk.ui.rooms.makers import room_makers
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.window_commands import WindowCommands
from flipdesk.ui.workspace import Workspace


class App:
    """One running FlipDesk: window, workspace and what they stand on. Ended by `close`."""

    def __init__(
        self,
        base: KnowledgeBase,
        theme: Theme,
        clock: Clock,
        make_recorder: MakeRecorder,
    ) -> None:
        self.base = base
        self.theme = theme
        self.workspace = Workspace(Desk(base, clock))
        self.jobs = JobRunner(ThreadPoolExecutor(max_workers=2, thread_name_prefix="job"))
        self.recording = RecordingDesk(self.workspace, make_recorder)
        self.window = MainWindow(theme, self.workspace, Commands)
        tools = RoomTools(theme, self.workspace, self.window.commands, self.jobs, self.recording)
        self.window.install(tools, room_makers())
        WindowCommands(self.window, self.workspace, self.recording)
        Frame(self.window, self.workspace, self.recording)

    def close(self) -> None:
        """End the recording and the jobs, and fold the knowledge base into one file."""
        self.recording.close()
        self.jobs.close()
        self.base.close()


def open_or_create(folder: Path, clock: Clock) -> KnowledgeBase:
    """Open the knowledge base in a folder, or make it when there is none yet."""
    if KnowledgeBase.exists(folder):
        return KnowledgeBase.open(folder, clock)
    from flipdesk.exchange.codebook_file import load_shipped
    from flipdesk.i18n import language

    return KnowledgeBase.create(folder, clock, load_shipped(language()).values())


def child_recorder() -> Recorder:
    """Return a recorder in a process of its own."""
    from flipdesk.audio.recorder_process import ProcessRecorder

    return ProcessRecorder()


def run(folder: Path | None = None, arguments: Sequence[str] = ()) -> int:
    """Open the window on a knowledge base and return the exit status."""
    clock = SystemClock()
    base = open_or_create(folder or default_knowledge_base(), clock)
    qt = QApplication([sys.argv[0], *arguments])
    qt.setApplicationName("FlipDesk")
    qt.setDesktopFileName("flipdesk")
    theme = Theme()
    theme.apply(qt)
    app = App(base, theme, clock, child_recorder)
    app.window.enter("home")
    app.window.resize(theme.px(1280), theme.px(720))
    app.window.show()
    QTimer.singleShot(0, app.window.raise_)
    status = qt.exec()
    app.close()
    return status
