"""Deadlines in a calendar: whole days, the same uid for ever, nobody named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from flipdesk.domain.ids import SessionId
from flipdesk.domain.selection import Selection
from flipdesk.domain.vocabulary import Audience, OutcomeStatus
from flipdesk.errors import KnownError
from flipdesk.services.deadlines import deadline_file
from flipdesk.services.desk import Desk
from flipdesk.services.sharing import Sharing
from tests.helpers.nordby import nordby
from tests.services.test_research_export import record_a_second


@pytest.fixture
def held(desk: Desk) -> SessionId:
    return desk.files.take_in(nordby(), "eksempel").session_id


def events(desk: Desk, path: Path) -> dict[str, date]:
    sessions = Sharing(desk.base, desk.clock).share_all(Selection())
    deadline_file(desk.base, sessions, desk.clock.now()).write(path)
    calendar = Calendar.from_ical(path.read_bytes())
    return {str(one["summary"]): one.decoded("dtstart") for one in calendar.walk("VEVENT")}


def test_what_waits_is_in_the_calendar(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    path = tmp_path / "frister.ics"
    waiting = [one for one in desk.base.outcomes.of_session(held) if one.due and one.is_live]
    found = events(desk, path)
    assert sorted(found.values()) == sorted(one.due for one in waiting if one.due)
    first = path.read_bytes()
    names = {part for one in desk.base.participants.of_session(held) for part in one.name.split()}
    assert not any(name in first.decode() for name in names)
    uids = {str(one["uid"]) for one in Calendar.from_ical(first).walk("VEVENT")}
    desk.base.outcomes.save(replace(waiting[0], due=date(2027, 1, 4)))
    assert date(2027, 1, 4) in events(desk, path).values()
    again = {str(one["uid"]) for one in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
    assert again == uids


def test_comments_and_deletion_are_deadlines(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    minutes, _changes = desk.minutes.store(
        desk.minutes.prepare(held, Audience.PARTICIPANTS), b"word"
    )
    desk.minutes_states.send_out(minutes.id, date(2026, 12, 4))
    session = desk.base.sessions.get(held)
    assert session is not None
    desk.base.sessions.save(replace(session, delete_recording_on=date(2027, 2, 1)))
    record_a_second(desk, held)
    found = events(desk, tmp_path / "frister.ics")
    assert found["Kommentarer skal være her: Samtaleflip 3, Nordby Kommune"] == date(2026, 12, 4)
    assert found["Slet optagelsen: Samtaleflip 3, Nordby Kommune"] == date(2027, 2, 1)


def test_no_deadline_is_told(desk: Desk, held: SessionId, tmp_path: Path) -> None:
    for one in desk.base.outcomes.of_session(held):
        desk.base.outcomes.save(replace(one, due=None, status=one.status or OutcomeStatus.OPEN))
    with pytest.raises(KnownError, match="Ingen frist"):
        events(desk, tmp_path / "frister.ics")
