"""What a recorder is told; frozen values that cross the line between the two processes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """Record into a folder. An empty device is the default one; "fake:…" is none at all.

    `alone_s` is how long to go on when nobody listens any more.
    """

    folder: str
    device: str = ""
    rate_hz: int = 48_000
    channels: int = 1
    segment_s: int = 300
    sync_ms: int = 400
    ring_s: int = 60
    alone_s: int = 600

    def __post_init__(self) -> None:
        """Refuse numbers with which nothing could be recorded, by ValueError."""
        positive = (self.rate_hz, self.channels, self.segment_s, self.sync_ms, self.ring_s)
        if min(positive) <= 0 or self.alone_s < 0 or not self.folder:
            raise ValueError(repr(self))


@dataclass(frozen=True, slots=True)
class Stop:
    """Finish the recording and await the next command."""


@dataclass(frozen=True, slots=True)
class PauseRecording:
    """Keep nothing from now on; the timeline runs on."""


@dataclass(frozen=True, slots=True)
class ResumeRecording:
    """Keep sound again."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Somebody listens."""


Command = Start | Stop | PauseRecording | ResumeRecording | Ping
