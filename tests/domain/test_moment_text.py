"""Correcting when something was said."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flipdesk.domain.moment_text import moment_between, read_moment

ZONE = ZoneInfo("Europe/Copenhagen")
AT = datetime(2021, 4, 22, 10, 41, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "hour", "minute", "second"),
    [
        ("10.38", 10, 38, 0),
        ("kl. 10:38:05", 10, 38, 5),
        ("-2 min", 10, 39, 30),
        ("−2", 10, 39, 30),
        ("+30 sek", 10, 42, 0),
        ("-1:30", 10, 40, 0),
        ("+1 time", 11, 41, 30),
    ],
)
def test_moments_as_people_write_them(text: str, hour: int, minute: int, second: int) -> None:
    assert read_moment(text, AT) == AT.replace(hour=hour, minute=minute, second=second)


@pytest.mark.parametrize("text", ["", "25.00", "10.60", "nu", "10", "+", "10.41.61"])
def test_what_is_no_moment(text: str) -> None:
    assert read_moment(text, AT) is None


def test_a_time_before_midnight_is_the_evening_before() -> None:
    after_midnight = datetime(2021, 4, 23, 0, 5, tzinfo=ZONE)
    found = read_moment("23.58", after_midnight)
    assert found == after_midnight - timedelta(minutes=7)


def test_between_two_moments() -> None:
    later = AT + timedelta(seconds=10)
    assert moment_between(later, AT) == AT + timedelta(seconds=1)
    assert moment_between(later, AT, late=True) == later - timedelta(seconds=1)
    assert moment_between(AT + timedelta(seconds=1), AT) == AT + timedelta(milliseconds=500)
    assert moment_between(None, AT) == AT + timedelta(seconds=1)
    assert moment_between(AT, None) == AT - timedelta(seconds=1)
    assert moment_between(None, None) is None
