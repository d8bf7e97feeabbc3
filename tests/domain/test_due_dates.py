"""Due dates at the end of a line, over all days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.due_dates import DueContext, find_due, read_due, write_due

THURSDAY = date(2027, 4, 15)
NOW = DueContext(THURSDAY, date(2027, 5, 20))
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
DANISH = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SHORT = ("man", "tirs", "ons", "tors", "fre", "lør", "søn")
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


@pytest.mark.parametrize(
    ("line", "text", "day"),
    [
        ("sender artikel fre", "sender artikel", date(2027, 4, 16)),
        ("sender artikel Fre.", "sender artikel", date(2027, 4, 16)),
        ("sender artikel 30/4", "sender artikel", date(2027, 4, 30)),
        ("sender artikel 30.4.", "sender artikel", date(2027, 4, 30)),
        ("sender artikel senest 30.4", "sender artikel", date(2027, 4, 30)),
        ("sender artikel 30/4-28", "sender artikel", date(2028, 4, 30)),
        ("sender artikel om 14 dage", "sender artikel", date(2027, 4, 29)),
        ("sender artikel om en måned", "sender artikel", date(2027, 5, 15)),
        ("ringer i morgen", "ringer", date(2027, 4, 16)),
        ("ringer i dag", "ringer", THURSDAY),
        ("ringer torsdag", "ringer", date(2027, 4, 22)),
        ("ringer næste fredag", "ringer", date(2027, 4, 23)),
        ("ringer i næste uge", "ringer", date(2027, 4, 23)),
        ("ringer i uge 17", "ringer", date(2027, 4, 30)),
        ("ringer uge 15", "ringer", date(2027, 4, 16)),
        ("ringer uge 14", "ringer", date(2028, 4, 7)),
        ("ringer mandag den 3. maj", "ringer", date(2027, 5, 3)),
        ("undersøger det til næste gang", "undersøger det", date(2027, 5, 20)),
        ("svarer senest man", "svarer", date(2027, 4, 19)),
        ("frist: 1. juni", "", date(2027, 6, 1)),
        ("calls in 2 weeks", "calls", date(2027, 4, 29)),
        ("calls tomorrow", "calls", date(2027, 4, 16)),
        ("calls Fri", "calls", date(2027, 4, 16)),
        ("calls by April 30", "calls", date(2027, 4, 30)),
    ],
)
def test_due_date_is_found_at_the_end(line: str, text: str, day: date) -> None:
    found = find_due(line, NOW)
    assert found is not None
    assert (line[: found.start].rstrip(), found.day) == (text, day)


@pytest.mark.parametrize(
    "line",
    [
        *("det gør man", "går med sin søn", "borgeren holder fri", "alt er klart, siger Tor"),
        *("sender artikel fre som aftalt", "inden sommerferien", "mødet er kl. 9.30."),
        *("koster 30.4", "åbent 24/7", "hver fredag", "sidste fredag", "efter 1/5"),
        *("mellem mandag og fredag", "uge 54", "32/1", "29.2.2027", "tirsdag den 3. maj"),
        *("i maj", "fra mandag", "om 0 dage", "om lidt", "alle ugens dage", "", "fremad"),
    ],
)
def test_what_is_meant_otherwise_stays_text(line: str) -> None:
    assert find_due(line, NOW) is None


def test_next_time_is_text_when_nobody_knows_when_that_is() -> None:
    assert find_due("undersøger det til næste gang", DueContext(THURSDAY)) is None


def test_a_word_can_be_asked_for() -> None:
    assert find_due("flytter mødet til fredag", NOW, with_word=True) is None
    assert find_due("afklares senest fredag", NOW, with_word=True) is not None
    assert find_due("afklares til næste gang", NOW, with_word=True) is not None


def test_january_typed_in_december_is_next_year() -> None:
    assert read_due("3/1", DueContext(date(2026, 12, 28))) == date(2027, 1, 3)
    assert read_due("uge 1", DueContext(date(2026, 12, 28))) == date(2027, 1, 8)
    assert read_due("uge 53", DueContext(date(2026, 12, 28))) == date(2027, 1, 1)
    assert read_due("uge 53", DueContext(date(2027, 1, 4))) is None


@given(days, st.integers(0, 6))
def test_a_weekday_is_one_of_the_next_seven_days(today: date, weekday: int) -> None:
    for name in (DANISH[weekday], f"senest {SHORT[weekday]}."):
        day = read_due(name, DueContext(today))
        assert day is not None
        assert day.weekday() == weekday
        assert 1 <= (day - today).days <= 7


@given(days, st.integers(0, 6))
def test_next_weekday_is_in_the_week_after_this_one(today: date, weekday: int) -> None:
    day = read_due(f"næste {DANISH[weekday]}", DueContext(today))
    assert day is not None
    assert day.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]
    assert day.weekday() == weekday


@given(days, days)
def test_day_and_month_are_the_next_such_day(today: date, meant: date) -> None:
    texts = (f"{meant.day}/{meant.month}", f"{meant.day}.{meant.month}.")
    named = f"den {meant.day}. {MONTHS[meant.month - 1]}"
    found = {read_due(text, DueContext(today)) for text in (*texts, named)}
    assert len(found) == 1
    day = found.pop()
    if day is None:
        assert (meant.day, meant.month) == (29, 2)
    else:
        assert (day.day, day.month) == (meant.day, meant.month)
        assert today <= day <= today + timedelta(days=731)
        assert day.year - today.year in (0, 1)


@given(days, st.integers(1, 53))
def test_a_week_is_due_on_its_friday(today: date, week: int) -> None:
    day = read_due(f"uge {week}", DueContext(today))
    if day is None:
        assert week == 53
    else:
        assert (day.isocalendar().week, day.isocalendar().weekday) == (week, 5)
        assert 0 <= (day - today).days <= 2 * 371


@given(days, st.integers(1, 999))
def test_spans_are_counted_from_today(today: date, count: int) -> None:
    assert read_due(f"om {count} dage", DueContext(today)) == today + timedelta(days=count)
    assert read_due(f"om {count} uger", DueContext(today)) == today + timedelta(weeks=count)
    later = read_due(f"om {count} måneder", DueContext(today))
    assert later is not None
    assert (later.year - today.year) * 12 + later.month - today.month == count
    assert later.day <= today.day


@given(days, days)
def test_what_is_written_is_read_as_the_very_day(today: date, day: date) -> None:
    assert read_due(write_due(day), DueContext(today)) == day
    found = find_due(f"sender artikel {write_due(day)}", DueContext(today), with_word=True)
    assert found is not None
    assert found.day == day


@given(st.text(max_size=40), days)
def test_no_text_at_all_breaks_it(text: str, today: date) -> None:
    found = find_due(text, DueContext(today, today))
    assert found is None or 0 <= found.start < len(text)
