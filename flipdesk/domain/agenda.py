"""Agenda items and the arithmetic of plan and reality (the plan is never overwritten)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flipdesk.domain.ids import AgendaItemId, OutcomeId, ParticipantId, SessionId
from flipdesk.domain.session import DEFAULT_ZONE
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.domain.wall_clock import zone_info


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
    """Given, or taken when negative, while it was held; the plan itself stays."""
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

    @property
    def allowed_minutes(self) -> int:
        """The minutes it may take now: the plan and what was given on top."""
        return max(0, self.minutes + self.extra_minutes)

    @property
    def is_running(self) -> bool:
        return self.started is not None and self.ended is None


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item is meant to begin and end, and when it is now expected to."""

    item: AgendaItem
    planned_start: datetime
    planned_end: datetime
    expected_start: datetime
    expected_end: datetime

    @property
    def used_ms(self) -> int | None:
        """Return what the item took in milliseconds, None while it has not ended."""
        if self.item.started is None or self.item.ended is None:
            return None
        return round((self.item.ended - self.item.started) / timedelta(milliseconds=1))


def schedule(
    items: Sequence[AgendaItem], starts: datetime, now: datetime, zone: str = DEFAULT_ZONE
) -> tuple[Slot, ...]:
    """Return a slot for each item in order.

    Planned times follow from `starts` and the minutes alone; a new `day` begins at the same time
    of day in the zone, that many days on, also when the clocks have changed between. Expected
    times follow reality: held items stand where they stood, the running one ends when its minutes,
    those given on top included, are used, or now if it is over time, the rest come after it.
    """
    slots: list[Slot] = []
    begun = any(item.started for item in items)
    planned, expected, day = starts, starts, 1
    for item in items:
        if (item.day or 1) != day:
            day = item.day or 1
            planned = _same_time(starts, day, zone)
            expected = max(expected, planned)
        length = timedelta(minutes=item.minutes)
        expected_start = item.started or (max(expected, now) if begun else expected)
        expected_end = item.ended or expected_start + timedelta(minutes=item.allowed_minutes)
        if item.is_running:
            expected_end = max(expected_end, now)
        slots.append(Slot(item, planned, planned + length, expected_start, expected_end))
        planned, expected = planned + length, expected_end
    return tuple(slots)


def _same_time(starts: datetime, day: int, zone: str) -> datetime:
    local = starts.astimezone(zone_info(zone))
    return (local + timedelta(days=day - 1)).astimezone(starts.tzinfo)


def running(items: Iterable[AgendaItem]) -> AgendaItem | None:
    """Return the item that is being held now."""
    return next((item for item in items if item.is_running), None)


def upcoming(items: Sequence[AgendaItem]) -> AgendaItem | None:
    """Return the first item after the last one begun, None when all have been begun."""
    last = max((index for index, item in enumerate(items) if item.started), default=-1)
    return items[last + 1] if last + 1 < len(items) else None


def buffer_minutes(items: Iterable[AgendaItem]) -> int:
    """Return the minutes that can give: flexible items such as breaks."""
    return sum(item.minutes for item in items if item.flexible)


def total_minutes(items: Iterable[AgendaItem]) -> int:
    return sum(item.minutes for item in items)
