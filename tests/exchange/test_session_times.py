"""Wall-clock times of session files: past midnight, over days, and when the clocks change."""

import contextlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.refusal import SessionFileRefused
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.exchange.session_times import (
    SessionDay,
    WrongTimeError,
    read_moment,
    read_wall,
    with_offset,
    write_wall,
)

CODEBOOKS = load_shipped("da")
COPENHAGEN = "Europe/Copenhagen"


def file_with(starts: str, ends: str, *agenda: dict[str, Any], **session: Any) -> bytes:
    """Return a session file with these agenda items; what every item needs is filled in."""
    items = [{"title": "x", "kind": "discussion", "minutes": 10, **item} for item in agenda]
    content = {
        "format": "flipdesk.session",
        "version": 1,
        "codebook": "cubb-2021",
        "series": {"title": "Natforløbet"},
        "session": {
            "title": "Nat", "kind": "seminar", "starts": starts, "ends": ends, **session
        },
        "agenda": items,
    }  # fmt: skip
    return json.dumps(content).encode()


def read(data: bytes) -> SessionRecord:
    return read_session(data, CODEBOOKS, "nat.flip.json")


def utc(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(UTC).strftime("%d %H:%M")


def again(record: SessionRecord) -> SessionRecord:
    return read(write_session(record).encode())


def test_a_session_runs_past_midnight() -> None:
    record = read(
        file_with(
            "2021-04-22T22:00:00+02:00",
            "2021-04-23T01:00:00+02:00",
            {"started": "22:05", "ended": "23:50"},
            {"started": "23:50", "ended": "00:40"},
        )
    )
    assert utc(record.agenda[1].ended) == "22 22:40"
    assert again(record) == record


def test_several_days_are_counted_from_one() -> None:
    record = read(
        file_with(
            "2021-04-22T09:30:00+02:00",
            "2021-04-23T15:00:00+02:00",
            {"day": 1, "started": "09:35", "ended": "15:30"},
            {"day": 2, "started": "09:02", "ended": "14:58"},
        )
    )
    assert utc(record.agenda[1].started) == "23 07:02"
    assert again(record) == record
    assert '"day": 2' in write_session(record)


def test_the_doubled_hour_is_told_apart_by_the_order_of_the_agenda() -> None:
    record = read(
        file_with(
            "2026-10-24T22:00:00+02:00",
            "2026-10-25T03:30:00+01:00",
            {"started": "01:40", "ended": "02:10"},
            {"started": "02:10", "ended": "02:50"},
            {"started": "02:05", "ended": "02:45"},
            {"started": "02:45", "ended": "03:20"},
        )
    )
    assert [utc(item.started) for item in record.agenda] == [
        "24 23:40", "25 00:10", "25 01:05", "25 01:45",
    ]  # fmt: skip
    assert utc(record.agenda[3].ended) == "25 02:20"
    text = write_session(record)
    assert '"started": "02:05"' in text
    assert read(text.encode()) == record


def test_the_second_of_two_equal_times_is_written_whole_when_order_does_not_tell() -> None:
    second = "2026-10-25T02:10:00+01:00"
    data = file_with(
        "2026-10-24T22:00:00+02:00",
        "2026-10-25T03:30:00+01:00",
        {"started": second, "ended": "03:00"},
    )
    record = read(data)
    assert utc(record.agenda[0].started) == "25 01:10"
    assert second in write_session(record)
    assert again(record) == record


def test_the_clocks_go_forward() -> None:
    record = read(
        file_with(
            "2026-03-28T22:00:00+01:00",
            "2026-03-29T04:00:00+02:00",
            {"started": "01:30", "ended": "03:15"},
        )
    )
    started, ended = record.agenda[0].started, record.agenda[0].ended
    assert started is not None
    assert ended is not None
    assert ended - started == timedelta(minutes=45)
    assert again(record) == record


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(SessionFileRefused) as caught:
        read(
            file_with(
                "2026-03-28T22:00:00+01:00", "2026-03-29T04:00:00+02:00", {"started": "02:30"}
            )
        )
    (problem,) = caught.value.problems
    assert (problem.path, "stillet frem" in problem.message) == ("agenda[0].started", True)


def test_an_end_before_its_beginning_is_refused_unless_midnight_lies_between() -> None:
    ends = "2021-04-23T12:00:00+02:00"
    early = {"started": "05:10", "ended": "05:00"}
    with pytest.raises(SessionFileRefused):
        read(file_with("2021-04-22T05:00:00+02:00", ends, early))
    late = {"started": "23:50", "ended": "00:10"}
    record = read(file_with("2021-04-22T05:00:00+02:00", ends, late))
    assert utc(record.agenda[0].ended) == "22 22:10"


@pytest.mark.parametrize(
    ("items", "state"),
    [
        ([{}], SessionState.PLANNED),
        ([{"started": "09:30"}], SessionState.RUNNING),
        ([{"started": "09:30", "ended": "09:40"}, {}], SessionState.ENDED),
    ],
)
def test_state_follows_from_the_agenda(items: list[dict[str, Any]], state: SessionState) -> None:
    starts, ends = "2021-04-22T09:30:00+02:00", "2021-04-22T12:00:00+02:00"
    record = read(file_with(starts, ends, *items))
    assert record.session.state is state
    assert '"state"' not in write_session(record)
    assert read(file_with(starts, ends, *items, state="running")).session.state == "running"


def test_the_zone_follows_from_the_offset() -> None:
    ends = "2021-04-22T12:00:00+02:00"
    danish = read(file_with("2021-04-22T09:30:00+02:00", ends)).session
    elsewhere = read(file_with("2021-04-22T09:30:00-05:00", "2021-04-22T12:00:00-05:00")).session
    assert (danish.zone, elsewhere.zone) == (COPENHAGEN, "-05:00")
    named = file_with("2021-04-22T08:30:00+01:00", ends, zone="Europe/London")
    assert '"zone": "Europe/London"' in write_session(read(named))


def test_seconds_and_fractions_are_kept() -> None:
    ends = "2021-04-22T12:00:00+02:00"
    item = {"started": "09:32:17", "ended": "09:40:00.250"}
    text = write_session(read(file_with("2021-04-22T09:30:00+02:00", ends, item)))
    assert '"started": "09:32:17", "ended": "09:40:00.250000"' in text


@given(
    starts=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    span=st.timedeltas(timedelta(days=-3), timedelta(days=3)),
    after=st.none() | st.timedeltas(timedelta(days=-1), timedelta(days=1)),
    day=st.integers(1, 3),
)
def test_any_moment_comes_back_as_it_went(
    starts: datetime, span: timedelta, after: timedelta | None, day: int
) -> None:
    start = with_offset(starts.replace(tzinfo=UTC), COPENHAGEN)
    session_day = SessionDay(start, COPENHAGEN)
    earlier = None if after is None else start + after
    text = write_wall(start + span, session_day, day=day, after=earlier, begun=earlier)
    assert read_wall(text, session_day, day=day, after=earlier, begun=earlier) == start + span


@given(st.text(max_size=25))
def test_no_text_is_more_than_a_wrong_time(text: str) -> None:
    read_moment(text)
    start = datetime(2021, 4, 22, 9, 30, tzinfo=UTC)
    with contextlib.suppress(WrongTimeError):
        assert read_wall(text, SessionDay(start, COPENHAGEN)).tzinfo is not None
