"""Agenda items and the arithmetic of plan and reality (the plan is never overwritten)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flipdesk.domain.day_starts import DayStarts, day_start
from flipdesk.domain.ids import AgendaItemId, OutcomeId, ParticipantId, SessionId
from flipdesk.domain.pause import Pause, paused
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.vocabulary import AgendaKind


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the run sheet. `key` is its name in a session file; `day` counts from 1."""

    id: AgendaItemId
    session_id: SessionId
    position: int
    title: str
    kind: AgendaKind = AgendaKind.DISCUSSION
    minutes: int = 10
    minutes_min: int | None = None
    minutes_max: int | None = None
    extra_minutes: int = 0
    """Given, or taken when negative, while the session is held; the plan itself stays."""
    flexible: bool = False
    owner_id: ParticipantId | None = None
    purpose: str | None = None
    how: str | None = None
    plan_b: str | None = None
    materials: tuple[str, ...] = ()
    takes_up: tuple[OutcomeId, ...] = ()
    """What earlier sessions of the series left that is dealt with here."""
    key: str | None = None
    day: int | None = None
    started: datetime | None = None
    ended: datetime | None = None
    skipped: bool = False
    """It is not going to be held; its plan stays."""

    @property
    def allowed_minutes(self) -> int:
        """The minutes it may take now: the plan and what was given on top."""
        return max(0, self.minutes + self.extra_minutes)

    @property
    def can_give_minutes(self) -> int:
        """The minutes that can still be taken from it before it is as short as it may be."""
        return max(0, self.allowed_minutes - (self.minutes_min or 0))

    @property
    def is_running(self) -> bool:
        return self.started is not None and self.ended is None

    @property
    def is_coming(self) -> bool:
        """Whether it is still going to be held."""
        return self.started is None and not self.skipped


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is meant to begin and end, and when it is now expected to.

    `used` is what it has taken until now, without the pauses; None when it was never begun.
    """

    item: AgendaItem
    planned_start: datetime
    planned_end: datetime
    expected_start: datetime
    expected_end: datetime
    used: timedelta | None = None

    @property
    def used_ms(self) -> int | None:
        """Return what the item took in milliseconds, None while it has not ended."""
        if self.used is None or self.item.ended is None:
            return None
        return round(self.used / timedelta(milliseconds=1))


def schedule(
    items: Sequence[AgendaItem],
    starts: datetime,
    now: datetime,
    zone: str = DEFAULT_ZONE,
    pauses: Sequence[Pause] = (),
    day_starts: DayStarts = (),
) -> tuple[Slot, ...]:
    """Return a slot for each item in order.

    Planned times follow from `starts`, the order and the minutes alone; a new `day` begins at its
    own time of day in the zone or at that of the first, that many days on, also when the clocks
    have changed between.

    Expected times follow reality and promise nothing. Held items stand where they stood. The one
    that is on ends when the minutes it may take are used, those given on top included and pauses
    not counted, or now if it is over time. What is coming follows in order, never before now and
    a new day never before its hour, each with all the minutes it may take: that a break could be
    cut changes nothing until somebody cuts it. What is skipped takes no time.
    """
    current = running(items)
    cursor = max(starts, now) if current is None else _end_of(current, now, pauses)
    slots: list[Slot] = []
    planned, day, reached = starts, 1, 1 if current is None else current.day or 1
    for item in items:
        if (item.day or 1) != day:
            day = item.day or 1
            planned = day_start(starts, day, zone, day_starts)
        length = timedelta(minutes=item.minutes)
        if item.started is not None:
            used = _used(item, item.started, now, pauses)
            expected, end = item.started, item.ended or cursor
        else:
            used = None
            if item.is_coming and day > reached:
                reached = day
                cursor = max(cursor, planned)
            expected = end = cursor
        if item.is_coming:
            cursor = end = expected + timedelta(minutes=item.allowed_minutes)
        slots.append(Slot(item, planned, planned + length, expected, end, used))
        planned += length
    return tuple(slots)


def _used(item: AgendaItem, started: datetime, now: datetime, pauses: Sequence[Pause]) -> timedelta:
    end = max(started, now) if item.ended is None else item.ended
    return end - started - paused(pauses, started, end)


def _end_of(item: AgendaItem, now: datetime, pauses: Sequence[Pause]) -> datetime:
    assert item.started is not None
    left = timedelta(minutes=item.allowed_minutes) - _used(item, item.started, now, pauses)
    return max(item.started, now) + max(left, timedelta())


def running(items: Iterable[AgendaItem]) -> AgendaItem | None:
    """Return the item that is being held now."""
    return next((item for item in items if item.is_running), None)


def upcoming(items: Iterable[AgendaItem]) -> AgendaItem | None:
    """Return the first item that is still to be held, None when there is none.

    After an item taken out of order the agenda goes on where it was left.
    """
    return next((item for item in items if item.is_coming), None)


def newest(items: Iterable[AgendaItem]) -> AgendaItem | None:
    """Return the item that was begun last, whatever its place in the agenda."""
    begun = [item for item in items if item.started is not None]
    return max(begun, key=_when_begun, default=None)


def _when_begun(item: AgendaItem) -> tuple[datetime, bool, int]:
    assert item.started is not None
    return item.started, item.is_running, item.position


def current_day(items: Sequence[AgendaItem]) -> int:
    """Return the day of a session of several that is on: that of what is on or comes first."""
    open_items = [one for one in (running(items), upcoming(items)) if one is not None]
    last = newest(items) or (items[-1] if items else None)
    days = [one.day or 1 for one in open_items or ([last] if last is not None else [])]
    return min(days, default=1)


def is_day_over(items: Sequence[AgendaItem]) -> bool:
    """Return whether nothing is left of the day of the item that is on, but something after it."""
    current, following = running(items), upcoming(items)
    if current is None or following is None:
        return False
    return (following.day or 1) > (current.day or 1)


def buffer_minutes(items: Iterable[AgendaItem]) -> int:
    """Return the minutes that can give: flexible items such as breaks."""
    return sum(item.minutes for item in items if item.flexible)


def total_minutes(items: Iterable[AgendaItem]) -> int:
    return sum(item.minutes for item in items)
