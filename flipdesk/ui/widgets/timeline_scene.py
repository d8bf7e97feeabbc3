"""What a timeline shows, and where on its width each thing stands."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_RULER_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


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
class TimelineTurn:
    """Somebody had the floor, in milliseconds of the timeline."""

    initials: str
    from_ms: int
    to_ms: int
    is_research: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class TimelinePassage:
    """A stretch that somebody has pointed out; a silenced one is hatched."""

    key: str
    title: str
    from_ms: int
    to_ms: int
    is_silenced: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True)
class TimelineScene:
    """Everything in the order of time; length in milliseconds."""

    length_ms: int = 0
    blocks: tuple[TimelineBlock, ...] = ()
    points: tuple[TimelinePoint, ...] = ()
    turns: tuple[TimelineTurn, ...] = ()
    passages: tuple[TimelinePassage, ...] = ()

    def index(self, key: str) -> int:
        """Return the place of a point, -1 for none."""
        return next((n for n, point in enumerate(self.points) if point.key == key), -1)


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


def ruler_seconds(from_ms: int, to_ms: int, width: int, apart: int) -> range:
    """Return the seconds to write below the timeline, at least `apart` px from each other."""
    wanted = (to_ms - from_ms) / 1000 * apart / max(1, width)
    step = _RULER_S[min(bisect_left(_RULER_S, wanted), len(_RULER_S) - 1)]
    first = -(-from_ms // (1000 * step)) * step
    return range(first, to_ms // 1000 + 1, step)
