"""A recorder without a microphone, for practice and for tests: in this process, driven by hand."""

from pathlib import Path

from flipdesk.audio.clock import ManualClock
from flipdesk.audio.events import (
    GapReason,
    LevelMeasured,
    RecorderEvent,
    RecorderFailed,
    RecorderReady,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    SegmentDigest,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.fake_source import speech_like
from flipdesk.audio.levels import measure
from flipdesk.audio.recorder import Listener, Progress, RecorderState, refuse_second_start
from flipdesk.audio.recording_writer import RecordingWriter
from flipdesk.audio.spec import AudioSpec

_STEP_MS = 100


class FakeRecorder:
    """A Recorder that hears speech-like tones while its clock is advanced.

    It tells the same events as the real one, a level every 100 ms, and writes the same files when
    `writes` is set. Nothing happens but in `start`, `advance` and the other calls. With `prompt`,
    `start` advances the first 100 ms itself, so that RecordingStarted comes before it returns.
    """

    def __init__(
        self, clock: ManualClock | None = None, *, writes: bool = True, prompt: bool = True
    ) -> None:
        self.clock = clock or ManualClock()
        self._writes = writes
        self._prompt = prompt
        self._listeners: list[Listener] = []
        self._progress = Progress()
        self._refusal: RecorderFailed | None = None
        self._spec = AudioSpec()
        self._sound = b""
        self._heard = 0
        self._writer: RecordingWriter | None = None
        self._folder: Path | None = None
        self._device = ""
        self._key: bytes | None = None
        self._is_deaf = False
        self._rests_as = GapReason.PAUSE
        self.monitored: str | None = None
        """The microphone that is listened to without recording; tell MicrophoneHeard by hand."""
        self.alone_in: Path | None = None
        """Where a recorder pretends to have gone on alone."""

    @property
    def state(self) -> RecorderState:
        return self._progress.state

    @property
    def position_ms(self) -> int | None:
        return self._progress.position_ms(self.clock.monotonic_ns())

    def listen(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def refuse_next_start(self, kind: FailureKind, detail: str = "") -> None:
        """Let the next start fail as a real one can."""
        self._refusal = RecorderFailed(kind, detail, goes_on=False)

    def warm_up(self) -> None:
        """Do nothing: it is always ready."""

    def start(
        self,
        folder: Path,
        device: str = "",
        spec: AudioSpec | None = None,
        *,
        key: bytes | None = None,
    ) -> None:
        self._key = key
        refuse_second_start(self.state)
        self._progress = Progress(RecorderState.STARTING)
        self._tell(RecorderReady(0))
        if self._refusal is not None:
            refusal, self._refusal = self._refusal, None
            self._tell(refusal)
            return
        self._spec = spec or AudioSpec()
        self._sound = speech_like(self._spec)
        self._folder, self._device = folder, device
        self._heard = 0
        if self._prompt:
            self.advance(_STEP_MS)

    def advance(self, ms: int) -> None:
        """Let time pass and be recorded, in steps of 100 ms, the last one shorter."""
        while ms > 0:
            step_ms = min(ms, _STEP_MS)
            ms -= step_ms
            self.clock.advance(step_ms)
            if self.state is not RecorderState.IDLE:
                self._step(step_ms)

    def pause(self) -> None:
        if self._writer is not None:
            self._writer.close_segment()
        self._tell(RecordingPaused(self._heard))

    def go_off_record(self) -> None:
        if self._writer is not None:
            self._writer.go_off_record(self._heard)
        self._rests_as = GapReason.OFF_RECORD
        self._tell(RecordingPaused(self._heard, off_record=True))

    def resume(self) -> None:
        if self._writer is not None:
            self._writer.skip_to(self._heard, self._rests_as)
        self._rests_as = GapReason.PAUSE
        self._tell(RecordingResumed(self._heard))

    def stop(self) -> None:
        if self.state is RecorderState.IDLE:
            return
        digests: tuple[SegmentDigest, ...] = ()
        if self._writer is not None:
            self._writer.close()
            digests = self._writer.digests
            self._writer = None
        self._folder = None
        self._is_deaf = False
        self._tell(RecordingStopped(self._heard, digests))

    def use_device(self, device: str) -> None:
        self._device = device
        if self._writer is not None:
            self._writer.close_segment()

    def lose_microphone(self) -> bool:
        """Pretend that the microphone was pulled out; False when nothing is recorded."""
        if self.state is not RecorderState.RECORDING or self._is_deaf:
            return False
        self._is_deaf = True
        if self._writer is not None:
            self._writer.close_segment()
        self._tell(RecordingInterrupted(self._heard))
        return True

    def find_microphone(self) -> None:
        """Pretend that it was plugged in again."""
        if not self._is_deaf:
            return
        self._is_deaf = False
        if self.state is RecorderState.IDLE:
            return
        if self._writer is not None:
            self._writer.skip_to(self._heard, GapReason.DEVICE)
        self._tell(RecordingResumed(self._heard))

    def monitor(self, device: str = "") -> None:
        self.monitored = device

    def end_monitor(self) -> None:
        self.monitored = None

    def adopt(self, folder: Path, *, key: bytes | None = None) -> bool:
        if self.alone_in != folder:
            return False
        self.alone_in = None
        self._key = key
        return True

    def close(self) -> None:
        self.stop()

    def tell(self, event: RecorderEvent) -> None:
        """Pretend that the recorder told this: a gap, a lost device, a hang."""
        self._tell(event)

    def _step(self, step_ms: int) -> None:
        import numpy as np

        frames = self._spec.rate_hz * step_ms // 1000
        now_ns = self.clock.monotonic_ns()
        if self.state is RecorderState.STARTING:
            self._begin(now_ns - step_ms * 1_000_000)
        if self._is_deaf:
            self._heard += frames
            return
        paused = self.state is RecorderState.PAUSED
        block = self._block(frames)
        level = measure(np.frombuffer(block, "<i2"))
        if self._writer is not None and not paused:
            self._writer.append(self._heard, block, heard_ns=now_ns)
        self._heard += frames
        self._tell(
            LevelMeasured(level.peak, level.rms, self._heard, now_ns, 0, 0, paused),
        )

    def _begin(self, heard_ns: int) -> None:
        heard_utc = self.clock.utc_at(heard_ns)
        if self._writes and self._folder is not None:
            self._writer = RecordingWriter(
                self._folder,
                self._spec,
                self.clock,
                self._tell,
                device=self._device,
                key=self._key,
            )
            self._heard = self._writer.begin(heard_ns, heard_utc)
        spec = self._spec
        self._tell(
            RecordingStarted(self._heard, heard_utc, self._device, spec.rate_hz, spec.channels)
        )

    def _block(self, frames: int) -> bytes:
        """Return the sound of the next frames, repeating the four seconds there are."""
        size = frames * self._spec.frame_bytes
        at = self._heard * self._spec.frame_bytes % len(self._sound)
        return (self._sound[at:] + self._sound)[:size]

    def _tell(self, event: RecorderEvent) -> None:
        self._progress = self._progress.after(event, self.clock.monotonic_ns())
        for listener in tuple(self._listeners):
            listener(event)
