"""Numbers of the recorder that tests and later settings change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecorderSettings:
    """Seconds of a segment, of the ring, and of recording on when nobody listens any more.

    `sync_ms` is the longest time that sound is not yet safe from a power cut; `hung_after_ms` the
    longest silence of the child's main thread; `close_s` how long closing may wait for it.
    """

    segment_s: int = 300
    sync_ms: int = 400
    ring_s: int = 60
    alone_s: int = 600
    hung_after_ms: int = 5_000
    close_s: float = 5.0
