"""Pauses nobody planned, such as a fire alarm: while one lasts the agenda clock stands still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flipdesk.domain.ids import PauseId, SessionId


@dataclass(frozen=True, slots=True)
class Pause:
    """From when to when the agenda clock stood still; no end while it still does."""

    id: PauseId
    session_id: SessionId
    position: int
    started: datetime
    ended: datetime | None = None


def lasting(pauses: Iterable[Pause]) -> Pause | None:
    """Return the pause that lasts now."""
    return next((pause for pause in pauses if pause.ended is None), None)


def paused(pauses: Iterable[Pause], begin: datetime, end: datetime) -> timedelta:
    """Return how long the clock stood still between two moments; pauses do not overlap."""
    spans = (
        min(pause.ended or end, end) - max(pause.started, begin)
        for pause in pauses
        if pause.started < end
    )
    return sum((max(span, timedelta()) for span in spans), start=timedelta())
