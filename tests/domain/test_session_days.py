"""The days of a session: over two days, past midnight, and the nights the clocks change."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, SeriesId, SessionId
from flipdesk.domain.session import Session
from flipdesk.domain.session_days import session_days

DENMARK = ZoneInfo("Europe/Copenhagen")


def at(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=DENMARK, fold=fold)


def session(starts: datetime, ends: datetime) -> Session:
    return Session(SessionId("s"), SeriesId("f"), "Flip", starts, ends)


def item(number: int, minutes: int, day: int | None = None) -> AgendaItem:
    key = AgendaItemId(str(number))
    return AgendaItem(key, SessionId("s"), number, f"Punkt {number}", minutes=minutes, day=day)


def spans(meant: Session, *agenda: AgendaItem) -> list[tuple[int, str, str]]:
    return [
        (day.number, f"{day.starts:%d. %H:%M %z}", f"{day.ends:%d. %H:%M %z}")
        for day in session_days(meant, agenda)
    ]


def test_one_day_ends_when_it_was_said_to_whatever_is_planned() -> None:
    meant = session(at("2021-04-22 09:30"), at("2021-04-22 12:00"))
    wanted = [(1, "22. 09:30 +0200", "22. 12:00 +0200")]
    assert spans(meant) == spans(meant, item(0, 300)) == spans(meant, item(0, 10)) == wanted


def test_first_of_two_days_ends_with_its_last_item() -> None:
    meant = session(at("2021-04-22 09:00"), at("2021-04-23 15:00"))
    assert spans(meant, item(0, 60), item(1, 120), item(2, 60, 2)) == [
        (1, "22. 09:00 +0200", "22. 12:00 +0200"),
        (2, "23. 09:00 +0200", "23. 15:00 +0200"),
    ]


def test_second_day_that_only_the_run_sheet_knows_ends_with_it() -> None:
    meant = session(at("2021-04-22 09:00"), at("2021-04-22 15:00"))
    assert spans(meant, item(0, 60), item(1, 90, 2)) == [
        (1, "22. 09:00 +0200", "22. 15:00 +0200"),
        (2, "23. 09:00 +0200", "23. 10:30 +0200"),
    ]


def test_days_without_a_run_sheet_are_equally_long() -> None:
    meant = session(at("2021-04-22 09:00"), at("2021-04-24 15:00"))
    assert spans(meant) == [
        (n, f"{21 + n}. 09:00 +0200", f"{21 + n}. 15:00 +0200") for n in (1, 2, 3)
    ]


def test_past_midnight_is_still_the_same_evening() -> None:
    meant = session(at("2021-04-22 20:00"), at("2021-04-23 01:00"))
    assert spans(meant, item(0, 300)) == [(1, "22. 20:00 +0200", "23. 01:00 +0200")]


@pytest.mark.parametrize(
    ("starts", "ends", "wanted"),
    [
        ("2021-10-30 22:00", "2021-10-31 03:30", ("30. 22:00 +0200", "31. 03:30 +0100")),
        ("2021-03-27 22:00", "2021-03-28 03:30", ("27. 22:00 +0100", "28. 03:30 +0200")),
    ],
)
def test_nights_the_clocks_change(starts: str, ends: str, wanted: tuple[str, str]) -> None:
    assert spans(session(at(starts), at(ends))) == [(1, *wanted)]


def test_second_day_after_the_clocks_changed_begins_at_the_same_time_of_day() -> None:
    meant = session(at("2021-10-30 09:00"), at("2021-10-31 15:00"))
    days = session_days(meant, (item(0, 60), item(1, 60, 2)))
    assert [f"{day.starts:%H:%M %z}" for day in days] == ["09:00 +0200", "09:00 +0100"]
    assert days[1].slots[0].planned_start.timestamp() == days[1].starts.timestamp()


def test_an_end_years_away_is_a_slip_and_no_thousand_days() -> None:
    meant = session(at("2021-04-22 09:00"), at("2031-04-22 12:00"))
    assert len(session_days(meant, ())) == 1


def test_moments_in_another_offset_are_read_in_the_zone_of_the_session() -> None:
    meant = session(at("2021-04-22 09:00"), at("2021-04-22 12:00"))
    other = replace(meant, starts=meant.starts.astimezone(ZoneInfo("America/New_York")))
    assert spans(other) == spans(meant)
    assert session_days(meant, ())[0].ends - meant.starts == timedelta(hours=3)
