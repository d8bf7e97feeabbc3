"""Dates for people, with Babel as the oracle for every day of years that differ."""

import subprocess
import sys
from datetime import date, datetime, time, timedelta

import pytest
from babel.dates import format_date, format_skeleton

from flipdesk.domain import dates
from flipdesk.i18n import speaking

DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range(800)]
LOCALES = {"da": "da_DK", "en": "en_GB"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_long_and_medium_dates_are_those_of_babel(language: str) -> None:
    with speaking(language):
        for day in DAYS:
            assert dates.format_date_long(day) == format_date(day, "full", LOCALES[language])
            assert dates.format_date_medium(day) == format_date(day, "long", LOCALES[language])


def test_danish_short_dates_leave_out_leading_zeros() -> None:
    for day in DAYS:
        assert dates.format_date_short(day) == format_date(day, "d.M.y", "da_DK")
        assert dates.format_date_weekday(day) == format_skeleton("yMEd", day, locale="da_DK")


@pytest.mark.parametrize("language", ["da", "en"])
def test_short_names_and_months_are_those_of_babel(language: str) -> None:
    locale = LOCALES[language]
    with speaking(language):
        for day in DAYS:
            assert dates.format_day_month(day) == format_skeleton("MMMd", day, locale=locale)
            assert dates.format_month(day) == format_skeleton("yMMMM", day, locale=locale)


def test_english_short_dates_are_those_of_babel() -> None:
    with speaking("en"):
        for day in DAYS:
            assert dates.format_date_short(day) == format_date(day, "short", "en_GB")
            assert dates.format_date_weekday(day) == format_skeleton("yMEd", day, locale="en_GB")


def test_clock_times_take_a_dot_and_no_leading_zero() -> None:
    assert dates.format_time(time(9, 5)) == "9.05"
    assert dates.format_clock(time(9, 30)) == "kl. 9.30"
    assert dates.format_time_span(time(9, 30), time(12, 0)) == "kl. 9.30-12.00"
    with speaking("en"):
        assert dates.format_time_span(time(9, 30), time(12, 0)) == "09:30-12:00"


def test_when_names_the_day_once_unless_there_are_two() -> None:
    start = datetime(2021, 4, 22, 9, 30)
    assert dates.format_when(start, datetime(2021, 4, 22, 12)) == (
        "torsdag den 22. april 2021 kl. 9.30-12.00"
    )
    evening = datetime(2021, 4, 22, 22)
    assert dates.format_when(evening, datetime(2021, 4, 23, 1, 15)) == (
        "torsdag den 22. april 2021 kl. 22.00-1.15"
    )
    assert dates.format_when(start, datetime(2021, 4, 23, 15)) == (
        "torsdag den 22. april 2021 kl. 9.30 - fredag den 23. april 2021 kl. 15.00"
    )


def test_weeks_are_iso_weeks() -> None:
    assert dates.format_week(date(2021, 4, 22)) == "uge 16"
    assert dates.week_number(date(2021, 1, 1)) == 53


def test_importing_dates_does_not_import_babel() -> None:
    code = "import sys, flipdesk.domain.dates; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
