"""Keeps watch over a recording while it is made: its source, its disk, and the time."""

from collections.abc import Callable
from pathlib import Path

from flipdesk.audio.capture import Capture
from flipdesk.audio.commands import Start
from flipdesk.audio.disk_watch import DiskWatch, FreeRoom
from flipdesk.audio.events import RecorderEvent, RecorderFailed
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.source_watch import SourceState, SourceWatch

_REOPEN_NS = 1_000_000_000


class CaptureWatch:
    """Asked at every round of the main thread; acts on the recording and tells what is wrong."""

    def __init__(
        self,
        capture: Capture,
        start: Start,
        now_ns: int,
        emit: Callable[[RecorderEvent], None],
        free_room: FreeRoom,
    ) -> None:
        self._capture = capture
        self._emit = emit
        self._source = SourceWatch()
        self._source.opened(now_ns)
        self._disk = DiskWatch(Path(start.folder), capture.spec, start.reserve_bytes, free_room)
        self._reopen_ns = 0

    def source_ended(self, now_ns: int) -> None:
        """Take note that the source says it is over."""
        self._reopen_ns = now_ns + _REOPEN_NS
        self._capture.source_lost()

    def use_device(self, device: str, now_ns: int) -> None:
        """Go on from another microphone."""
        self._capture.use_device(device)
        self._source.opened(now_ns)

    def stood_still(self, now_ns: int) -> None:
        """Take note that nothing ran for a while; what waits in the sound system may still come."""
        self._emit(RecorderFailed(FailureKind.SLEPT))
        self._capture.stood_still()
        self._source.opened(now_ns)

    def wall_clock_set(self, shift_ms: int) -> None:
        """Take note that the wall clock was set."""
        self._emit(RecorderFailed(FailureKind.CLOCK_CHANGED))
        self._capture.wall_clock_set(shift_ms)

    @property
    def is_uneasy(self) -> bool:
        """Return whether no levels come because of the microphone or the disk."""
        return self._capture.lost or self._capture.disk_refuses

    def due_ns(self) -> int:
        """Return when to look again at the latest, on the monotonic clock."""
        if self._capture.lost:
            return self._reopen_ns
        return self._source.due_ns(self._capture.last_block_ns)

    def look(self, now_ns: int) -> None:
        """Look at everything."""
        capture = self._capture
        if capture.lost and now_ns >= self._reopen_ns:
            self._reopen_ns = now_ns + _REOPEN_NS
            if capture.reopen():
                self._source.opened(now_ns)
        if not capture.lost:
            self._look_at_source(now_ns)
        if not capture.disk_refuses:
            self._look_at_disk(now_ns)

    def _look_at_source(self, now_ns: int) -> None:
        state, events = self._source.look(now_ns, self._capture.last_block_ns)
        if not self._capture.timed and state is not SourceState.GIVING:
            return
        for event in events:
            self._emit(event)
        if state is SourceState.LOST:
            self.source_ended(now_ns)

    def _look_at_disk(self, now_ns: int) -> None:
        for event in self._disk.look(now_ns):
            self._emit(event)
        if self._disk.full:
            self._emit(RecorderFailed(FailureKind.DISK_ENDS))
            self._capture.finish()
