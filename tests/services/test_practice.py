"""Practice happens on a copy of the plan, which leaves nothing behind."""

from datetime import UTC, datetime
from pathlib import Path

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.services.practice import (
    clear_abandoned,
    example_session,
    practice_base,
    practice_folder,
)

NOW = datetime(2026, 11, 25, 8, 15, 42, tzinfo=UTC)


def test_a_held_session_is_rehearsed_as_it_was_planned(tmp_path: Path) -> None:
    codebooks = load_shipped("da")
    held = example_session(codebooks)
    folder = practice_folder(tmp_path / "practice")
    base = practice_base(folder, held, tuple(codebooks.values()), ManualClock(NOW), "KS")
    record = base.record(held.session.id)
    base.close()
    assert record.session.state is SessionState.PLANNED
    assert record.session.starts == NOW.replace(second=0)
    assert record.session.ends - record.session.starts == held.session.ends - held.session.starts
    assert [item.title for item in record.agenda] == [item.title for item in held.agenda]
    assert all(item.started is None and item.ended is None for item in record.agenda)
    assert [one.name for one in record.participants] == [one.name for one in held.participants]
    assert not any(one.attendance is Attendance.PRESENT for one in record.participants)
    said = (record.reflections, record.outcomes, record.markers, record.turns)
    assert (*said, record.recordings, record.passages) == ((),) * 6


def test_what_an_ended_process_left_is_removed_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    mine = practice_folder(tmp_path)
    left = tmp_path / "4711-abc"
    left.mkdir()
    (left / "practice.flipkb").write_text("navne")
    other = tmp_path / "not-of-ours"
    other.mkdir()
    clear_abandoned(tmp_path, lambda pid: pid == 4711)
    assert sorted(tmp_path.iterdir()) == sorted([mine, other])
