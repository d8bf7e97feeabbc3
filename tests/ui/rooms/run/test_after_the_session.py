"""What is written and recorded long after a session has ended."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flipdesk.domain.vocabulary import SessionState
from tests.ui.rooms.run.conftest import Running

LINE = "Sessionen er slut. Noter herfra får intet klokkeslæt."


@pytest.fixture
def long_over(run: Running) -> Running:
    """A session with one note that ended days ago."""
    run.key(Qt.Key.Key_F5)
    run.enter("sagt i lokalet")
    while run.record.session.state is not SessionState.ENDED:
        run.wait(minutes=12)
        run.key(Qt.Key.Key_F5)
    run.wait(days=40)
    return run


def test_quiet_line_says_that_notes_get_no_time_now(long_over: Running) -> None:
    column = long_over.room.capture
    assert column.afterwards.isVisible()
    assert column.afterwards.text() == LINE
    assert column.bar.accessibleDescription() == LINE


def test_line_is_there_from_the_first_sight_of_a_session_that_is_over(long_over: Running) -> None:
    app, session_id = long_over.app, long_over.app.workspace.session_id
    app.workspace.open_session(None)
    app.workspace.open_session(session_id)
    assert long_over.room.capture.afterwards.isVisible()


def test_line_is_not_there_while_the_session_runs(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    assert run.room.capture.afterwards.isHidden()


def test_note_added_afterwards_has_no_time_and_stands_on_top(long_over: Running) -> None:
    run = long_over
    run.room.go_to_capture()
    run.type("husk at ringe")
    assert run.room.capture.bar.time.text() == ""
    run.key(Qt.Key.Key_Return)
    note = run.record.reflections[-1]
    assert (note.text, note.said_at, note.at_ms, note.agenda_item_id) == (
        "husk at ringe",
        None,
        None,
        None,
    )
    model = run.room.capture.captured.model
    assert model.note(model.index(0)) == note
    run.ctrl(Qt.Key.Key_Z)
    assert [one.text for one in run.record.reflections] == ["sagt i lokalet"]
    run.app.commands.action("edit.redo").trigger()
    assert run.record.reflections[-1].said_at is None


def test_line_begun_in_the_room_keeps_its_time(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    run.room.go_to_capture()
    run.type("begyndt")
    begun = run.app.clock.now()
    run.wait(minutes=1)
    run.app.commands.action("run.end").trigger()
    run.wait(hours=1)
    assert run.room.capture.bar.time.text() != ""
    run.enter(" og gjort færdig")
    assert run.record.reflections[-1].said_at == begun
    run.room.go_to_capture()
    run.type("nyt")
    assert run.room.capture.bar.time.text() == ""


def test_note_while_it_is_recorded_once_more_has_its_time(long_over: Running) -> None:
    run = long_over
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert run.room.capture.afterwards.isHidden()
    run.enter("sagt igen")
    assert run.record.reflections[-1].said_at is not None
    assert run.record.reflections[-1].at_ms is not None


def test_there_is_no_moment_to_mark_afterwards(long_over: Running) -> None:
    before = len(long_over.record.markers)
    long_over.key(Qt.Key.Key_F3)
    assert len(long_over.record.markers) == before


def test_key_of_the_capture_bar_without_a_session_goes_to_the_way_to_one(run: Running) -> None:
    run.app.workspace.open_session(None)
    run.app.commands.action("run.capture").trigger()
    assert run.has_focus(run.room.empty.button)
    run.key(Qt.Key.Key_Space)
    assert run.app.window.room is not None
    assert run.app.window.room.name == "home"


def test_recording_more_of_what_is_over_is_a_quiet_action(long_over: Running) -> None:
    button = long_over.room.now.recording.toggle_button
    quiet_height = button.sizeHint().height()
    assert button.text() == "Optag videre"
    long_over.app.commands.action("run.reopen").trigger()
    QApplication.processEvents()
    assert button.text() == "Start optagelse"
    assert button.sizeHint().height() > quiet_height


def test_long_title_of_an_item_is_read_in_whole_on_the_end_card(long_over: Running) -> None:
    table = long_over.room.now.end_card.table
    item = long_over.record.agenda[0]
    desk = long_over.app.workspace.desk
    words = "Tjek-ind, spilleregler og hvad vi hver især har taget med fra sidste gang"
    long_over.app.workspace.perform(lambda: desk.run_sheet.change(item.id, title=words))
    QApplication.processEvents()
    assert table.rowHeight(0) > 2 * table.fontMetrics().lineSpacing()
    assert table.rowHeight(3) < table.rowHeight(0)
    assert table.rowHeight(1) > table.rowHeight(3)
    assert table.viewport().height() >= sum(table.rowHeight(row) for row in range(7))
