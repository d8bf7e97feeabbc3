"""The thread that takes sound out of the ring and has it written."""

from collections.abc import Callable
from datetime import timedelta

from flipdesk.audio.clock import Clock
from flipdesk.audio.events import (
    GapReason,
    LevelMeasured,
    RecorderEvent,
    RecorderFailed,
    RecorderRecovered,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind, kind_of
from flipdesk.audio.levels import NO_LEVEL, together
from flipdesk.audio.microphone_watch import MicrophoneWatch
from flipdesk.audio.named_thread import named_thread
from flipdesk.audio.placement import Placement
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.rest import Rest
from flipdesk.audio.ring import End, Ring
from flipdesk.audio.spec import AudioSpec
from flipdesk.audio.steps import (
    Answered,
    Back,
    Begun,
    Broken,
    Gone,
    Hearing,
    Missing,
    Over,
    Paused,
    Resumed,
    Sound,
    Step,
)
from flipdesk.audio.unkept import Unkept

_WAIT_S = 1.0
_NEW_NS = 8_000_000_000
_LEVEL_NS = 160_000_000
_RETRY_NS = 1_000_000_000


class Writer:
    """Writes blocks as they come; a disk that refuses is tried again.

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
        paused: bool = False,
        off_record_ns: int = 0,
    ) -> None:
        """`paused` keeps nothing from the first frame on.

        Since `off_record_ns` nothing may be kept, by a recorder before either; 0 is nothing.
        """
        self._ring = ring
        self._recording = recording
        self._spec = spec
        self._clock = clock
        self._emit = emit
        self._device = device
        self._thread = named_thread(self._run, "writer")
        self._off_record_ns = off_record_ns
        self._placement = Placement(spec, paused=paused, off_record=off_record_ns > 0)
        self._microphone = MicrophoneWatch(spec)
        self._held: list[Step] = []
        self._retry_ns = 0
        self._finishing = False
        self._base: int | None = None
        self._heard = 0
        self._heard_ns = 0
        self._rest = Rest(recording)
        self._back_ns = -_NEW_NS
        self._overflows = 0
        self._unkept = Unkept()
        self._level_ns = 0
        self.trouble: FailureKind | None = None
        """What the disk refused and has not yet taken."""
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

    def drain(self, *, wait_s: float = 0) -> None:
        """Take and write what waits in the ring; called by the thread, and by tests without one.

        Nothing is taken while the disk refuses. `wait_s` is how long to wait for sound.
        """
        if self._held and not self._finishing and self._clock.monotonic_ns() < self._retry_ns:
            return
        steps = self._held
        idle = False
        if not steps or self._finishing:
            items = self._ring.take(wait_s=0 if steps else wait_s)
            steps = [*steps, *(step for item in items for step in self._placement.place(item))]
            idle = not items
            if idle:
                steps.extend(self._placement.answer(self._clock.monotonic_ns()))
        self._held = []
        for place, step in enumerate(steps):
            try:
                self._take(step)
            except OSError as problem:
                self._refused(problem, steps[place:])
                break
            if self.trouble is not None:
                self._emit(RecorderRecovered(self.trouble))
                self.trouble = None
            if self.ended:
                break
        self._tell_level(at_once=idle and wait_s > 0)
        # Last: what must be done while the processor is warm is done by then.
        try:
            self._recording.sync_when_due()
        except OSError as problem:
            self._refused(problem, self._held)

    def _run(self) -> None:
        while not self.ended:
            if self._held and not self._finishing:
                left_ns = self._retry_ns - self._clock.monotonic_ns()
                self._ring.ending.wait(min(_WAIT_S, max(0.01, left_ns / 1e9)))
            self.drain(wait_s=_WAIT_S)

    def _refused(self, problem: OSError, left: list[Step]) -> None:
        self._recording.abandon_segment()
        first_time = self.trouble is None
        self._retry_ns = self._clock.monotonic_ns() + _RETRY_NS
        if first_time:
            self.trouble = kind_of(problem)
            self._emit(RecorderFailed(self.trouble, str(problem.filename or "")))
        if first_time or not self._finishing:
            self._held = left
        else:
            self._end()

    def _take(self, step: Step) -> None:
        match step:
            case Sound():
                self._sound(step)
            case Begun():
                self._begin(step)
            case Paused() | Resumed() | Answered():
                self._pause_or_resume(step)
            case Gone():
                if step.alarming:
                    self._emit(RecordingInterrupted(self._at(step.sample)))
                    self._emit(RecorderFailed(FailureKind.DEVICE_LOST))
                self._microphone.begin()
            case Back():
                self._back(step)
            case Missing():
                self._miss(step)
            case Hearing():
                self._device = step.device
                if self._base is not None:
                    self._recording.use_device(self._at(step.sample), step.device)
            case Broken():
                self._break(step)
            case Over():
                self._end()

    def _at(self, sample: int) -> int:
        """Return the place on the session timeline of a sample counted from our first."""
        return (self._base or 0) + sample

    def _pause_or_resume(self, step: Paused | Resumed | Answered) -> None:
        sample = self._at(step.sample)
        match step:
            case Paused():
                self._rest.begin(sample, off_record=step.off_record)
                self._microphone.begin()
                event: RecorderEvent = RecordingPaused(sample, step.off_record)
            case Resumed():
                self._rest.end(sample)
                event = RecordingResumed(sample)
            case Answered():
                paused = RecordingPaused(sample, step.off_record)
                event = paused if step.paused else RecordingResumed(sample)
        if isinstance(step, Answered) or not step.told:
            self._emit(event)

    def _back(self, step: Back) -> None:
        sample = self._at(step.sample)
        self._heard = sample
        self._back_ns = self._clock.monotonic_ns()
        if not step.paused:
            self._recording.skip_to(sample, step.reason)
        if step.alarming:
            self._emit(RecordingPaused(sample) if step.paused else RecordingResumed(sample))
            self._emit(RecorderRecovered(FailureKind.DEVICE_LOST))

    def _miss(self, step: Missing) -> None:
        if step.paused and self._rest.reason is not None:
            return
        self._recording.skip_to(self._at(step.sample), step.reason)
        # A microphone that has just come back loses a little; that it was away has been told.
        is_new = self._clock.monotonic_ns() - self._back_ns < _NEW_NS
        if step.reason is GapReason.MISSED and not is_new:
            self._emit(RecorderFailed(FailureKind.SOUND_MISSED))

    def _break(self, step: Broken) -> None:
        if self._base is None:
            return
        if step.clock_shift_ms is None:
            self._recording.close_segment()
        else:
            self._recording.set_clock(self._at(step.sample), step.clock_shift_ms)

    def _begin(self, step: Begun) -> None:
        ago = timedelta(microseconds=(self._clock.monotonic_ns() - step.monotonic_ns) // 1000)
        heard_utc = self._clock.utc() - ago
        self._base = self._recording.begin(
            step.monotonic_ns, heard_utc, off_record_ns=self._off_record_ns
        )
        self._emit(
            RecordingStarted(
                self._base, heard_utc, self._device, self._spec.rate_hz, self._spec.channels
            )
        )

    def _sound(self, sound: Sound) -> None:
        first = self._at(sound.first_sample)
        if sound.kept:
            self._recording.dropped_blocks = self._ring.dropped_blocks
            self._recording.append(
                first, sound.data, heard_ns=sound.monotonic_ns, overflows=sound.overflowed
            )
        else:
            self._unkept.add(sound.data)
        self._overflows += sound.overflowed
        self._heard = first + self._spec.frames(sound.data)
        self._heard_ns = sound.monotonic_ns

    def _end(self) -> None:
        try:
            self._rest.close_recording(self._heard)
        except OSError as problem:
            self._emit(RecorderFailed(kind_of(problem), str(problem.filename or "")))
        self._ring.closed = True
        self.ended = True
        self._tell_level(at_once=True)
        self._emit(RecordingStopped(self._recording.position, self._recording.digests))

    def _tell_level(self, *, at_once: bool = False) -> None:
        now_ns = self._clock.monotonic_ns()
        if not at_once and now_ns - self._level_ns < _LEVEL_NS:
            return
        kept, unkept = self._recording.level(), self._unkept.level()
        level = kept if unkept is NO_LEVEL else together((kept, unkept))
        if level is NO_LEVEL:
            return
        self._level_ns = now_ns
        is_resting = self._rest.reason is not None
        for event in () if is_resting else self._microphone.heard(level):
            self._emit(event)
        self._emit(
            LevelMeasured(
                peak=round(level.peak, 5),
                rms=round(level.rms, 6),
                samples=self._heard,
                monotonic_ns=self._heard_ns,
                dropped_blocks=self._ring.dropped_blocks,
                overflows=self._overflows,
                paused=is_resting,
                missing_ms=self._spec.ms(self._recording.missed_samples),
            )
        )
