"""The arithmetic of plan and reality."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem, buffer_minutes, running, schedule, upcoming
from flipdesk.domain.ids import AgendaItemId, SessionId

START = datetime(2021, 4, 22, 7, 30, tzinfo=UTC)


def item(position: int, minutes: int, **fields: object) -> AgendaItem:
    return AgendaItem(
        id=AgendaItemId(f"a{position}"),
        session_id=SessionId("s"),
        position=position,
        title=f"Punkt {position}",
        minutes=minutes,
        **fields,  # type: ignore[arg-type]
    )


def after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_plan_follows_from_start_and_minutes() -> None:
    slots = schedule([item(0, 10), item(1, 20), item(2, 30)], START, START)
    assert [slot.planned_start for slot in slots] == [START, after(10), after(30)]
    assert slots[-1].planned_end == after(60)


def test_overrun_moves_what_is_expected_and_not_the_plan() -> None:
    items = [item(0, 10, started=START), item(1, 20)]
    slots = schedule(items, START, after(17))
    assert slots[0].expected_end == after(17)
    assert slots[1].expected_start == after(17)
    assert slots[1].planned_start == after(10)


def test_minutes_given_on_top_move_what_is_expected_and_not_the_plan() -> None:
    items = [item(0, 10, started=START, extra_minutes=5), item(1, 20)]
    slots = schedule(items, START, after(3))
    assert slots[0].planned_end == after(10)
    assert slots[0].expected_end == after(15)
    assert slots[1].planned_start == after(10)
    assert slots[1].expected_start == after(15)


def test_late_start_is_carried_on() -> None:
    items = [item(0, 10, started=after(2), ended=after(14)), item(1, 20, started=after(14))]
    slots = schedule(items, START, after(20))
    assert slots[0].used_ms == 12 * 60_000
    assert slots[1].expected_end == after(34)


def test_second_day_begins_at_the_same_time_of_day() -> None:
    slots = schedule([item(0, 60, day=1), item(1, 60, day=2)], START, START)
    assert slots[1].planned_start == START + timedelta(days=1)
    assert slots[1].expected_start == START + timedelta(days=1)


def test_second_day_begins_at_the_same_time_when_the_clocks_have_changed() -> None:
    saturday = datetime.fromisoformat("2026-10-24T09:00:00+02:00")
    items = [item(0, 60, day=1), item(1, 60, day=2)]
    for starts in (saturday, saturday.astimezone(ZoneInfo("Europe/Copenhagen"))):
        slots = schedule(items, starts, starts)
        sunday = datetime.fromisoformat("2026-10-25T09:00:00+01:00")
        assert slots[1].planned_start.timestamp() == sunday.timestamp()
        assert slots[1].planned_end.timestamp() == sunday.timestamp() + 3600


@pytest.mark.parametrize(
    "starts", [datetime(2026, 10, 24, 21, tzinfo=UTC), datetime(2026, 3, 28, 22, tzinfo=UTC)]
)
def test_an_hour_is_an_hour_in_the_nights_the_clocks_change(starts: datetime) -> None:
    local = starts.astimezone(ZoneInfo("Europe/Copenhagen"))
    slots = schedule([item(n, 60) for n in range(5)], local, local, "Europe/Copenhagen")
    wanted = [starts + timedelta(hours=n) for n in range(6)]
    for found in ("planned", "expected"):
        begins = [getattr(slot, f"{found}_start").timestamp() for slot in slots]
        last = getattr(slots[-1], f"{found}_end").timestamp()
        assert [*begins, last] == [moment.timestamp() for moment in wanted]


def test_running_and_upcoming() -> None:
    items = [
        item(0, 10, started=START, ended=after(10)),
        item(1, 10, started=after(10)),
        item(2, 5),
    ]
    assert running(items) == items[1]
    assert upcoming(items) == items[2]
    assert upcoming([replace(one, started=START) for one in items]) is None


def test_buffer_counts_what_can_give() -> None:
    assert buffer_minutes([item(0, 10, flexible=True), item(1, 50)]) == 10


@given(
    minutes=st.lists(st.integers(0, 120), min_size=1, max_size=12),
    begun=st.integers(0, 12),
    taken=st.lists(st.integers(0, 90), min_size=12, max_size=12),
    late=st.integers(-30, 60),
)
def test_expected_times_never_overlap_and_never_lie_in_the_past(
    minutes: list[int], begun: int, taken: list[int], late: int
) -> None:
    items, at = [], after(late)
    for position, length in enumerate(minutes):
        started = at if position < begun else None
        ended = None
        if started is not None:
            at += timedelta(minutes=taken[position])
            ended = at if position < begun - 1 else None
        items.append(item(position, length, started=started, ended=ended))
    now = at
    slots = schedule(items, START, now)
    for slot, following in pairwise(slots):
        assert slot.planned_end == following.planned_start
        assert slot.expected_start <= slot.expected_end <= following.expected_start
    if begun:
        assert all(slot.expected_start >= now for slot in slots if slot.item.started is None)
