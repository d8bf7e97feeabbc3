"""Beginning practice on the session that is open, and ending it."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from flipdesk.domain.session_record import SessionRecord
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.services.practice import example_session
from flipdesk.ui.commands import Commands
from flipdesk.ui.recording_desk import RecordingDesk
from flipdesk.ui.workspace import Workspace

BeginPractice = Callable[[SessionRecord], object]

_IN_PRACTICE = ("practice.end", "practice.lose")
"""What can be done in practice alone."""
_NOT_IN_PRACTICE = ("practice.begin", "kb.encryption")
"""What cannot be done there."""


class PracticeCommands(QObject):
    """`begin` lets the window go on with a rehearsal of a session."""

    def __init__(
        self,
        workspace: Workspace,
        recording: RecordingDesk,
        commands: Commands,
        begin: BeginPractice,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._recording = recording
        self._begin = begin
        commands.bind("practice.begin", self.begin)
        for command_id in _IN_PRACTICE:
            commands.bind(command_id, lambda: None)
            commands.allow(command_id, allowed=False)

    def begin(self) -> None:
        """Practise on the open session, or on the example when none is open."""
        if self._recording.is_recording:
            self._workspace.problem.emit(_("Stop the recording before you practise."))
            return
        base = self._workspace.desk.base
        known = {one.id: one for one in base.codebooks.all()}
        try:
            self._begin(self._workspace.record or example_session(known))
        except KnownError as error:
            self._workspace.problem.emit(str(error))


def allow_for_practice(commands: Commands) -> None:
    """Allow what can be done in practice, and not what cannot."""
    for command_id in _NOT_IN_PRACTICE:
        commands.allow(command_id, allowed=False)
    for command_id in _IN_PRACTICE:
        commands.allow(command_id, allowed=True)
