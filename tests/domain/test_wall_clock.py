"""Wall-clock times through midnight and the nights the clocks change."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.offsets import format_duration, format_offset, parse_offset
from flipdesk.domain.wall_clock import place, wall_text, zone_info, zone_of

ZONE = "Europe/Copenhagen"


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(ZONE))  # type: ignore[arg-type, misc]


def test_a_time_of_the_same_day() -> None:
    assert place(time(9, 32), local(2021, 4, 22, 9, 30), ZONE) == local(2021, 4, 22, 9, 32)


def test_small_hours_belong_to_the_night_after() -> None:
    assert place(time(0, 10), local(2021, 4, 22, 22, 0), ZONE) == local(2021, 4, 23, 0, 10)


def test_second_day() -> None:
    moment = place(time(9, 0), local(2021, 4, 22, 9, 30), ZONE, day=2)
    assert moment == local(2021, 4, 23, 9, 0)


def test_the_hour_that_comes_twice() -> None:
    start = local(2026, 10, 25, 1, 30)
    first = place(time(2, 30), start, ZONE)
    second = place(time(2, 10), start, ZONE, after=first)
    assert second - first == timedelta(minutes=40)
    assert wall_text(second, ZONE) == "02:10"


def test_a_fixed_zone_is_kept() -> None:
    moment = datetime.fromisoformat("2021-04-22T09:30:00+05:30")
    assert zone_of(moment, ZONE) == "+05:30"
    assert zone_info("+05:30").utcoffset(None) == timedelta(hours=5, minutes=30)
    assert zone_of(local(2021, 4, 22, 9, 30), ZONE) == ZONE


@given(st.integers(0, 999 * 3_600_000))
def test_offsets_come_back(offset_ms: int) -> None:
    assert parse_offset(format_offset(offset_ms)) == offset_ms


@pytest.mark.parametrize("text", ["1:2:3", "00:60:00", "00:00:60", "-00:00:01", "00:00:01.", "x"])
def test_no_offset_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse_offset(text)


def test_lengths_for_people() -> None:
    assert format_duration(1_764_999) == "29:24"
    assert format_duration(5_616_000) == "1:33:36"
