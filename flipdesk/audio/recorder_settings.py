"""Numbers of the recorder that tests and later settings change."""

from dataclasses import dataclass

from flipdesk.audio.commands import Start
from flipdesk.audio.spec import AudioSpec


@dataclass(frozen=True, slots=True)
class RecorderSettings:
    """Seconds of a segment, of the ring, and of recording on when nobody listens any more.

    `sync_ms` is the longest time that sound is not yet safe from a power cut; `hung_after_ms` the
    longest silence of a child that records, before another takes its place, and `slow_after_ms` of
    one that opens its device or has nothing to do. `stop_s` is how long a stop may take, `close_s`
    how long closing may wait for it, and `adopt_s` how long one that was found may not answer.
    `reserve_bytes` is the room on the disk that is left to others.
    """

    segment_s: int = 300
    sync_ms: int = 350
    ring_s: int = 60
    alone_s: int = 600
    hung_after_ms: int = 2_000
    slow_after_ms: int = 10_000
    stop_s: float = 30.0
    close_s: float = 5.0
    adopt_s: float = 3.0
    reserve_bytes: int = 64_000_000

    def start(self, folder: str, device: str, spec: AudioSpec, key: bytes | None = None) -> Start:
        """Return the command that begins a recording with these numbers; a key seals it."""
        return Start(
            folder=folder,
            device=device,
            rate_hz=spec.rate_hz,
            channels=spec.channels,
            segment_s=self.segment_s,
            sync_ms=self.sync_ms,
            ring_s=self.ring_s,
            alone_s=self.alone_s,
            reserve_bytes=self.reserve_bytes,
            key=key.hex() if key else "",
        )
