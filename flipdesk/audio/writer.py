"""The thread that takes sound out of the ring and has it written."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from flipdesk.audio.clock import Clock
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderEvent,
    RecorderFailed,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind, kind_of
from flipdesk.audio.levels import Level, measure, together
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.ring import Block, End, Lost, Pause, Resume, Ring, RingItem, Skip
from flipdesk.audio.spec import AudioSpec

_DRAIN_S = 0.1
_LEVEL_NS = 80_000_000
_RETRY_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks that follow on one another, as one; at most about a second."""

    first_sample: int
    data: bytes
    overflows: int
    first_frames: int
    first_ns: int
    last_ns: int


class Writer:
    """Drains the ring about ten times a second; a disk that refuses is tried again.

    What the disk refuses is held and tried again every second, while the ring fills behind it;
    so nothing is lost in the first minute, and what is lost later is logged as a gap.
    """

    def __init__(
        self,
        ring: Ring,
        recording: RecordingWriter,
        spec: AudioSpec,
        clock: Clock,
        emit: Callable[[RecorderEvent], None],
        *,
        device: str = "",
    ) -> None:
        self._ring = ring
        self._recording = recording
        self._spec = spec
        self._clock = clock
        self._emit = emit
        self._device = device
        self._thread = threading.Thread(target=self._run, name="recording-writer", daemon=True)
        self._held: list[_Stretch | RingItem] = []
        self._retry_ns: int | None = None
        self._finishing = False
        self._base: int | None = None
        self._heard = 0
        self._paused = False
        self._overflows = 0
        self._levels: list[Level] = []
        self._last_block_ns = 0
        self._level_ns = 0
        self.ended = False

    def start(self) -> None:
        """Begin to drain on a thread of its own."""
        self._thread.start()

    @property
    def died(self) -> bool:
        """Return whether the thread ended before its work did."""
        return not self.ended and not self._thread.is_alive()

    def finish(self) -> None:
        """Write what came until now, close everything and end; returns at once."""
        self._finishing = True
        self._ring.mark(End())

    def join(self, timeout_s: float) -> None:
        """Wait for the end."""
        self._thread.join(timeout_s)

    def drain(self) -> None:
        """Take and write what waits in the ring; called by the thread, and by tests without one."""
        if self._held and not self._finishing and self._clock.monotonic_ns() < self._retry_due():
            return
        work = self._held
        if not work or self._finishing:
            work = [*work, *stretches(self._ring.take(), self._spec)]
        self._held = []
        for place, item in enumerate(work):
            try:
                self._process(item)
            except OSError as problem:
                self._refused(problem, work[place:])
                break
            self._retry_ns = None
            if self.ended:
                break
        self._tell_level()

    def _run(self) -> None:
        while not self.ended:
            self._ring.wanted.wait(_DRAIN_S)
            self._ring.wanted.clear()
            self.drain()

    def _retry_due(self) -> int:
        return self._retry_ns or 0

    def _refused(self, problem: OSError, left: list[_Stretch | RingItem]) -> None:
        self._recording.abandon_segment()
        first_time = self._retry_ns is None
        self._retry_ns = self._clock.monotonic_ns() + _RETRY_NS
        if first_time:
            self._emit(RecorderFailed(kind_of(problem), str(problem.filename or "")))
        if not self._finishing:
            self._held = left
        elif first_time:
            self._held = left
            self._ring.wanted.set()
        else:
            self._end()

    def _process(self, item: _Stretch | RingItem) -> None:
        match item:
            case _Stretch():
                self._sound(item)
            case Pause() if not self._paused:
                self._recording.close_segment()
                self._paused = True
                if self._base is not None:
                    self._emit(RecordingPaused(self._heard))
            case Resume() if self._paused:
                if self._base is not None:
                    self._recording.skip_to(self._heard, "pause")
                    self._emit(RecordingResumed(self._heard))
                self._paused = False
            case Lost():
                self._recording.close_segment()
                self._emit(RecordingInterrupted(self._heard))
                self._emit(RecorderFailed(FailureKind.DEVICE_LOST))
            case Skip() if self._base is not None:
                self._return_at(self._base + item.to_sample)
            case End():
                self._end()

    def _return_at(self, sample: int) -> None:
        self._heard = sample
        if self._paused:
            self._emit(RecordingPaused(sample))
        else:
            self._recording.skip_to(sample, "device")
            self._emit(RecordingResumed(sample))

    def _sound(self, stretch: _Stretch) -> None:
        base = self._begin(stretch) if self._base is None else self._base
        first = base + stretch.first_sample
        self._recording.dropped_blocks = self._ring.dropped_blocks
        if self._paused:
            import numpy as np

            level = measure(np.frombuffer(stretch.data, "<i2"))
        else:
            level = self._recording.append(
                first, stretch.data, heard_ns=stretch.last_ns, overflows=stretch.overflows
            )
        self._levels.append(level)
        self._overflows += stretch.overflows
        self._heard = first + self._spec.frames(stretch.data)
        self._last_block_ns = stretch.last_ns

    def _begin(self, stretch: _Stretch) -> int:
        length_ns = stretch.first_frames * 1_000_000_000 // self._spec.rate_hz
        heard_ns = stretch.first_ns - length_ns
        ago = timedelta(microseconds=(self._clock.monotonic_ns() - heard_ns) // 1000)
        heard_utc = self._clock.utc() - ago
        first = self._recording.begin(heard_ns, heard_utc)
        self._base = first - stretch.first_sample
        self._emit(
            RecordingStarted(
                first, heard_utc, self._device, self._spec.rate_hz, self._spec.channels
            )
        )
        if self._paused:
            self._emit(RecordingPaused(first))
        return self._base

    def _end(self) -> None:
        try:
            self._recording.close()
        except OSError as problem:
            self._emit(RecorderFailed(kind_of(problem), str(problem.filename or "")))
        self._ring.closed = True
        self.ended = True
        self._tell_level(at_once=True)
        self._emit(RecordingStopped(self._recording.position, self._recording.digests))

    def _tell_level(self, *, at_once: bool = False) -> None:
        now_ns = self._clock.monotonic_ns()
        if not self._levels or (not at_once and now_ns - self._level_ns < _LEVEL_NS):
            return
        level = together(self._levels)
        self._levels.clear()
        self._level_ns = now_ns
        self._emit(
            LevelMeasured(
                peak=round(level.peak, 5),
                rms=round(level.rms, 6),
                samples=self._heard,
                monotonic_ns=self._last_block_ns,
                dropped_blocks=self._ring.dropped_blocks,
                overflows=self._overflows,
                paused=self._paused,
            )
        )


def stretches(items: Iterable[RingItem], spec: AudioSpec) -> Iterator[_Stretch | RingItem]:
    """Join blocks that follow on one another; marks stay where they are."""
    run: list[Block] = []
    frames = 0
    for item in items:
        follows = isinstance(item, Block) and run and item.first_sample == _end(run[-1], spec)
        if run and (not follows or frames >= spec.rate_hz):
            yield _joined(run, spec)
            run, frames = [], 0
        if isinstance(item, Block):
            run.append(item)
            frames += spec.frames(item.data)
        else:
            yield item
    if run:
        yield _joined(run, spec)


def _end(block: Block, spec: AudioSpec) -> int:
    return block.first_sample + spec.frames(block.data)


def _joined(blocks: list[Block], spec: AudioSpec) -> _Stretch:
    first, last = blocks[0], blocks[-1]
    return _Stretch(
        first_sample=first.first_sample,
        data=b"".join(block.data for block in blocks),
        overflows=sum(block.overflowed for block in blocks),
        first_frames=spec.frames(first.data),
        first_ns=first.monotonic_ns,
        last_ns=last.monotonic_ns,
    )
