"""What a recorder is told; frozen values that cross the line between the two processes."""

from dataclasses import dataclass, field

from flipdesk.audio.seal import KEY_BYTES

_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Start:
    """Record into a folder. An empty device is the default one; "fake:…" is none at all.

    `alone_s` is how long to go on when nobody listens any more; `reserve_bytes` is the room on the
    disk that is left to others: the recording stops before it takes that. A `paused` one keeps
    nothing until it is resumed; since `off_record_ns` (0: it is not), on the monotonic clock, what
    is said is off the record, and whatever the folder holds of it is taken away. `key`, in
    hexadecimal, seals the sound; "" leaves it in clear.
    """

    folder: str
    device: str = ""
    rate_hz: int = 48_000
    channels: int = 1
    segment_s: int = 300
    sync_ms: int = 350
    ring_s: int = 60
    alone_s: int = 600
    reserve_bytes: int = 64_000_000
    paused: bool = False
    off_record_ns: int = 0
    key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse numbers with which nothing could be recorded, by ValueError."""
        positive = (self.rate_hz, self.channels, self.segment_s, self.sync_ms, self.ring_s)
        if min(positive) <= 0 or min(self.alone_s, self.reserve_bytes) < 0 or not self.folder:
            raise ValueError(repr(self))
        if len(self.key) not in {0, 2 * KEY_BYTES} or not _HEX.issuperset(self.key):
            raise ValueError("key")

    @property
    def key_bytes(self) -> bytes | None:
        """Return the key, None where there is none."""
        return bytes.fromhex(self.key) if self.key else None


@dataclass(frozen=True, slots=True)
class Stop:
    """Finish the recording and await the next command."""


@dataclass(frozen=True, slots=True)
class PauseRecording:
    """Keep nothing that is heard from now on; the timeline runs on.

    `at_ns` is when it was said, on `SystemClock`'s monotonic clock, 0 for the time it arrives.
    Off the record, what was written since that moment is taken away again.
    """

    at_ns: int = 0
    off_record: bool = False


@dataclass(frozen=True, slots=True)
class ResumeRecording:
    """Keep what is heard from now on; `at_ns` as in PauseRecording."""

    at_ns: int = 0


@dataclass(frozen=True, slots=True)
class UseDevice:
    """Go on recording, or monitoring, from another microphone."""

    device: str


@dataclass(frozen=True, slots=True)
class Monitor:
    """Tell how loud a microphone is and keep nothing; a Start takes its place."""

    device: str = ""


@dataclass(frozen=True, slots=True)
class EndMonitor:
    """Let the monitored microphone go."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Somebody listens."""


Command = Start | Stop | PauseRecording | ResumeRecording | UseDevice | Monitor | EndMonitor | Ping
