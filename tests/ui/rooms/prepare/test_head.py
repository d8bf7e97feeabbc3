"""The head of Forbered: nothing typed is lost, and what stands there opens where it stands."""

from datetime import date

from PySide6.QtCore import QDate, Qt, QTime
from pytestqt.qtbot import QtBot

from flipdesk.domain.wall_clock import zone_info
from flipdesk.services.series_planning import NewSession
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import enter, press, record, type_over


def test_purpose_is_saved_when_typing_pauses(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    saver = room.head._savers[0]
    saver.timer.setInterval(10)
    type_over(qtbot, room.head.purpose, "At lytte")
    qtbot.waitUntil(lambda: record(sample_app).session.purpose == "At lytte")
    assert room.head.purpose.hasFocus()
    assert sample_app.workspace.desk.history.undo_label is not None


def test_contribution_is_saved_when_the_field_is_left(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    type_over(qtbot, room.head.contribution, "Et klip")
    assert record(sample_app).session.contribution != "Et klip"
    qtbot.keyClick(room.head.contribution, Qt.Key.Key_Tab)
    assert record(sample_app).session.contribution == "Et klip"


def test_purpose_is_saved_when_the_room_is_left(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    type_over(qtbot, room.head.purpose, "Skrevet i sidste øjeblik")
    sample_app.window.enter("knowledge")
    assert record(sample_app).session.purpose == "Skrevet i sidste øjeblik"


def test_purpose_is_saved_when_the_window_is_closed(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    type_over(qtbot, room.head.purpose, "Lukket for tidligt")
    sample_app.window.close()
    assert record(sample_app).session.purpose == "Lukket for tidligt"


def test_what_is_typed_belongs_to_the_session_it_was_typed_in(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    first = record(sample_app).session
    planning = sample_app.workspace.desk.planning
    plan = NewSession(first.series_id, "Samtaleflip 4", sample_app.clock.now())
    second, _step = planning.add_session(plan)
    type_over(qtbot, room.head.purpose, "Til den første")
    sample_app.workspace.open_session(second)
    assert room.head.purpose.text() == ""
    stored = sample_app.base.sessions.get(first.id)
    assert stored is not None
    assert stored.purpose == "Til den første"
    fresh = sample_app.base.sessions.get(second)
    assert fresh is not None
    assert fresh.purpose is None


def test_undo_shows_the_words_from_before(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    before = room.head.purpose.text()
    type_over(qtbot, room.head.purpose, "Noget andet")
    room.run_sheet.view.setFocus()
    sample_app.workspace.undo()
    assert room.head.purpose.text() == before


def test_date_and_time_open_where_they_stand(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    assert room.head.heading.text() == "Torsdag kl. 9.30–12.00"
    qtbot.mouseClick(room.head.heading, Qt.MouseButton.LeftButton)
    editor = room.head.editor
    assert editor.isVisible()
    assert editor.date.hasFocus()
    editor.date.setDate(QDate(2021, 4, 23))
    editor.begins.setTime(QTime(10, 0))
    press(qtbot, sample_app, Qt.Key.Key_Return)
    session = record(sample_app).session
    starts = session.starts.astimezone(zone_info(session.zone))
    assert starts.date() == date(2021, 4, 23)
    assert (starts.hour, starts.minute) == (10, 0)
    assert room.head.heading.text() == "Fredag kl. 10.00–12.00"
    assert not editor.isVisible()
    assert room.head.heading.hasFocus()
    sample_app.workspace.undo()
    assert room.head.heading.text() == "Torsdag kl. 9.30–12.00"


def test_another_day_keeps_the_length(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    before = record(sample_app).session
    qtbot.mouseClick(room.head.heading, Qt.MouseButton.LeftButton)
    room.head.editor.date.setDate(QDate(2021, 12, 1))
    press(qtbot, sample_app, Qt.Key.Key_Return)
    after = record(sample_app).session
    assert after.ends - after.starts == before.ends - before.starts
    assert after.starts.astimezone(zone_info(after.zone)).hour == 9


def test_title_and_place_are_kept_when_the_row_is_left(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    sample_app.commands.action("session.change").trigger()
    assert room.head.editor.title.hasFocus()
    type_over(qtbot, room.head.editor.title, "Samtaleflip tre")
    type_over(qtbot, room.head.editor.place, "Rådhuset")
    room.run_sheet.view.setFocus()
    session = record(sample_app).session
    assert (session.title, session.place) == ("Samtaleflip tre", "Rådhuset")
    assert room.head.place.text() == "Rådhuset"


def test_escape_leaves_everything_as_it_was(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    qtbot.mouseClick(room.head.place, Qt.MouseButton.LeftButton)
    type_over(qtbot, room.head.editor.place, "Et andet sted")
    press(qtbot, sample_app, Qt.Key.Key_Escape)
    assert record(sample_app).session.place == "Jobcenter Nordby, lokale 2.14"
    assert not room.head.editor.isVisible()
