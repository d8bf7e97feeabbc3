"""The composition root: the only place that builds everything and passes it on.

The window is painted first and everything else is imported after that, so that it stands there at
once: what is imported at the top of this file is what the first picture needs.
"""

import gc
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from flipdesk.domain.clock import Clock
from flipdesk.entrance import convert, enter, enter_other, refuse_without_screen, rescue
from flipdesk.errors import KnownError
from flipdesk.i18n import use_language
from flipdesk.opening import usual_place
from flipdesk.stage import Stage, restored_stage
from flipdesk.ui.application import application
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.mishap import show_mishap
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.qt_language import complete_qt_words, follow_language
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.window_place import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from flipdesk.domain.session_record import SessionRecord
    from flipdesk.knowledge.knowledge_base import KnowledgeBase
    from flipdesk.services.restoring import Prepared, Restoring
    from flipdesk.ui.dialogs.conversion_dialog import Convert
    from flipdesk.ui.microphones import FindDevices
    from flipdesk.ui.opened import Opened
    from flipdesk.ui.practice import Practice
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
        self.successor: Stage | None = None  # What to go on with once this window has closed.
        self._between: Callable[[], Stage | None] | None = None
        self._practice: Practice | None = None
        self.opened: Opened | None = None
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
        self.focus_frame = FocusFrame(theme, application())
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
        from flipdesk.ui.backup_commands import BackupCommands
        from flipdesk.ui.backup_watch import BackupWatch
        from flipdesk.ui.close_question import CloseQuestion
        from flipdesk.ui.encryption_commands import EncryptionCommands
        from flipdesk.ui.erasure_commands import ErasureCommands
        from flipdesk.ui.field_undo import FieldUndo
        from flipdesk.ui.file_commands import FileCommands
        from flipdesk.ui.hearing_commands import HearingCommands
        from flipdesk.ui.idle_work import IdleWork
        from flipdesk.ui.practice_commands import PracticeCommands
        from flipdesk.ui.recording_watch import RecordingWatch
        from flipdesk.ui.session_commands import SessionCommands
        from flipdesk.ui.sound_import_commands import SoundImportCommands
        from flipdesk.ui.take_along_commands import TakeAlongCommands
        from flipdesk.ui.transcript_import_commands import TranscriptImportCommands
        from flipdesk.ui.use_notes import UseNotes
        from flipdesk.ui.window_commands import WindowCommands

        messages, window = self.frame.messages, self.window
        commands, jobs = self.commands, self.jobs
        self.idle_work = IdleWork(self.workspace, self.jobs, window)
        self.use_notes = UseNotes(tools, window)
        self.backup_watch = BackupWatch(self.workspace, self.jobs, window)
        FieldUndo(application(), window)
        self.watch = RecordingWatch(tools, messages, window)
        question = CloseQuestion(self.recording, messages, window.close, window)
        self.window.may_close = question.may_close
        FileCommands(self.workspace, self.recording, self.commands, self.open_other, window)
        BackupCommands(tools, self.backup_watch, self.go_on_with, window)
        SessionCommands(self.theme, self.workspace, commands, jobs, self.recording, window)
        ErasureCommands(tools, messages, window)
        EncryptionCommands(tools, messages, self.convert_between, window)
        SoundImportCommands(tools, self.window)
        HearingCommands(tools, self.window)
        TranscriptImportCommands(tools, self.window)
        TakeAlongCommands(tools, self.window)
        AudienceCommands(tools, self.frame.messages, self.window)
        window_commands = WindowCommands(
            window, self.workspace, self.recording, commands, self.frame, self.preferences, jobs
        )
        window_commands.sound_changed.connect(self.watch.follow_preferences)
        PracticeCommands(self.workspace, self.recording, self.commands, self.begin_practice, window)

    def open_other(self, folder: Path) -> None:
        """Hold the knowledge base in a folder, or make it, and close this window for its sake.

        Raises:
            KnownError: it cannot be used; this window stays.
        """
        self.successor = enter_other(folder, self.theme, self.window)
        if self.successor is not None:
            self.preferences.knowledge_base = folder
            self.window.close()

    def convert_between(self, title: str, work: "Convert") -> None:
        """Close this window, convert its knowledge base, and go on with what has come of it."""
        self._between = partial(convert, self.base.folder, self.theme, title, work)
        if not self.window.close():
            self._between = None

    def follow(self) -> Stage | None:
        """Return what comes after this window, which is closed; None when nothing does."""
        if self._between is not None:
            return self._between()
        if self.opened is not None and self.opened.wants_rescue:
            return rescue(self.base.folder, self.theme, self.base.keys)
        return self.successor

    def go_on_with(self, restoring: "Restoring", prepared: "Prepared") -> None:
        """Close this window, which makes no backup of its own any more, and go on with that one."""
        self.backup_watch.stop()
        self.successor = restored_stage(restoring, prepared, self.base)
        self.window.close()

    def begin_practice(self, record: "SessionRecord") -> None:
        """Go on with a rehearsal of a session, after which this knowledge base is opened again.

        Raises:
            KnownError: there is no room for it; this window stays.
        """
        from flipdesk.practising import practice_stage

        self.successor = practice_stage(record, self.base)
        self.window.close()

    def be_practice(self, practice: "Practice", come_back: "Callable[[], Stage]") -> None:
        """Make this window one for practice; `come_back` holds what was there before it."""
        from flipdesk.ui.practice_bar import PracticeBar
        from flipdesk.ui.practice_commands import allow_for_practice

        self._practice = practice
        self.backup_watch.stop()
        bar = PracticeBar(self.theme, practice)
        end = partial(self._end_practice, come_back)
        bar.ended.connect(end)
        self.window.insert_below_strip(bar)
        self.commands.bind("practice.end", end)
        self.commands.bind("practice.lose", practice.lose_microphone)
        allow_for_practice(self.commands)
        # There is nothing here to be lost.
        self.window.may_close = lambda: True

    def _end_practice(self, come_back: "Callable[[], Stage]") -> None:
        try:
            self.successor = come_back()
        except KnownError as error:
            self.workspace.problem.emit(str(error))
            return
        self.window.close()

    def be_known(self, stage: Stage) -> None:
        """Say what there is to say of the knowledge base, and let a second FlipDesk find it."""
        from flipdesk.ui.opened import Opened

        self.opened = Opened(self.window, self.base, self.frame.messages, self.idle_work, stage)
        if stage.news:
            self.workspace.information.emit(stage.news)

    def close(self) -> None:
        """End the recording and the jobs, and fold the knowledge base into one file."""
        self.focus_frame.let_go()
        self.idle_work.stop()
        if self._practice is not None:
            self._practice.stop()
        self.recording.close()
        self.audience.let_go()
        self.jobs.close()
        self.window.let_go()
        if self.opened is not None:
            self.opened.let_go()
        self.passage_player.let_go()
        self.backup_watch.finish()
        self.use_notes.close()
        self.base.close()


def run(folder: Path | None = None) -> int:
    """Open the window on a knowledge base and return the exit status.

    Raises:
        KnownError: there is no screen to open a window on, or the knowledge base cannot be used.
    """
    refuse_without_screen()
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("FlipDesk")
    qt.setDesktopFileName("flipdesk")
    preferences = Preferences(QSettings("FlipDesk", "FlipDesk"))
    use_language(preferences.language)
    theme = Theme(preferences.scheme, preferences.text_scale)
    theme.apply(qt)
    follow_language(qt)
    status, following = 0, enter(folder or usual_place(preferences.knowledge_base), theme)
    while following is not None:
        status, following = _run_on(following, theme, preferences)
        # A window that is over is let go here, and not by a thread of the next one's jobs.
        gc.collect()
    return status


def _run_on(stage: Stage, theme: Theme, preferences: Preferences) -> tuple[int, Stage | None]:
    """Run one window and return the exit status with what to go on with."""
    qt = application()
    window = MainWindow(theme)
    apps: list[App] = []
    tellers: list[Callable[[str], object]] = []
    sys.excepthook = partial(show_mishap, tellers)

    def furnish() -> None:
        make, find = stage.make_recorder, stage.find_devices
        app = App(stage.base(), theme, stage.clock, make, window, preferences, find)
        apps.append(app)
        tellers.append(app.frame.messages.show_danger)
        complete_qt_words(application())
        app.be_known(stage)
        if stage.practice is not None and stage.come_back is not None:
            app.be_practice(stage.practice, stage.come_back)
        app.workspace.open_session(stage.session_id)
        window.enter(stage.room)
        gc.freeze()
        gc.enable()

    window.first_painted.connect(furnish)
    window.closing.connect(lambda: setattr(preferences, "geometry", window.saveGeometry()))
    place(window, theme, preferences)
    window.show()
    status = qt.exec()
    for app in apps:
        app.close()
    stage.clear()
    return status, apps[0].follow() if apps else None
