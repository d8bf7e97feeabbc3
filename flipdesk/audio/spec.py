"""What is recorded: rate and channels of 16-bit sound, and how its samples become time."""

from dataclasses import dataclass

BYTES_A_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class AudioSpec:
    """Signed 16-bit little-endian sound. A sample index counts frames: one instant, all channels.

    The sample index on the session timeline is the position of everything that is heard; it runs
    on through pauses and gaps. Milliseconds are derived from it and never the other way round.
    """

    rate_hz: int = 48_000
    channels: int = 1

    @property
    def frame_bytes(self) -> int:
        """Return the bytes of one frame."""
        return BYTES_A_SAMPLE * self.channels

    def frames(self, data: bytes | memoryview) -> int:
        """Return how many whole frames lie in some bytes."""
        return len(data) // (BYTES_A_SAMPLE * self.channels)

    def ms(self, sample: int) -> int:
        """Return the position of a sample in whole milliseconds, rounded down."""
        return sample * 1000 // self.rate_hz

    def sample(self, ms: int) -> int:
        """Return the first sample at or after a position in milliseconds."""
        return -(-ms * self.rate_hz // 1000)

    def samples_in_ns(self, ns: int) -> int:
        """Return how many frames pass in a time given in nanoseconds, to the nearest."""
        return (ns * self.rate_hz + 500_000_000) // 1_000_000_000
