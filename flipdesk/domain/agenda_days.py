"""The days of a run sheet: what each holds, and what moving items makes of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from flipdesk.domain.agenda import AgendaItem, buffer_minutes, schedule, total_minutes
from flipdesk.domain.day_starts import DayStarts
from flipdesk.domain.ids import AgendaItemId
from flipdesk.domain.session import DEFAULT_ZONE

Items = tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The items of one day in order, and when that day is planned to begin and end."""

    day: int
    items: Items
    starts: datetime
    ends: datetime

    @property
    def minutes(self) -> int:
        return total_minutes(self.items)

    @property
    def buffer(self) -> int:
        """The minutes that can give."""
        return buffer_minutes(self.items)


def day_of(item: AgendaItem) -> int:
    """Return the day of an item, 1 when it says none."""
    return item.day or 1


def day_plans(
    items: Sequence[AgendaItem],
    starts: datetime,
    zone: str = DEFAULT_ZONE,
    day_starts: DayStarts = (),
) -> tuple[DayPlan, ...]:
    """Return the days in the order in which the run sheet comes to them."""
    slots = schedule(items, starts, starts, zone, day_starts=day_starts)
    plans = []
    for day, group in groupby(slots, key=lambda slot: day_of(slot.item)):
        held = list(group)
        plans.append(
            DayPlan(
                day,
                tuple(slot.item for slot in held),
                held[0].planned_start,
                held[-1].planned_end,
            )
        )
    return tuple(plans)


def begins_day(items: Sequence[AgendaItem], place: int) -> bool:
    """Return whether a later day begins with the item at a place."""
    return 0 < place < len(items) and day_of(items[place]) != day_of(items[place - 1])


def with_day_begun(items: Sequence[AgendaItem], place: int) -> Items:
    """Let a new day begin with the item at a place; later days become later by one."""
    if place <= 0 or begins_day(items, place):
        return tuple(items)
    return (*items[:place], *(_later(item, 1) for item in items[place:]))


def with_day_joined(items: Sequence[AgendaItem], place: int) -> Items:
    """Let the day of the item at a place be one with the day before it."""
    day = day_of(items[place])
    while place > 0 and day_of(items[place - 1]) == day:
        place -= 1
    if place == 0:
        return tuple(items)
    span = day - day_of(items[place - 1])
    return (*items[:place], *(_later(item, -span) for item in items[place:]))


def with_moved(
    items: Sequence[AgendaItem],
    ids: Collection[AgendaItemId],
    gap: int,
    day: int | None = None,
) -> Items:
    """Put items, in their order, where `gap` items stand before them now, on a day if one is given.

    Without a day they take that of the item they come behind. A day that is left empty goes, and
    those after it come one day earlier.
    """
    return closed_up(items, with_placed(items, ids, gap, day))


def with_placed(
    items: Sequence[AgendaItem],
    ids: Collection[AgendaItemId],
    gap: int,
    day: int | None = None,
) -> Items:
    """Move items as `with_moved` does, but leave a day that is emptied its number."""
    chosen = [item for item in items if item.id in ids]
    before = [item for item in items[:gap] if item.id not in ids]
    after = [item for item in items[gap:] if item.id not in ids]
    if day is None:
        if [*before, *chosen, *after] == list(items):
            return tuple(items)
        neighbour = next(iter([*before[-1:], *after[:1], *chosen[:1]]), None)
        day = day_of(neighbour) if neighbour else 1
    placed = [item if day_of(item) == day else replace(item, day=day) for item in chosen]
    return (*before, *placed, *after)


def closed_up(before: Sequence[AgendaItem], after: Sequence[AgendaItem]) -> Items:
    """Let the days that something emptied go, and number the items by their places."""
    return tuple(_numbered(after, gone_days(before, after)))


def gone_days(before: Sequence[AgendaItem], after: Sequence[AgendaItem]) -> set[int]:
    """Return the days that something emptied."""
    return {day_of(item) for item in before} - {day_of(item) for item in after}


def _numbered(items: Sequence[AgendaItem], gone: set[int]) -> Iterator[AgendaItem]:
    for position, item in enumerate(items):
        earlier = sum(day < day_of(item) for day in gone)
        moved = _later(item, -earlier)
        yield moved if moved.position == position else replace(moved, position=position)


def _later(item: AgendaItem, days: int) -> AgendaItem:
    return replace(item, day=day_of(item) + days) if days else item
