"""Whether this process stood still, and whether somebody set the wall clock."""

from datetime import datetime, timedelta

from flipdesk.audio.clock import Clock

_LATE_NS = 2_000_000_000
_SLEPT_NS = 500_000_000
_SHIFT_MS = 1_000
_HELD_UP_NS = 200_000_000


class TimeWatch:
    """Asked at every round of the main thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asleep_ns = clock.asleep_ns()
        self._wall_at_zero = self._wall()

    def stood_still(self, due_ns: int, now_ns: int) -> bool:
        """Return whether the machine slept, or this round comes far later than it was due."""
        asleep_ns = self._clock.asleep_ns()
        slept_ns, self._asleep_ns = asleep_ns - self._asleep_ns, asleep_ns
        return slept_ns > _SLEPT_NS or now_ns - due_ns > _LATE_NS

    def wall_shift_ms(self) -> int:
        """Return by how much the wall clock was set since the last call, 0 when it was not.

        A clock that is slowly corrected is followed and not told.
        """
        wall = self._wall()
        if wall is None:
            return 0
        before, self._wall_at_zero = self._wall_at_zero, wall
        shift_ms = 0 if before is None else round((wall - before).total_seconds() * 1000)
        return shift_ms if abs(shift_ms) > _SHIFT_MS else 0

    def _wall(self) -> datetime | None:
        """Return what the wall clock showed when the monotonic clock showed nothing.

        None when this thread was held up between the looks at the two.
        """
        before_ns = self._clock.monotonic_ns()
        utc = self._clock.utc()
        after_ns = self._clock.monotonic_ns()
        if after_ns - before_ns > _HELD_UP_NS:
            return None
        return utc - timedelta(microseconds=after_ns // 1000)
