"""One recording while it is made: source, ring and writer together."""

from collections.abc import Callable
from pathlib import Path

from flipdesk.audio.clock import Clock
from flipdesk.audio.commands import Start
from flipdesk.audio.events import RecorderEvent, RecorderFailed, RecorderRecovered
from flipdesk.audio.failure import AudioError, FailureKind, kind_of
from flipdesk.audio.recording_folder import is_sealed
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.ring import Listening, Lost, Pause, Resume, Ring, StoodStill, WallClockSet
from flipdesk.audio.source import AudioSource, OnEnd, open_source
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.timeline import spec_in
from flipdesk.audio.writer import Writer
from flipdesk.audio.writer_settings import WriterSettings
from flipdesk.core_dumps import forbid_core_dumps

_JOIN_S = 30.0
_SUBSTITUTE_NS = 3_000_000_000


class Capture:
    """Records until it is told to finish; a lost source can be opened again."""

    def __init__(
        self, start: Start, clock: Clock, emit: Callable[[RecorderEvent], None], on_lost: OnEnd
    ) -> None:
        """Open the folder and the source.

        Raises:
            AudioError: one of them cannot be opened.
        """
        folder = Path(start.folder)
        _protect(folder, start)
        self._device = start.device
        self._clock = clock
        self._emit = emit
        self._on_lost = on_lost
        try:
            self.spec = spec_in(folder) or AudioSpec(start.rate_hz, start.channels)
            self._recording = _writer(folder, self.spec, clock, emit, start)
        except OSError as problem:
            raise AudioError(kind_of(problem), str(folder)) from problem
        self._ring = Ring(self.spec, clock, seconds=start.ring_s)
        self._writer = Writer(
            self._ring,
            self._recording,
            self.spec,
            clock,
            emit,
            device=start.device,
            paused=start.paused,
            off_record_ns=start.off_record_ns,
        )
        self._source: AudioSource | None = None
        self._lost_ns = 0
        self._replaced = False
        self.timed = True
        """Whether the source gives sound at the pace of the clock."""
        self.lost = False
        self.finishing = False
        try:
            self._open(start.device)
        except AudioError:
            self._recording.close()
            raise
        self._writer.start()

    @property
    def ended(self) -> bool:
        """Return whether everything is written and closed."""
        return self._writer.ended

    @property
    def writer_died(self) -> bool:
        """Return whether the writer ended by a defect."""
        return self._writer.died

    @property
    def disk_refuses(self) -> bool:
        """Return whether sound waits for a disk that does not take it."""
        return self._writer.trouble is not None

    @property
    def last_block_ns(self) -> int | None:
        """Return when sound last came in, on the monotonic clock."""
        return self._ring.last_ns

    def pause(self, at_ns: int = 0, *, off_record: bool = False) -> None:
        """Keep what was heard until a moment, 0 for now, and nothing after it."""
        self._ring.mark(Pause(self._moment(at_ns), off_record))

    def resume(self, at_ns: int = 0) -> None:
        """Keep what is heard from a moment on, 0 for now."""
        self._ring.mark(Resume(self._moment(at_ns)))

    def stood_still(self) -> None:
        """Close the segment: this process or the machine stood still."""
        self._ring.mark(StoodStill())

    def wall_clock_set(self, shift_ms: int) -> None:
        """Close the segment and note by how much the wall clock was set."""
        self._ring.mark(WallClockSet(shift_ms))

    def finish(self) -> None:
        """Write and close what came until now; returns at once, see `ended`."""
        self.finishing = True
        self._writer.finish()

    def wait_and_release(self) -> None:
        """Wait for the writer and let the device go. The files are closed before the device is
        touched, because that can hang.
        """
        self._writer.join(_JOIN_S)
        self._release()

    def source_lost(self) -> None:
        """Close the segment and tell, then let the device go, which may hang; see `reopen`."""
        if self.lost:
            return
        self.lost = True
        self._lost_ns = self._clock.monotonic_ns()
        # One that never gave a sound was told already; there is nothing to interrupt.
        self._ring.mark(Lost(alarming=self._ring.last_ns is not None))
        self._release()

    def reopen(self) -> bool:
        """Try to open the device again; return whether it is back.

        When the chosen one does not return in three seconds, the default one takes its place:
        sound matters more.
        """
        self._release()
        try:
            self._open(self._device)
        except AudioError:
            long_ago = self._clock.monotonic_ns() - self._lost_ns >= _SUBSTITUTE_NS
            return bool(self._device) and long_ago and self._substitute()
        self.lost = False
        return True

    def use_device(self, device: str) -> None:
        """Go on from another microphone, or from the one before when it cannot be opened."""
        before, self._device = self._device, device
        if self.lost:
            self.reopen()
            return
        self._ring.mark(Lost(alarming=False))
        self._release()
        try:
            self._open(device)
        except AudioError as failure:
            self._emit(RecorderFailed(failure.kind, failure.detail))
            self._device = before
            self._lost_ns = self._clock.monotonic_ns()
            self.lost = not self.reopen()
            if self.lost:
                self._ring.mark(Lost())
            return
        if self._replaced:
            self._replaced = False
            self._emit(RecorderRecovered(FailureKind.MICROPHONE_REPLACED))

    def _moment(self, at_ns: int) -> int:
        now_ns = self._clock.monotonic_ns()
        return min(at_ns, now_ns) if at_ns > 0 else now_ns

    def _substitute(self) -> bool:
        try:
            source = self._open("")
        except AudioError:
            return False
        self.lost = False
        self._device = ""
        self._replaced = True
        self._emit(RecorderFailed(FailureKind.MICROPHONE_REPLACED, source.device))
        return True

    def _open(self, device: str) -> AudioSource:
        source = open_source(device, self.spec, self._clock, self._emit)
        put = self._ring.put if source.live else self._ring.put_when_room

        def ended() -> None:
            if self._source is None or self._source is source:
                self._on_lost()

        source.start(put, ended)
        self._source = source
        self.timed = source.timed
        self._ring.mark(Listening(source.device, source.timed))
        return source

    def _release(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            source.stop()


def _writer(
    folder: Path, spec: AudioSpec, clock: Clock, emit: Callable[[RecorderEvent], None], start: Start
) -> RecordingWriter:
    return RecordingWriter(
        folder,
        spec,
        clock,
        emit,
        device=start.device,
        settings=WriterSettings(start.segment_s, start.sync_ms),
        key=start.key_bytes,
    )


def _protect(folder: Path, start: Start) -> None:
    """Keep a key out of core dumps; refuse to record in clear where sound is sealed."""
    if start.key:
        forbid_core_dumps()
    elif is_sealed(folder):
        raise AudioError(FailureKind.SEALED_SOUND, folder.name)
