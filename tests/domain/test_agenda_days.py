"""The days of a run sheet: moving, beginning and joining them loses and doubles nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import (
    Items,
    begins_day,
    closed_up,
    day_of,
    day_plans,
    with_day_begun,
    with_day_joined,
    with_moved,
)
from flipdesk.domain.ids import AgendaItemId, SessionId

STARTS = datetime(2021, 4, 22, 7, 30, tzinfo=UTC)


def agenda(*days: int | None) -> Items:
    """Return items named A, B and so on, ten minutes each."""
    return tuple(
        AgendaItem(AgendaItemId(chr(65 + n)), SessionId("s"), n, chr(65 + n), day=day)
        for n, day in enumerate(days)
    )


def told(items: Items) -> str:
    """Return "AB|C": the items by day."""
    return "|".join("".join(item.title for item in plan.items) for plan in day_plans(items, STARTS))


agendas = st.lists(st.integers(0, 1), min_size=1, max_size=9).map(
    lambda steps: agenda(*(1 + sum(steps[1 : n + 1]) for n in range(len(steps))))
)


@st.composite
def moves(draw: st.DrawFn) -> tuple[Items, set[AgendaItemId], int, int | None]:
    items = draw(agendas)
    ids = draw(st.sets(st.sampled_from([item.id for item in items]), min_size=1))
    gap = draw(st.integers(0, len(items)))
    # The day that a gap is in: that of the item before it, or of the one after it.
    sides = {day_of(item) for item in items[max(0, gap - 1) : gap + 1]}
    return items, ids, gap, draw(st.none() | st.sampled_from(sorted(sides)))


@given(moves())
def test_moved_items_are_all_there_in_order_on_rising_days(
    move: tuple[Items, set[AgendaItemId], int, int | None],
) -> None:
    items, ids, gap, day = move
    moved = with_moved(items, ids, gap, day)
    assert sorted(item.id for item in moved) == sorted(item.id for item in items)
    assert [item.position for item in moved] == list(range(len(items)))
    days = [day_of(item) for item in moved]
    assert days == sorted(days)
    assert set(days) == set(range(1, days[-1] + 1))
    for kept in (ids, {item.id for item in items} - ids):
        assert [one.id for one in moved if one.id in kept] == [
            one.id for one in items if one.id in kept
        ]


@given(agendas, st.data())
def test_day_begun_is_joined_again(items: Items, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(items) - 1))
    begun = with_day_begun(items, place)
    if place == 0 or begins_day(items, place):
        assert begun == items
        return
    assert day_of(begun[place]) == day_of(begun[place - 1]) + 1
    assert told(with_day_joined(begun, place)) == told(items)


@given(agendas)
def test_each_day_begins_at_the_same_time_and_is_as_long_as_its_items(items: Items) -> None:
    plans = day_plans(items, STARTS, "Europe/Copenhagen")
    assert sum(plan.minutes for plan in plans) == 10 * len(items)
    for plan in plans:
        assert plan.starts - STARTS == timedelta(days=plan.day - 1)
        assert plan.ends - plan.starts == timedelta(minutes=plan.minutes)


@pytest.mark.parametrize(
    ("ids", "gap", "day", "wanted"),
    [
        ("C", 2, 1, "ABC|D"),  # up over the border
        ("B", 2, 2, "A|BCD"),  # down over it
        ("D", 2, 2, "AB|DC"),  # to the top of its own day
        ("AB", 4, 2, "CDAB"),  # the day that is left empty goes
        ("AD", 3, None, "B|CAD"),  # both to behind C, with its day
        ("B", 2, None, "AB|CD"),  # where it was
    ],
)
def test_moving(ids: str, gap: int, day: int | None, wanted: str) -> None:
    items = agenda(1, 1, 2, 2)
    assert told(with_moved(items, [AgendaItemId(one) for one in ids], gap, day)) == wanted


def test_day_that_is_deleted_closes_up() -> None:
    items = agenda(1, 2, 2, 3)
    kept = [item for item in items if item.day != 2]
    assert [(item.title, item.day, item.position) for item in closed_up(items, kept)] == [
        ("A", 1, 0),
        ("D", 2, 1),
    ]


def test_joining_the_first_day_changes_nothing() -> None:
    items = agenda(None, None, 2)
    assert with_day_joined(items, 1) == items
    assert told(with_day_joined(items, 2)) == "ABC"
