"""Sound that has been written since the manifest last said so."""

from dataclasses import dataclass
from datetime import timedelta

from flipdesk.audio.clock import Clock
from flipdesk.audio.levels import Level
from flipdesk.audio.manifest import Chunk, utc_text


@dataclass(slots=True)
class Unanchored:
    """What came since the last anchor; the last of it was heard at `heard_ns`."""

    first_sample: int
    overflows: int = 0
    heard_ns: int | None = None

    def chunk(
        self, number: int, end_sample: int, clock: Clock, level: Level, dropped_blocks: int
    ) -> Chunk:
        """Return the manifest's line about it, with the clocks at its end."""
        now_ns = clock.monotonic_ns()
        heard_ns = now_ns if self.heard_ns is None else self.heard_ns
        heard_utc = clock.utc() - timedelta(microseconds=(now_ns - heard_ns) // 1000)
        return Chunk(
            number=number,
            first_sample=self.first_sample,
            samples=end_sample - self.first_sample,
            monotonic_ns=heard_ns,
            utc=utc_text(heard_utc),
            peak=round(level.peak, 5),
            rms=round(level.rms, 6),
            overflows=self.overflows,
            dropped_blocks=dropped_blocks,
        )
