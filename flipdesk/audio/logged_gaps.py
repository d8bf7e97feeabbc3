"""What a manifest says about stretches without sound, and which of them somebody wished for."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flipdesk.audio.events import GapReason
from flipdesk.audio.manifest import Gap, ManifestLine, Opened, Stopped
from flipdesk.domain.sound_gap import GapKind


class LoggedGap(NamedTuple):
    """In samples of the session timeline; the reason is one of the manifest's words."""

    first_sample: int
    samples: int
    reason: str
    kind: GapKind


def logged_gaps(lines: Iterable[ManifestLine]) -> Iterator[LoggedGap]:
    """Yield the gaps of a manifest in its order, and what lies before one that begins late.

    The manifest says "stopped" of every gap between two recorders: where the first of them was not
    stopped, it died, and what lies between is lost.
    """
    is_first, stopped_well, was_stopped = True, True, True
    for line in lines:
        match line:
            case Opened(first_sample=first):
                if is_first and first:
                    yield LoggedGap(0, first, GapReason.STOPPED, GapKind.NOT_RECORDED)
                is_first, was_stopped, stopped_well = False, stopped_well, False
            case Stopped():
                stopped_well = True
            case Gap(first_sample=first, samples=samples, reason=reason):
                yield LoggedGap(first, samples, reason, _kind(reason, was_stopped=was_stopped))


def _kind(reason: str, *, was_stopped: bool) -> GapKind:
    if reason == GapReason.PAUSE:
        return GapKind.PAUSE
    if reason == GapReason.OFF_RECORD:
        return GapKind.OFF_RECORD
    if reason == GapReason.STOPPED and was_stopped:
        return GapKind.NOT_RECORDED
    if reason == GapReason.ERASED:
        return GapKind.ERASED
    return GapKind.LOST
