"""How much can give, and remedies that are enough and no more than that."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.agenda_days import DayPlan
from flipdesk.domain.buffer import (
    AddBuffer,
    MakeFlexible,
    TakeFrom,
    before_wrap_up,
    is_short,
    percent_of_buffer,
    remedies,
)
from flipdesk.domain.ids import AgendaItemId, SessionId
from flipdesk.domain.vocabulary import AgendaKind

NOON = datetime(2021, 4, 22, 12, tzinfo=UTC)


def day(*items: AgendaItem) -> DayPlan:
    return DayPlan(1, items, NOON, NOON)


def item(minutes: int, kind: AgendaKind = AgendaKind.DISCUSSION, **more: Any) -> AgendaItem:
    return AgendaItem(
        AgendaItemId(f"{minutes}{kind}{more}"), SessionId("s"), 0, "x", kind, minutes, **more
    )


items = st.builds(
    item,
    st.integers(0, 120),
    st.sampled_from(AgendaKind),
    flexible=st.booleans(),
    minutes_min=st.none() | st.integers(0, 60),
)
days = st.lists(items, min_size=1, max_size=8).map(lambda some: day(*some))


@given(days)
def test_remedies_are_enough_and_the_buffer_put_in_is_no_more_than_needed(plan: DayPlan) -> None:
    found = remedies(plan)
    assert bool(found) == is_short(plan)
    for remedy in found:
        if isinstance(remedy, AddBuffer):
            more = item(remedy.minutes, AgendaKind.BREAK, flexible=True)
            assert not is_short(day(*plan.items, more))
            less = item(remedy.minutes - 5, AgendaKind.BREAK, flexible=True)
            assert remedy.minutes >= 5
            assert is_short(day(*plan.items, less))
        elif isinstance(remedy, TakeFrom):
            assert remedy.item.minutes_min is not None
            assert remedy.item.minutes - remedy.minutes >= remedy.item.minutes_min
            assert (plan.buffer + remedy.minutes) * 10 >= plan.minutes
        else:
            assert isinstance(remedy, MakeFlexible)
            assert remedy.item.kind is AgendaKind.BREAK
            assert not remedy.item.flexible


@given(days)
def test_percent_shown_agrees_with_the_warning(plan: DayPlan) -> None:
    assert (percent_of_buffer(plan) < 10) == is_short(plan) or plan.minutes == 0


def test_buffer_goes_before_the_wrapping_up() -> None:
    talk, park, bye = item(60), item(10, AgendaKind.WRAP_UP), item(15, AgendaKind.WRAP_UP)
    assert before_wrap_up(day(bye, talk, park, bye)) is park
    assert before_wrap_up(day(park, talk)) is None
