"""What is wrong with the recording now: each sentence until it is true no longer."""

import time
from collections.abc import Callable

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
_REST_S = 30.0
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

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that never jumps."""
        super().__init__()
        self._seconds = seconds
        self._sounded_s: dict[FailureKind, float] = {}
        self._standing: dict[FailureKind, str] = {}

    @property
    def is_deaf(self) -> bool:
        """Whether the microphone is known to hear nothing."""
        deaf = (FailureKind.MICROPHONE_DEAD, FailureKind.MICROPHONE_MUTED)
        return any(kind in self._standing for kind in deaf)

    def tell(self, failure: RecorderFailed) -> None:
        """Raise the alarm for a failure; one that stands already is not raised again."""
        self.tell_kind(failure.kind, failure.detail)

    def tell_kind(self, kind: FailureKind, detail: str = "") -> None:
        """Raise the alarm for a kind of failure."""
        if kind is FailureKind.MICROPHONE_DEAD and FailureKind.MICROPHONE_MUTED in self._standing:
            return  # It is dead because it is muted, and that is what can be put right.
        if kind is FailureKind.MICROPHONE_MUTED:
            self.end(FailureKind.MICROPHONE_DEAD)
        words = sentence(kind, detail)
        before = self._standing.get(kind)
        if before == words and kind not in _RETOLD:
            return
        self._standing[kind] = words
        if before is not None:
            self.over.emit(before)
        (self.caution if kind in _CAUTIONS else self.danger).emit(words)
        self._sound(kind)

    def _sound(self, kind: FailureKind) -> None:
        """Be heard, but not of the same kind again and again: the room hears it too."""
        now_s = self._seconds()
        if now_s - self._sounded_s.get(kind, -_REST_S) >= _REST_S:
            self._sounded_s[kind] = now_s
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
