"""How much of a day's plan can give, and what could be done when that is too little."""

from dataclasses import dataclass

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import DayPlan
from flipdesk.domain.vocabulary import AgendaKind

LEAST_PERCENT = 10
"""The share of a plan that should be able to give, by common advice for run sheets."""
_ROUND_MINUTES = 5
_MOST_BREAKS = 3


@dataclass(frozen=True, slots=True)
class MakeFlexible:
    """Let a break that is planned anyway give when time is short."""

    item: AgendaItem


@dataclass(frozen=True, slots=True)
class TakeFrom:
    """Shorten an item, not below its fewest minutes, and keep what it gives up as a buffer."""

    item: AgendaItem
    minutes: int


@dataclass(frozen=True, slots=True)
class AddBuffer:
    """Put in a buffer before `before`, at the end of the day without one; the day gets longer."""

    day: int
    minutes: int
    before: AgendaItem | None


Remedy = MakeFlexible | TakeFrom | AddBuffer


def percent_of_buffer(day: DayPlan) -> int:
    """Return the share of a day that can give, in whole percent; what is short never rounds up."""
    percent = round(100 * day.buffer / day.minutes) if day.minutes else 0
    return min(percent, LEAST_PERCENT - 1) if is_short(day) else percent


def is_short(day: DayPlan) -> bool:
    """Return whether less of a day can give than ought to."""
    return day.buffer * 100 < day.minutes * LEAST_PERCENT


def remedies(day: DayPlan) -> tuple[Remedy, ...]:
    """Return what would give a day that is short more to spare, none for one that is not.

    The last one alone is always enough; so is `TakeFrom` where there is one.
    """
    if not is_short(day):
        return ()
    stiff = [item for item in day.items if item.kind is AgendaKind.BREAK and not item.flexible]
    found: list[Remedy] = [MakeFlexible(item) for item in stiff[:_MOST_BREAKS]]
    missing = _rounded_up(-(-(day.minutes * LEAST_PERCENT - day.buffer * 100) // 100))
    givers = [item for item in day.items if not item.flexible and _to_give(item) >= missing]
    if givers:
        found.append(TakeFrom(max(givers, key=_to_give), missing))
    # What is put in makes the plan longer too, so that a little more of it is needed.
    more = -(-(day.minutes * LEAST_PERCENT - day.buffer * 100) // (100 - LEAST_PERCENT))
    found.append(AddBuffer(day.day, _rounded_up(more), before_wrap_up(day)))
    return tuple(found)


def before_wrap_up(day: DayPlan) -> AgendaItem | None:
    """Return the first of the wrapping up at the end of a day: a buffer belongs before it."""
    first = None
    for item in reversed(day.items):
        if item.kind is not AgendaKind.WRAP_UP:
            break
        first = item
    return first


def _to_give(item: AgendaItem) -> int:
    return 0 if item.minutes_min is None else item.minutes - item.minutes_min


def _rounded_up(minutes: int) -> int:
    return -(-minutes // _ROUND_MINUTES) * _ROUND_MINUTES
