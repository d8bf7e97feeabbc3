"""What a recorder tells; frozen values that may cross threads and processes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.audio.failure import FailureKind, sentence


@dataclass(frozen=True, slots=True)
class RecorderReady:
    """The recorder runs and awaits its first command."""

    pid: int


@dataclass(frozen=True, slots=True)
class RecordingStarted:
    """The first frames came; `first_sample` is not 0 when an earlier recording is continued."""

    first_sample: int
    started_utc: datetime
    device: str
    rate_hz: int
    channels: int


@dataclass(frozen=True, slots=True)
class LevelMeasured:
    """About five times a second. Peak and RMS are fractions of full scale.

    `samples` is the end of what was heard, on the session timeline; the last of it came in at
    `monotonic_ns`. While paused the level is measured and nothing is kept. `missing_ms` is how
    much this recorder has failed to record so far, pauses left out.
    """

    peak: float
    rms: float
    samples: int
    monotonic_ns: int
    dropped_blocks: int
    overflows: int
    paused: bool
    missing_ms: int = 0


@dataclass(frozen=True, slots=True)
class SegmentOpened:
    """A new sound file was begun."""

    number: int
    file: str
    first_sample: int


@dataclass(frozen=True, slots=True)
class SegmentClosed:
    """A sound file is complete."""

    number: int
    file: str
    first_sample: int
    samples: int


class GapReason(StrEnum):
    """Why there is no sound; the values stand in the manifest for ever."""

    PAUSE = "pause"
    OFF_RECORD = "off_record"
    """What was said was not to be recorded."""
    DROPPED = "dropped"
    """The disk was held up for longer than the ring."""
    MISSED = "missed"
    """The sound system lost it, as the clock tells."""
    DEVICE = "device"
    SLEEP = "sleep"
    STOPPED = "stopped"
    """Between two recorders."""
    UNKNOWN = "unknown"
    ERASED = "erased"
    """It was there, and was cut out for good."""


@dataclass(frozen=True, slots=True)
class GapLogged:
    """A stretch without sound; `reason` is a word of `GapReason`."""

    first_sample: int
    samples: int
    reason: str


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """The computer's clock was set by so much, forwards when positive; positions know nothing."""

    first_sample: int
    shift_ms: int


@dataclass(frozen=True, slots=True)
class RecordingPaused:
    """From this sample nothing is kept; `off_record` because it must not be."""

    first_sample: int
    off_record: bool = False


@dataclass(frozen=True, slots=True)
class RecordingResumed:
    """From this sample sound is kept again, after a pause or because the microphone is back."""

    first_sample: int


@dataclass(frozen=True, slots=True)
class RecordingInterrupted:
    """The microphone is gone. The recorder keeps trying; RecordingResumed says that it is back."""

    first_sample: int


@dataclass(frozen=True, slots=True)
class SegmentDigest:
    """A finished sound file with its SHA-256 in hexadecimal."""

    file: str
    first_sample: int
    samples: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RecordingStopped:
    """Everything is on the disk; `end_sample` is the end of the session timeline.

    `segments` are those of this recorder; the folder may hold more from before.
    """

    end_sample: int
    segments: tuple[SegmentDigest, ...]


@dataclass(frozen=True, slots=True)
class RecorderFailed:
    """Something stands in the way; `goes_on` says whether the recorder keeps trying by itself."""

    kind: FailureKind
    detail: str = ""
    goes_on: bool = True

    def sentence(self) -> str:
        """Return what to tell the user, in the language in use."""
        return sentence(self.kind, self.detail)


@dataclass(frozen=True, slots=True)
class RecorderRecovered:
    """What a RecorderFailed of this kind told is over."""

    kind: FailureKind


@dataclass(frozen=True, slots=True)
class MicrophoneHeard:
    """How loud it is while nothing is recorded, about five times a second; nothing is kept.

    The last of it came in at `monotonic_ns`.
    """

    peak: float
    rms: float
    monotonic_ns: int


@dataclass(frozen=True, slots=True)
class KeptAwake:
    """Whether the computer lets itself be kept awake while this recording is made."""

    kept: bool


@dataclass(frozen=True, slots=True)
class RecorderFound:
    """A recorder that went on alone was found again; it is listened to and obeys from here on.

    `started_utc` is the moment of sample 0, `samples` the end of what it has heard.
    """

    folder: str
    device: str
    rate_hz: int
    channels: int
    started_utc: datetime
    samples: int
    paused: bool
    off_record: bool = False


@dataclass(frozen=True, slots=True)
class RecorderReplaced:
    """A recorder that hung or died gave way to another, which goes on in the same folder."""

    silent_ms: int


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The recorder's main thread is alive; seen by the parent, not by listeners."""

    recording: bool


@dataclass(frozen=True, slots=True)
class RecorderHung:
    """No heartbeat came for this long; sound may still be written."""

    silent_ms: int

    def sentence(self) -> str:
        """Return what to tell the user, in the language in use."""
        return sentence(FailureKind.CHILD_HUNG)


@dataclass(frozen=True, slots=True)
class RecorderDied:
    """The recorder's process ended without being asked; `detail` is for the log.

    `was_recording` is set from the moment a recording was asked for.
    """

    exit_code: int
    was_recording: bool
    detail: str = ""

    def sentence(self) -> str:
        """Return what to tell the user, in the language in use."""
        return sentence(FailureKind.CHILD_DIED)


RecorderEvent = (
    RecorderReady
    | RecordingStarted
    | LevelMeasured
    | SegmentOpened
    | SegmentClosed
    | GapLogged
    | ClockChanged
    | RecordingPaused
    | RecordingResumed
    | RecordingInterrupted
    | RecordingStopped
    | RecorderFailed
    | RecorderRecovered
    | MicrophoneHeard
    | KeptAwake
    | RecorderFound
    | RecorderReplaced
    | Heartbeat
    | RecorderHung
    | RecorderDied
)
