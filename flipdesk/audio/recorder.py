"""What FlipDesk asks of a recorder, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from flipdesk.audio.events import (
    LevelMeasured,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderFound,
    RecorderReplaced,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.spec import AudioSpec
from flipdesk.errors import BugError


class RecorderState(StrEnum):
    """What a recorder does. Only RECORDING means that sound is being kept."""

    IDLE = "idle"
    STARTING = "starting"
    RECORDING = "recording"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    STOPPING = "stopping"


Listener = Callable[[RecorderEvent], None]


class Recorder(Protocol):
    """Records one session at a time. No method blocks for longer than a frame of the window."""

    @property
    def state(self) -> RecorderState:
        """Return what it does now, as told by the newest event."""
        ...

    @property
    def position_ms(self) -> int | None:
        """Return the place on the session timeline of this instant, None when nothing runs."""
        ...

    def listen(self, listener: Listener) -> None:
        """Tell somebody every event from now on, on whatever thread it comes."""
        ...

    def warm_up(self) -> None:
        """Get ready, so that recording begins sooner; returns at once. Need not be called."""
        ...

    def start(
        self,
        folder: Path,
        device: str = "",
        spec: AudioSpec | None = None,
        *,
        key: bytes | None = None,
    ) -> None:
        """Record into a folder; the answer is RecordingStarted or RecorderFailed.

        A folder that holds a recording is continued on its timeline. The device is a name of
        `AudioDevice`, "" for the default one. A key of 32 bytes seals the sound as it comes.

        Raises:
            BugError: it records already.
        """
        ...

    def pause(self) -> None:
        """Keep nothing for a while; answered by RecordingPaused."""
        ...

    def go_off_record(self) -> None:
        """Keep nothing from this moment on and nothing of it that is written already.

        Answered by RecordingPaused when none of it is on the disk; `resume` ends it.
        """
        ...

    def resume(self) -> None:
        """Keep sound again; answered by RecordingResumed."""
        ...

    def stop(self) -> None:
        """Finish; the answer is RecordingStopped, with everything on the disk."""
        ...

    def use_device(self, device: str) -> None:
        """Go on from another microphone, in a new segment."""
        ...

    def monitor(self, device: str = "") -> None:
        """Tell MicrophoneHeard while nothing is recorded; ends by itself when recording starts."""
        ...

    def end_monitor(self) -> None:
        """Let the monitored microphone go."""
        ...

    def adopt(self, folder: Path, *, key: bytes | None = None) -> bool:
        """Take back a recorder that still records into a folder after its window died.

        Return whether there is one; it then tells RecorderFound and everything after it. The key
        is the one that it was started with: another may have to take its place.
        """
        ...

    def close(self) -> None:
        """Stop if need be and let the recorder go; waits, at most some seconds."""
        ...


def refuse_second_start(state: RecorderState) -> None:
    """Raise BugError unless a recording can begin; one that is stopping is waited for."""
    if state not in {RecorderState.IDLE, RecorderState.STOPPING}:
        raise BugError(f"started while {state}")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a recording stands, folded from its events."""

    state: RecorderState = RecorderState.IDLE
    rate_hz: int = 0
    samples: int = 0
    monotonic_ns: int = 0

    def position_ms(self, now_ns: int) -> int | None:
        """Return the place on the timeline of a monotonic moment.

        Between two levels it runs on with the clock, for at most two seconds.
        """
        if not self.rate_hz:
            return None
        since_ms = min(max(0, now_ns - self.monotonic_ns) // 1_000_000, 2_000)
        return self.samples * 1000 // self.rate_hz + since_ms

    def after(self, event: RecorderEvent, now_ns: int) -> "Progress":
        """Return where it stands when this event has come."""
        match event:
            case RecorderFound():
                state = RecorderState.PAUSED if event.paused else RecorderState.RECORDING
                return Progress(state, event.rate_hz, event.samples, now_ns)
            case RecordingStarted():
                return Progress(RecorderState.RECORDING, event.rate_hz, event.first_sample, now_ns)
            case LevelMeasured():
                state = RecorderState.PAUSED if event.paused else RecorderState.RECORDING
                if self.state is RecorderState.STOPPING:
                    state = self.state
                return Progress(state, self.rate_hz, event.samples, event.monotonic_ns)
            case RecordingStopped() | RecorderDied() | RecorderFailed(goes_on=False):
                return Progress()
        return self._in_state_of(event)

    def in_state(self, state: RecorderState) -> "Progress":
        """Return the same in another state."""
        return Progress(state, self.rate_hz, self.samples, self.monotonic_ns)

    def _in_state_of(self, event: RecorderEvent) -> "Progress":
        match event:
            case RecordingPaused():
                return self.in_state(RecorderState.PAUSED)
            case RecordingResumed():
                return self.in_state(RecorderState.RECORDING)
            case RecordingInterrupted():
                return self.in_state(RecorderState.INTERRUPTED)
            case RecorderReplaced():
                return self.in_state(RecorderState.STARTING)
            case _:
                return self
