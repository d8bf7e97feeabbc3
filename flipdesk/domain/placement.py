"""Where sound that was made elsewhere belongs on a session's timeline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FARTHEST = timedelta(hours=48)
"""Sound that begins later than this after the session's zero is not of the session."""


@dataclass(frozen=True, slots=True)
class Placement:
    """`zero` is the session's offset zero; the sound begins `offset_ms` after it, or before."""

    zero: datetime
    offset_ms: int

    def left_out_ms(self, length_ms: int) -> int:
        """Return how much of sound of this length lies before zero."""
        return min(length_ms, max(0, -self.offset_ms))

    def first_sample(self, rate_hz: int) -> tuple[int, int]:
        """Return the place of the first kept sample, and how many are left out before it."""
        sample = (self.offset_ms * rate_hz + 500) // 1000
        return max(0, sample), max(0, -sample)


def by_clock(begins: datetime, zero: datetime | None) -> Placement:
    """Return the place of sound that begins at a moment; without a zero, it is the zero."""
    if zero is None:
        return Placement(begins, 0)
    return Placement(zero, round((begins - zero) / timedelta(milliseconds=1)))


def by_moment(at_ms: int, in_file_ms: int, zero: datetime) -> Placement:
    """Return the place of sound in which a moment of the session is heard so far into it."""
    return Placement(zero, at_ms - in_file_ms)
