"""What a timeline shows, and where on its width each thing stands."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_RULER_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120)


@dataclass(frozen=True)
class TimelineBlock:
    """An agenda item as it was held, in milliseconds of the timeline."""

    title: str
    from_ms: int
    to_ms: int
    is_break: bool = False


@dataclass(frozen=True)
class TimelinePoint:
    """A note or marker; potential is the one whose digit is shown, "" for none."""

    key: str
    at_ms: int
    potential: str = ""
    is_marker: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class TimelineScene:
    """Blocks and points in the order of time; length in milliseconds."""

    length_ms: int = 0
    blocks: tuple[TimelineBlock, ...] = ()
    points: tuple[TimelinePoint, ...] = ()

    def index(self, key: str) -> int:
        """Return the place of a point, -1 for none."""
        return next((n for n, point in enumerate(self.points) if point.key == key), -1)

    def x(self, at_ms: int, width: int) -> int:
        """Return where a moment stands on a width in px."""
        return round(min(1.0, max(0.0, at_ms / max(1, self.length_ms))) * width)


def spread(wanted: Sequence[int], size: int, step: int, width: int) -> list[int]:
    """Return left edges of boxes centred on ascending places, moved apart to at least `step`.

    None leaves the width; where there are more boxes than fit they share what there is.
    """
    if not wanted:
        return []
    room = max(0, width - size)
    step = min(step, room // max(1, len(wanted) - 1)) if len(wanted) > 1 else step
    lefts = []
    edge = -step
    for place in wanted:
        edge = max(place - size // 2, edge + step, 0)
        lefts.append(edge)
    edge = room + step
    for n in range(len(lefts) - 1, -1, -1):
        edge = lefts[n] = min(lefts[n], edge - step)
    return lefts


def nearest(places: Sequence[int], x: int) -> int:
    """Return the index of the place nearest to x, -1 when there is none."""
    return min(range(len(places)), key=lambda n: abs(places[n] - x), default=-1)


def ruler_minutes(length_ms: int, width: int, apart: int) -> range:
    """Return the minutes to write below the timeline, at least `apart` px from each other."""
    minutes = length_ms / 60_000
    wanted = minutes * apart / max(1, width)
    steps = _RULER_MINUTES
    step = steps[min(bisect_left(steps, wanted), len(steps) - 1)]
    return range(0, int(minutes) + 1, step)


def fold(peaks: Sequence[float], columns: int) -> list[float]:
    """Return the highest of the peaks that fall into each of so many columns."""
    count = len(peaks)
    if not count or columns <= 0:
        return []
    edges = [n * count // columns for n in range(columns + 1)]
    return [max(peaks[a : max(b, a + 1)]) for a, b in pairwise(edges)]
