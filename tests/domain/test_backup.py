"""Which backups are kept as they grow old."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.backup import LEAST, kept

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_a_day_of_backups_every_ten_minutes_thins_to_one_an_hour() -> None:
    day = [NOW - timedelta(minutes=10 * number) for number in range(6 * 24)]
    left = kept(day, NOW)
    recent = [one for one in left if NOW - one <= timedelta(hours=2)]
    assert len(recent) == 13
    assert len(left) - len(recent) == 22
    assert all(one.minute == 50 for one in left if one not in recent and one.hour != 10)


def test_years_of_backups_thin_to_a_few_dozen() -> None:
    moments = [NOW - timedelta(hours=number) for number in range(24 * 365 * 3)]
    left = kept(moments, NOW)
    assert 50 < len(left) < 65
    assert min(left) > NOW - timedelta(days=367)


def test_what_is_kept_stays_kept_until_something_newer_comes_into_its_place() -> None:
    """Rotating at every step is the same as rotating once: nothing goes too soon."""
    now, there = NOW, set[datetime]()
    for _step in range(6 * 24 * 20):
        now += timedelta(minutes=10)
        there = set(kept({*there, now}, now))
    ages = sorted(now - one for one in there)
    gaps = [later - sooner for sooner, later in pairwise(ages)]
    assert max(gap for gap, age in zip(gaps, ages, strict=False) if age < timedelta(hours=20)) <= (
        timedelta(hours=1, minutes=50)
    )
    assert max(gaps[:-1]) <= timedelta(days=7)
    assert ages[-1] > timedelta(days=12)


@given(st.sets(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=40))
def test_the_newest_three_are_always_kept_and_nothing_is_made_up(moments: set[datetime]) -> None:
    aware = {one.replace(tzinfo=UTC) for one in moments}
    left = kept(aware, NOW)
    assert left <= aware
    assert set(sorted(aware)[-LEAST:]) <= left
    assert kept(left, NOW) == left
