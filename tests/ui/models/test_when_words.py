"""Days and moments near now, as people say them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from flipdesk.i18n import use_language
from flipdesk.ui.models.when_words import days_from, near_day, near_moment, until

TODAY = date(2026, 11, 23)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ((2026, 11, 22), "i går"),
        ((2026, 11, 23), "i dag"),
        ((2026, 11, 24), "i morgen"),
        ((2026, 11, 26), "tors. 26.11.2026"),
    ],
)
def test_days_near_today_have_words(day: tuple[int, int, int], said: str) -> None:
    assert near_day(date(*day), TODAY) == said


def test_a_day_far_away_is_told_with_its_year() -> None:
    assert "2021" in near_day(date(2021, 4, 22), TODAY)
    assert "2027" in near_day(date(2027, 11, 23), TODAY)


def test_a_moment_has_its_clock_time() -> None:
    said = near_moment(local("2026-11-22T15:52"), local("2026-11-23T08:00"))
    assert said == "i går kl. 15.52"


@pytest.mark.parametrize(
    ("day", "said"),
    [(23, "i dag"), (24, "om 1 dag"), (30, "om 7 dage"), (22, "for 1 dag siden")],
)
def test_days_are_counted(day: int, said: str) -> None:
    assert days_from(date(2026, 11, day), TODAY) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23T08:38", "om 38 min."),
        ("2026-11-23T09:29", "om 89 min."),
        ("2026-11-23T11:00", "om 3 timer"),
        ("2026-11-23T20:00", "om 12 timer"),
        ("2026-11-23T20:01", ""),
        ("2026-11-23T08:00", ""),
        ("2026-11-23T07:00", ""),
    ],
)
def test_time_until_something_of_the_same_day(moment: str, said: str) -> None:
    assert until(local(moment), local("2026-11-23T08:00")) == said


def test_the_hour_that_is_skipped_is_no_time_to_wait() -> None:
    assert until(local("2026-03-29T09:30"), local("2026-03-29T01:30")) == "om 7 timer"


def test_the_hour_that_comes_twice_is_waited_for_twice() -> None:
    assert until(local("2026-10-25T09:30"), local("2026-10-25T01:30")) == "om 9 timer"


def test_english_words() -> None:
    use_language("en")
    assert until(local("2026-11-23T11:00"), local("2026-11-23T08:00")) == "in 3 hours"
