"""Whether sound comes as it should, told from when the last of it came."""

from enum import StrEnum

from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import FailureKind

_STALLED_NS = 1_000_000_000
_LOST_NS = 4_000_000_000
_OPENING_NS = 4_000_000_000
_HOPELESS_NS = 8_000_000_000


class SourceState(StrEnum):
    """What a source does."""

    OPENING = "opening"
    GIVING = "giving"
    STALLED = "stalled"
    LOST = "lost"


class SourceWatch:
    """Watches one open source after another.

    The first block may take four seconds; after it a second without any is a stall, and four are
    a loss: the source must be opened again, which a frozen sound system may not survive.
    """

    def __init__(self) -> None:
        self._opened_ns = 0
        self._told: FailureKind | None = None

    def opened(self, now_ns: int) -> None:
        """Begin anew with a source that was opened at this moment."""
        self._opened_ns = now_ns

    def look(
        self, now_ns: int, last_block_ns: int | None
    ) -> tuple[SourceState, tuple[RecorderEvent, ...]]:
        """Return what the source does, and what is to be told."""
        began = last_block_ns is not None and last_block_ns >= self._opened_ns
        since_ns = last_block_ns if began and last_block_ns is not None else self._opened_ns
        silent_ns = now_ns - since_ns
        if silent_ns > (_LOST_NS if began else _HOPELESS_NS):
            return SourceState.LOST, ()
        trouble: FailureKind | None = None
        if began and silent_ns > _STALLED_NS:
            trouble = FailureKind.STALLED
        elif not began and silent_ns > _OPENING_NS:
            trouble = FailureKind.NO_SOUND_YET
        if trouble is not None:
            state = SourceState.STALLED
            events = self._tell(trouble)
        elif began:
            state = SourceState.GIVING
            events = self._untell()
        else:
            state, events = SourceState.OPENING, ()
        return state, events

    def due_ns(self, last_block_ns: int | None) -> int:
        """Return when it is worth looking again."""
        return max(self._opened_ns, last_block_ns or 0) + _STALLED_NS + 20_000_000

    def _tell(self, trouble: FailureKind) -> tuple[RecorderEvent, ...]:
        if self._told is trouble:
            return ()
        before = self._untell()
        self._told = trouble
        return (*before, RecorderFailed(trouble))

    def _untell(self) -> tuple[RecorderEvent, ...]:
        told, self._told = self._told, None
        return () if told is None else (RecorderRecovered(told),)
