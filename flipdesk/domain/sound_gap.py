"""Where a session timeline has no sound, and why."""

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple


class GapKind(Enum):
    """What people call a gap by: only a loss is something that nobody wished for."""

    PAUSE = auto()
    OFF_RECORD = auto()
    """What was said was not to be recorded."""
    NOT_RECORDED = auto()
    """No recording was running: before it, or between two that were stopped."""
    LOST = auto()
    ERASED = auto()
    """There was sound, and it was erased: silence stands there."""


class SoundGap(NamedTuple):
    """From and to in milliseconds."""

    from_ms: int
    to_ms: int
    kind: GapKind = GapKind.LOST


def joined_gaps(gaps: Iterable[SoundGap]) -> tuple[SoundGap, ...]:
    """Return gaps in order, those of one kind that touch or overlap as one."""
    found: list[SoundGap] = []
    for gap in sorted(gaps, key=lambda one: one[:2]):
        last = found[-1] if found else None
        if last is not None and last.kind is gap.kind and gap.from_ms <= last.to_ms:
            found[-1] = last._replace(to_ms=max(last.to_ms, gap.to_ms))
        else:
            found.append(gap)
    return tuple(found)
