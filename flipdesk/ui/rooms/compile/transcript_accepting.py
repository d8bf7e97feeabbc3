"""Accepting thousands of proposed speakers, some at a time, as one step that can be undone."""

from PySide6.QtCore import QObject, QTimer

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import ParticipantId, TranscriptSegmentId
from flipdesk.i18n import ngettext
from flipdesk.ui.workspace import Workspace

AT_ONCE = 150
"""How many segments are stored at a time: 20 ms."""


class TranscriptAccepting(QObject):
    """What is stored is stored; whoever undoes it meanwhile ends it."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._left: list[tuple[TranscriptSegmentId, ParticipantId]] = []
        self._count = 0
        self._last: Step | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._accept_some)

    @property
    def is_busy(self) -> bool:
        """Whether there is more to store."""
        return bool(self._left)

    def accept(self, proposals: dict[TranscriptSegmentId, ParticipantId]) -> None:
        """Let all of it be so; the first part at once."""
        if not self._left:
            self._left, self._count, self._last = list(proposals.items()), len(proposals), None
            self._accept_some()

    def _accept_some(self) -> None:
        some, self._left = dict(self._left[:AT_ONCE]), self._left[AT_ONCE:]
        last, self._last = self._last, None
        if last is not None and not any(one is last for one in self._workspace.desk.history.steps):
            self._left = []
            return
        speakers = self._workspace.desk.transcript_speakers
        if not self._workspace.perform(lambda: speakers.accept_some(some), part_of=last):
            self._left = []
            return
        self._last = self._workspace.desk.history.newest
        if self._left:
            self._timer.start(0)
            return
        said = ngettext(
            "{count} segment has its speaker", "{count} segments have their speaker", self._count
        )
        self._workspace.notice.emit(said.format(count=self._count))
