"""What a window that finds a recorder must hear first: how things stand."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from flipdesk.audio.events import (
    KeptAwake,
    LevelMeasured,
    RecorderEvent,
    RecorderFailed,
    RecorderFound,
    RecorderRecovered,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind

_PASSING = frozenset(
    {
        FailureKind.BAD_COMMAND,
        FailureKind.SOUND_MISSED,
        FailureKind.SLEPT,
        FailureKind.CLOCK_CHANGED,
        FailureKind.MICROPHONE_REPLACED,
    }
)
"""What happened once and is not amiss any more."""


@dataclass(slots=True)
class Standing:
    """Folded from what the recorder told until now."""

    folder: str = ""
    found: RecorderFound | None = None
    _interrupted: RecordingInterrupted | None = None
    _awake: KeptAwake | None = None
    _troubles: dict[FailureKind, RecorderFailed] = field(default_factory=dict)

    def begin(self, folder: str) -> None:
        """Forget everything: a recording into this folder was asked for."""
        self.folder = folder
        self.found = self._interrupted = self._awake = None
        self._troubles.clear()

    def use_device(self, device: str) -> None:
        """Note that another microphone was asked for."""
        if self.found is not None:
            self.found = replace(self.found, device=device)

    def note(self, event: RecorderEvent) -> None:
        """Take in an event."""
        match event:
            case RecordingStarted():
                self._start(event)
            case LevelMeasured(samples=samples, paused=paused):
                was_off = self.found is not None and self.found.off_record
                self._move(samples, paused=paused, off_record=paused and was_off)
            case RecordingPaused(first_sample=sample, off_record=off_record):
                self._move(sample, paused=True, off_record=off_record)
            case RecordingResumed(first_sample=sample):
                self._move(sample, paused=False, off_record=False)
                self._interrupted = None
                self._troubles.pop(FailureKind.DEVICE_LOST, None)
            case RecordingInterrupted():
                self._interrupted = event
            case RecordingStopped() | RecorderFailed(goes_on=False):
                self.begin("")
            case RecorderFailed(kind=kind) if kind not in _PASSING:
                self._troubles[kind] = event
            case RecorderRecovered(kind=kind):
                self._troubles.pop(kind, None)
            case KeptAwake():
                self._awake = event
            case _:
                pass

    def news(self) -> tuple[RecorderEvent, ...]:
        """Return what to tell after `found`: what is amiss, and whether the computer is awake."""
        told = (self._awake, self._interrupted, *self._troubles.values())
        return tuple(event for event in told if event is not None)

    def _start(self, event: RecordingStarted) -> None:
        zero = event.started_utc - timedelta(seconds=event.first_sample / event.rate_hz)
        self.found = RecorderFound(
            folder=self.folder,
            device=event.device,
            rate_hz=event.rate_hz,
            channels=event.channels,
            started_utc=zero,
            samples=event.first_sample,
            paused=False,
        )

    def _move(self, samples: int, *, paused: bool, off_record: bool) -> None:
        if self.found is not None:
            self.found = replace(self.found, samples=samples, paused=paused, off_record=off_record)
