"""The days of a session: when each is meant to begin and end, and what is planned on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flipdesk.domain.agenda import AgendaItem, Slot
from flipdesk.domain.day_starts import day_start
from flipdesk.domain.session import Session
from flipdesk.domain.session_clock import planned_slots
from flipdesk.domain.wall_clock import zone_info

_MOST_DAYS = 31
"""Without a plan for each day, an end further off than this is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class SessionDay:
    """`number` counts from 1; the datetimes are in the zone of the session."""

    number: int
    starts: datetime
    ends: datetime
    slots: tuple[Slot, ...]


def session_days(session: Session, agenda: Iterable[AgendaItem]) -> tuple[SessionDay, ...]:
    """Return the days in order, at least one.

    A day begins at its own time of day, or at that at which the session does. The day on which the
    session is to end has that end; every other one the end of its last item, or the same time of
    day when nothing is planned. An end in the small hours belongs to the evening before.
    """
    zone = zone_info(session.zone)
    starts, ends = session.starts.astimezone(zone), session.ends.astimezone(zone)
    last = _day_of(starts, ends)
    slots = planned_slots(session, tuple(agenda))
    by_day: dict[int, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.item.day or 1, []).append(slot)
    numbers = set(by_day) | {1, last} if by_day else set(range(1, last + 1))
    return tuple(
        SessionDay(
            number,
            day_start(starts, number, session.zone, session.day_starts),
            _end(number, last, ends, [one.planned_end.astimezone(zone) for one in day]),
            tuple(day),
        )
        for number in sorted(numbers)
        for day in [by_day.get(number, [])]
    )


def _day_of(starts: datetime, ends: datetime) -> int:
    """Return the number of the day that the end belongs to."""
    # Two moments of one zone are compared by the clock on the wall, which is what is meant here.
    days = (ends - starts - timedelta(microseconds=1)) // timedelta(days=1)
    return days + 1 if 0 <= days < _MOST_DAYS else 1


def _end(number: int, last: int, ends: datetime, planned: list[datetime]) -> datetime:
    if number == last or not planned:
        return ends + timedelta(days=number - last)
    return planned[-1]
