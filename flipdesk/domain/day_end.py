"""How the day that is on will end, and what can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flipdesk.domain.agenda import AgendaItem, Slot, current_day

SHORTER_BY_MINUTES = 5
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Cut:
    """Minutes that can be taken from an item which is coming."""

    item: AgendaItem
    minutes: int


@dataclass(frozen=True, slots=True)
class DayEnd:
    """When the day was to end and will, and what could be done: `buffer_minutes` is told beside
    the expected end and never taken off it. None stands for what cannot be done.
    """

    planned: datetime
    expected: datetime
    buffer_minutes: int
    from_buffer: Cut | None
    shorter_next: Cut | None
    skippable: AgendaItem | None

    @property
    def late_minutes(self) -> int:
        """The whole minutes that are missing; 0 when none are."""
        return late_minutes(self.planned, self.expected)


def day_end(slots: Sequence[Slot]) -> DayEnd | None:
    """Return how the day that is on will end, None without items.

    The nearest flexible item to come that has any gives the minutes which are missing, as far as
    its least minutes allow; the next item can be made five minutes shorter on the same terms.
    """
    if not slots:
        return None
    day = current_day([slot.item for slot in slots])
    today = [slot for slot in slots if (slot.item.day or 1) == day]
    on = [slot.expected_end for slot in slots if slot.item.is_running]
    ends = [*on, *(slot.expected_end for slot in today if not slot.item.skipped)]
    planned = max(slot.planned_end for slot in today)
    expected = max(ends, default=planned)
    coming = [slot.item for slot in today if slot.item.is_coming]
    flexible = [item for item in coming if item.flexible and item.can_give_minutes]
    following = coming[0] if coming else None
    late = late_minutes(planned, expected)
    return DayEnd(
        planned,
        expected,
        sum(item.can_give_minutes for item in flexible),
        _cut(flexible[0] if flexible else None, late),
        _cut(following, SHORTER_BY_MINUTES),
        following,
    )


def late_minutes(planned: datetime, expected: datetime) -> int:
    """Return how many whole minutes later than planned something is, as clocks show them."""
    return max(0, (expected - planned) // _MINUTE)


def _cut(item: AgendaItem | None, wanted: int) -> Cut | None:
    minutes = 0 if item is None else min(wanted, item.can_give_minutes)
    return Cut(item, minutes) if item is not None and minutes else None
