"""What is wrong with the recording now: each sentence until it is true no longer."""

from PySide6.QtCore import QObject, Signal

from flipdesk.audio.events import RecorderFailed
from flipdesk.audio.failure import FailureKind, sentence

_CAUTIONS = frozenset(
    {
        FailureKind.CLOCK_CHANGED,
        FailureKind.SLEPT,
        FailureKind.SOUND_MISSED,
        FailureKind.MICROPHONE_REPLACED,
        FailureKind.MICROPHONE_CHANGED,
        FailureKind.CHILD_REPLACED,
        FailureKind.DISK_LOW,
    }
)
"""What is to be known, though the recording goes on; all else threatens it."""
_ENDS = frozenset(
    {
        FailureKind.DISK_ENDS,
        FailureKind.CHILD_DIED,
        FailureKind.CHILD_HUNG,
        FailureKind.WRITER_DIED,
    }
)
"""Why a recording is over."""
_RETOLD = frozenset({FailureKind.SLEPT, FailureKind.SOUND_MISSED, FailureKind.CHILD_REPLACED})


class RecordingAlarms(QObject):
    """Keeps at most one sentence of a kind standing."""

    danger = Signal(str)
    """Sound is being lost, or soon will be."""
    caution = Signal(str)
    """Something happened to the recording, which goes on."""
    over = Signal(str)
    """That sentence is no longer true."""
    sounded = Signal()
    """It is to be heard, too."""

    def __init__(self) -> None:
        super().__init__()
        self._standing: dict[FailureKind, str] = {}

    def tell(self, failure: RecorderFailed) -> None:
        """Raise the alarm for a failure; one that stands already is not raised again."""
        self.tell_kind(failure.kind, failure.detail)

    def tell_kind(self, kind: FailureKind, detail: str = "") -> None:
        """Raise the alarm for a kind of failure."""
        words = sentence(kind, detail)
        before = self._standing.get(kind)
        if before == words and kind not in _RETOLD:
            return
        self._standing[kind] = words
        if before is not None:
            self.over.emit(before)
        (self.caution if kind in _CAUTIONS else self.danger).emit(words)
        self.sounded.emit()

    def end(self, kind: FailureKind) -> None:
        """Take back what was told of a kind."""
        words = self._standing.pop(kind, None)
        if words is not None:
            self.over.emit(words)

    def end_threats(self) -> None:
        """Take back everything that threatened a recording which is over or begins anew.

        Why it is over is not taken back, nor what happened to it.
        """
        for kind in tuple(self._standing):
            if kind not in _CAUTIONS and kind not in _ENDS:
                self.end(kind)

    def end_all(self) -> None:
        """Take back all that is wrong: a recording begins."""
        for kind in tuple(self._standing):
            if kind not in _CAUTIONS:
                self.end(kind)
