"""When the days of a session of several begin, where one begins at an hour of its own."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from flipdesk.domain.wall_clock import zone_info

DayStarts = tuple[tuple[int, time], ...]
"""Days after the first with the time of day in the session's zone, in the order of the days.

A day that is not there begins at the time of day at which the first one does.
"""


def day_start(starts: datetime, day: int, zone: str, own: DayStarts = ()) -> datetime:
    """Return when a day begins, as a moment in the zone of `starts`."""
    local = starts.astimezone(zone_info(zone)) + timedelta(days=day - 1)
    begins = dict(own).get(day)
    if begins is not None and day > 1:
        local = datetime.combine(local.date(), begins, local.tzinfo)
    return local.astimezone(starts.tzinfo)


def with_day_start(own: DayStarts, day: int, begins: time | None) -> DayStarts:
    """Let a day begin at a time of day, or without one when the first day does."""
    others = {number: each for number, each in own if number != day}
    chosen = {} if begins is None else {day: begins}
    return tuple(sorted({**others, **chosen}.items()))


def renumbered(own: DayStarts, day_now: Callable[[int], int | None]) -> DayStarts:
    """Let each time go along with its day; `day_now` is its new number, None when it is gone."""
    moved = ((day_now(day), begins) for day, begins in own)
    return tuple((day, begins) for day, begins in moved if day is not None and day > 1)
