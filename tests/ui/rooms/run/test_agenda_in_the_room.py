"""A whole session lived by the clock: begin, run over, go back, give more time, end."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flipdesk.domain.vocabulary import SessionState
from flipdesk.ui.delegates.roles import AgendaNowRow, Role
from flipdesk.ui.rooms.run.now_state import expected_end
from tests.helpers.app import sample_record
from tests.ui.rooms.run.conftest import Running


def _head(run: Running) -> tuple[str, ...]:
    head = run.room.now.head
    return (head.caption.text(), head.title.text(), head.clock.text(), head.clock_note.text())


def _rows(run: Running) -> list[AgendaNowRow]:
    model = run.room.now.model
    rows = [model.index(row).data(Role.ROW) for row in range(model.rowCount())]
    assert all(isinstance(row, AgendaNowRow) for row in rows)
    return rows


def _end(run: Running) -> tuple[str, str]:
    run.app.frame.show_end()
    return run.app.window.strip._plan_and_end


def test_before_the_session_the_first_item_waits(run: Running) -> None:
    assert _head(run) == (
        "Først · punkt 1 af 7",
        "Tjek-ind og spilleregler",
        "10:00",
        "min. er sat af",
    )
    assert run.room.now.head.next_button.text() == "Begynd"
    assert not run.room.now.head.back_button.isEnabled()
    assert not run.room.now.head.longer_button.isEnabled()
    assert [row.state for row in _rows(run)] == ["coming"] * 7
    assert _rows(run)[0].start_text == "ca. 9.30"
    assert _end(run) == ("12.00", "12.00")


def test_f5_begins_and_the_clock_counts_down(run: Running) -> None:
    run.wait(minutes=40)
    run.key(Qt.Key.Key_F5)
    assert _head(run) == ("Nu · punkt 1 af 7", "Tjek-ind og spilleregler", "10:00", "min. tilbage")
    run.wait(minutes=3, seconds=36)
    assert run.room.now.head.clock.text() == "6:24"
    assert run.room.now.head.left.text() == "Begyndt 9.32"
    assert run.room.now.head.right.text() == "slutter ca. 9.42"
    assert run.room.now.head.bar.value() == 360
    assert _rows(run)[0].minutes_text == "3/10"
    assert _end(run) == ("12.00", "12.02")


def test_overrun_is_told_and_moves_the_end(run: Running) -> None:
    run.wait(minutes=38)
    run.key(Qt.Key.Key_F5)
    run.wait(minutes=12, seconds=10)
    assert _head(run)[2:] == ("+2:10", "over tiden")
    state = run.room.now.state
    assert state is not None
    assert state.is_over
    row = _rows(run)[0]
    assert (row.minutes_text, row.over) == ("12/10", True)
    assert run.room.now.head.right.text() == "skulle slutte 9.40"
    assert _end(run) == ("12.00", "12.02")
    run.key(Qt.Key.Key_F12)
    assert run.room.now.head.clock.text() == "2:50"
    assert run.record.agenda[0].minutes == 10
    assert run.record.agenda[0].extra_minutes == 5
    run.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert run.room.now.head.clock.text() == "+2:10"


def test_nothing_moves_when_the_clock_counts(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    QApplication.processEvents()
    note = run.room.now.head.clock_note
    places = set()
    for _second in range(12):
        run.wait(seconds=61)
        places.add((note.x(), run.room.now.head.next_button.geometry().getRect()))
    assert len(places) == 1


def test_whole_session_and_back_again(run: Running) -> None:
    run.wait(minutes=38)
    for _item in range(7):
        run.click(run.room.now.head.next_button)
        run.wait(minutes=20)
    assert run.room.now.head.next_button.text() == "Afslut"
    run.key(Qt.Key.Key_F5)
    assert _head(run) == ("Alle punkter er holdt", "Sessionen er slut", "140", "min. brugt af 150")
    assert run.room.now.head.right.text() == "holdt 9.30-11.50"
    assert run.record.session.state is SessionState.ENDED
    run.click(run.room.now.head.back_button)
    assert _head(run)[0] == "Nu · punkt 7 af 7"
    run.key(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert _head(run)[0] == "Nu · punkt 6 af 7"
    for _step in range(10):
        run.app.workspace.undo()
    assert _head(run)[0] == "Først · punkt 1 af 7"


def test_after_the_last_item_f5_leads_to_bearbejd(run: Running) -> None:
    for _item in range(8):
        run.key(Qt.Key.Key_F5)
    assert run.room.now.head.next_button.text() == "Gå til Bearbejd"
    run.key(Qt.Key.Key_F5)
    assert run.app.window.room is not None
    assert run.app.window.room.name == "compile"


def test_materials_of_the_item_stand_below_the_agenda(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    assert not run.room.now.materials.isVisible()
    run.key(Qt.Key.Key_F5)
    names = [chip.text for chip in run.room.now.materials.chips]
    assert names == ["Handout: fire hensyn", "Klip 1, udskrift"]


def test_notes_belong_to_the_item_they_were_begun_in(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    run.wait(minutes=5)
    run.type("halvt")
    run.wait(seconds=10)
    run.key(Qt.Key.Key_F5)
    run.key(Qt.Key.Key_Return)
    record = run.record
    item = record.agenda_item(record.reflections[0].agenda_item_id)
    assert item is not None
    assert item.position == 0


def test_session_without_agenda_leads_to_forbered(run: Running) -> None:
    for item in run.record.agenda:
        run.app.workspace.perform(partial(run.app.workspace.desk.run_sheet.delete, item.id))
    assert run.room.now.empty.isVisible()
    run.click(run.room.now.empty.button)
    assert run.app.window.room is not None
    assert run.app.window.room.name == "prepare"


def test_without_a_session_the_room_leads_home(run: Running) -> None:
    run.app.workspace.open_session(None)
    assert run.room.empty.isVisible()
    run.key(Qt.Key.Key_F5)
    run.click(run.room.empty.button)
    assert run.app.window.room is not None
    assert run.app.window.room.name == "home"


def test_item_that_is_on_stays_in_sight_in_a_long_agenda(run: Running) -> None:
    session_id = run.record.session.id
    sheet = run.app.workspace.desk.run_sheet
    for number in range(20):
        run.app.workspace.perform(lambda: sheet.add(session_id, "Runde")[1])
        assert len(run.record.agenda) == 8 + number
    for _item in range(24):
        run.key(Qt.Key.Key_F5)
    QApplication.processEvents()
    view = run.room.now.list
    place = view.visualRect(run.room.now.model.index(run.room.now.model.current_row()))
    assert view.viewport().rect().contains(place)
    assert run.room.now.head.caption.text() == "Nu · punkt 24 af 27"


def test_the_second_day_begins_at_the_hour_of_the_sessions_own_zone() -> None:
    record = sample_record()
    starts = datetime(2021, 3, 13, 14, tzinfo=UTC)
    on = SessionState.RUNNING
    session = replace(record.session, zone="America/New_York", starts=starts, state=on)
    first, second = record.agenda[:2]
    held = replace(first, day=1, minutes=60, started=starts, ended=starts)
    to_come = replace(second, day=2, minutes=60, started=None, ended=None)
    ends = expected_end(replace(record, session=session, agenda=(held, to_come)), starts)
    assert ends is not None
    # The clocks changed that night in New York, and two weeks later in Denmark.
    assert ends[0] == datetime(2021, 3, 14, 14, tzinfo=UTC)
