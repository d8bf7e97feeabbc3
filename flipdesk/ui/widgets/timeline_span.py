"""The stretch of a timeline that is shown: all of it, or a part when one has come closer."""

from dataclasses import dataclass

LEAST_MS = 10_000


@dataclass(frozen=True)
class TimelineSpan:
    """From and to in milliseconds, within a length that each method is told."""

    from_ms: int = 0
    to_ms: int = 1

    @property
    def length_ms(self) -> int:
        return self.to_ms - self.from_ms

    def x(self, at_ms: int, width: int) -> int:
        """Return where a moment stands on a width in px, outside of it when it is not shown."""
        return round((at_ms - self.from_ms) / max(1, self.length_ms) * width)

    def ms(self, x: int, width: int) -> int:
        """Return the moment that stands at x, the nearest that is shown."""
        share = min(1.0, max(0.0, x / max(1, width)))
        return self.from_ms + round(share * self.length_ms)

    def zoomed(self, factor: float, anchor_ms: int, whole_ms: int) -> "TimelineSpan":
        """Return a shorter stretch, or a longer one for a factor below 1, the anchor in place."""
        length = round(min(max(self.length_ms / factor, LEAST_MS), whole_ms))
        share = (anchor_ms - self.from_ms) / max(1, self.length_ms)
        return _within(anchor_ms - round(share * length), length, whole_ms)

    def moved(self, by_ms: int, whole_ms: int) -> "TimelineSpan":
        """Return the stretch further on, or back, as far as there is anything."""
        return _within(self.from_ms + by_ms, self.length_ms, whole_ms)

    def reaching(self, at_ms: int, whole_ms: int) -> "TimelineSpan":
        """Return a stretch that shows a moment, in its first quarter when it was not shown."""
        if self.from_ms <= at_ms <= self.to_ms:
            return self
        return _within(at_ms - self.length_ms // 4, self.length_ms, whole_ms)


def _within(from_ms: int, length_ms: int, whole_ms: int) -> TimelineSpan:
    begin = min(max(0, from_ms), max(0, whole_ms - length_ms))
    return TimelineSpan(begin, begin + length_ms)
