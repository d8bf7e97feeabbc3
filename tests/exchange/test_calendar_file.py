"""Calendar files read back: the same moments, nothing personal, and no line that breaks out."""

import importlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flipdesk.domain.calendar_entry import CalendarEntry
from flipdesk.errors import BugError
from flipdesk.exchange.calendar_file import check_calendar, write_calendar

MADE = datetime(2021, 4, 1, 8, 0, 30, tzinfo=UTC)
DENMARK = ZoneInfo("Europe/Copenhagen")


def entry(starts: str = "2021-04-22 09:30", ends: str = "2021-04-22 12:00") -> CalendarEntry:
    begin, end = (datetime.fromisoformat(one).replace(tzinfo=DENMARK) for one in (starts, ends))
    return CalendarEntry(
        "one-1", begin, end, "Europe/Copenhagen", "Samtaleflip 3", "Lokale 2", "Linje\nlinje"
    )


def events(data: bytes) -> list[icalendar.Event]:
    return [
        one
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
        if isinstance(one, icalendar.Event)
    ]


def moment(event: icalendar.Event, name: str) -> float:
    """Return when an event begins or ends, in seconds of the world's clock."""
    found = event.decoded(name)
    assert isinstance(found, datetime)
    return found.timestamp()


def offset_by_rule(data: bytes, when: datetime) -> timedelta:
    """Return the offset that the zone in the file has for a local time, by its rules alone."""
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    local = when.replace(tzinfo=None)
    onsets: list[tuple[datetime, timedelta]] = []
    for part in zone.subcomponents:
        begins, offset = part.decoded("dtstart"), part.decoded("tzoffsetto")
        onsets.append((begins, offset))
        if "rrule" in part:
            rrulestr = importlib.import_module("dateutil.rrule").rrulestr
            rule = rrulestr(part.decoded("rrule").to_ical().decode(), dtstart=begins)
            onsets += [(one, offset) for one in rule.between(begins, local, inc=True)]
    return max(one for one in onsets if one[0] <= local)[1]


@pytest.mark.parametrize(
    "day", ["2021-01-05", "2021-03-29", "2021-04-22", "2021-11-01", "2026-12-24"]
)
def test_times_stand_in_danish_time_with_a_rule_that_outlook_reads(day: str) -> None:
    meant = entry(f"{day} 09:30", f"{day} 12:00")
    data = write_calendar([meant], MADE)
    (event,) = events(data)
    assert b"DTSTART;TZID=Europe/Copenhagen:" in data
    assert moment(event, "dtstart") == meant.starts.timestamp()
    assert moment(event, "dtend") == meant.ends.timestamp()
    assert offset_by_rule(data, meant.starts) == meant.starts.utcoffset()
    assert b"RDATE" not in data
    rules = re.findall(rb"RRULE:(\S+)", data)
    assert rules == [
        b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]


@pytest.mark.parametrize("day", ["2021-01-05", "2021-04-22"])
def test_another_reader_finds_the_same_moments(day: str) -> None:
    vobject = importlib.import_module("vobject")
    meant = entry(f"{day} 09:30", f"{day} 12:00")
    event = vobject.readOne(write_calendar([meant], MADE).decode()).vevent
    assert event.dtstart.value.timestamp() == meant.starts.timestamp()
    assert event.dtend.value.timestamp() == meant.ends.timestamp()
    assert event.description.value == meant.description


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2021-10-30 22:00", "2021-10-31 04:00"),
        ("2021-03-27 22:00", "2021-03-28 04:00"),
        ("2021-10-31 02:30", "2021-10-31 05:00"),
        ("2021-12-31 21:00", "2022-01-01 01:00"),
    ],
)
def test_past_midnight_and_when_the_clocks_change(starts: str, ends: str) -> None:
    meant = entry(starts, ends)
    (event,) = events(write_calendar([meant], MADE))
    assert moment(event, "dtstart") == meant.starts.timestamp()
    assert moment(event, "dtend") == meant.ends.timestamp()


def test_an_hour_that_comes_twice_stands_in_utc() -> None:
    second = entry("2021-10-31 02:30", "2021-10-31 05:00")
    second = replace(second, starts=second.starts.replace(fold=1))
    data = write_calendar([second], MADE)
    assert b"DTSTART:20211031T013000Z" in data
    (event,) = events(data)
    assert moment(event, "dtstart") == second.starts.timestamp()


@pytest.mark.parametrize("zone", ["+02:00", "Africa/Casablanca"])
def test_zones_that_no_rule_can_tell_stand_in_utc(zone: str) -> None:
    meant = replace(entry(), zone=zone)
    data = write_calendar([meant], MADE)
    assert b"VTIMEZONE" not in data
    assert moment(events(data)[0], "dtstart") == meant.starts.timestamp()


@pytest.mark.parametrize(
    ("zone", "rules"), [("America/New_York", ["2SU", "1SU"]), ("Asia/Dubai", [])]
)
def test_other_zones_have_rules_of_their_own(zone: str, rules: list[str]) -> None:
    starts = datetime(2021, 7, 1, 9, tzinfo=ZoneInfo(zone))
    meant = replace(entry(), zone=zone, starts=starts, ends=starts + timedelta(hours=2))
    data = write_calendar([meant], MADE)
    assert re.findall(r"BYDAY=(\w+)", data.decode()) == rules
    assert offset_by_rule(data, starts) == starts.utcoffset()
    assert b"BEGIN:STANDARD" in data


def test_the_last_year_there_is_stands_in_utc() -> None:
    meant = entry("9999-12-30 09:30", "9999-12-30 12:00")
    (event,) = events(write_calendar([meant], MADE))
    assert moment(event, "dtstart") == meant.starts.timestamp()


def test_two_days_are_two_appointments_with_names_of_their_own() -> None:
    later = replace(entry("2021-04-23 09:30", "2021-04-23 15:00"), uid="one-2")
    found = events(write_calendar([entry(), later], MADE))
    assert [str(one["uid"]) for one in found] == ["one-1", "one-2"]
    assert [f"{one.start:%d. %H}" for one in found] == ["22. 09", "23. 09"]


def sequence(event: icalendar.Event) -> int:
    return int(event.decoded("sequence"))


def test_a_later_file_replaces_an_earlier_one() -> None:
    (first,) = events(write_calendar([entry()], MADE))
    (second,) = events(write_calendar([entry()], MADE + timedelta(minutes=5)))
    assert first["uid"] == second["uid"]
    assert 0 < sequence(first) < sequence(second) < 2**31
    assert first.decoded("dtstamp") == MADE
    assert write_calendar([entry()], MADE) == write_calendar([entry()], MADE)


def test_it_is_no_invitation_and_no_calendar_of_its_own() -> None:
    data = write_calendar([entry()], MADE)
    for word in (b"ATTENDEE", b"ORGANIZER", b"X-WR-CALNAME", b"VALARM", b"mailto"):
        assert word not in data
    assert b"METHOD:PUBLISH\r\n" in data


INJECTION = 'Flip\r\nATTENDEE:mailto:x@y.z\nEND:VEVENT\rX\u2028Y\x85Z\x00\x07;,\\:"\ud800'


def test_text_cannot_break_out_of_its_line() -> None:
    meant = replace(entry(), summary=INJECTION, place=INJECTION, description=INJECTION * 400)
    data = write_calendar([meant], MADE)
    assert not re.search(rb"(?m)^(ATTENDEE|END:VEVENT\rX)", data)
    assert data.count(b"\r\nEND:VEVENT\r\n") == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
    (event,) = events(data)
    wanted = "Flip ATTENDEE:mailto:x@y.z END:VEVENT X Y Z\ufffd\ufffd;,\\:"
    assert str(event["summary"]).startswith(wanted)
    assert "attendee" not in event


@settings(max_examples=80, deadline=None)
@given(st.text(st.characters(), max_size=120))
def test_any_text_is_read_back(text: str) -> None:
    data = write_calendar([replace(entry(), description=f"x{text}x")], MADE)
    (event,) = events(data)
    assert event.errors == []
    breaks = re.sub("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", f"x{text}x")
    wanted = re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", breaks)
    assert str(event["description"]) == wanted


def test_what_is_no_calendar_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    path.write_bytes(write_calendar([entry()], MADE))
    check_calendar(path)
    path.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    with pytest.raises(BugError):
        check_calendar(path)
    path.write_bytes(b"noget andet")
    with pytest.raises(BugError):
        check_calendar(path)
