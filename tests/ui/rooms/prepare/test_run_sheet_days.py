"""A run sheet of two days: headings, moving over the border, beginning and joining days."""

from PySide6.QtCore import QPoint, Qt, QTime
from PySide6.QtWidgets import QTimeEdit
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.delegates.run_sheet_delegate import BAND, HEIGHT
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import (
    cell,
    choose_in,
    enter,
    menu_of,
    next_session,
    press,
    record,
    shown,
    titles,
)

ALT = Qt.KeyboardModifier.AltModifier
FIRST_OF_DAY_2 = 9


def seminar(app: TestApp) -> PrepareRoom:
    """Open a seminar of two days in Forbered."""
    next_session(app, "seminar", "FLIP-seminar")
    return enter(app)


def days(app: TestApp) -> list[int]:
    return [item.day or 1 for item in record(app).agenda]


def headings(room: PrepareRoom) -> dict[int, str]:
    """Return what stands above rows, with what can give."""
    lines = room.run_sheet.model.lines
    found = {row: line.heading for row, line in enumerate(lines) if line.heading is not None}
    return {row: f"{heading.text} / {heading.buffer}" for row, heading in found.items()}


def test_days_are_headed_and_times_begin_anew(sample_app: TestApp) -> None:
    room = seminar(sample_app)
    assert headings(room) == {
        0: "Dag 1 · torsdag den 20. maj · 9.30–15.10 · 340 min. / 40 min. luft (12 %)",
        9: "Dag 2 · fredag den 21. maj · 9.30–14.25 · 295 min. / 35 min. luft (12 %)",
    }
    assert shown(room, RunSheetColumn.TIME)[8:11] == ["14.55", "9.30", "9.45"]
    assert room.run_sheet._end.text() == "Slutter dag 1 kl. 15.10 · dag 2 kl. 14.25"
    assert room.head.heading.text() == "Torsdag og fredag kl. 9.30–15.10"
    view = room.run_sheet.view
    assert [view.rowHeight(row) for row in (0, 1, 9)] == [HEIGHT + BAND, HEIGHT, HEIGHT + BAND]
    assert "Dag 2" in str(
        room.run_sheet.model.index(9, RunSheetColumn.TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    )


def test_one_day_has_no_heading(sample_app: TestApp) -> None:
    assert headings(enter(sample_app)) == {}


def test_alt_arrows_go_over_the_border_and_stay_where_they_are(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = seminar(sample_app)
    before = titles(sample_app)
    room.run_sheet.view.go_to(FIRST_OF_DAY_2)
    press(qtbot, sample_app, Qt.Key.Key_Up, ALT)
    assert titles(sample_app) == before
    assert days(sample_app).index(2) == FIRST_OF_DAY_2 + 1
    press(qtbot, sample_app, Qt.Key.Key_Down, ALT)
    assert days(sample_app).index(2) == FIRST_OF_DAY_2
    room.run_sheet.view.go_to(FIRST_OF_DAY_2 + 1)
    press(qtbot, sample_app, Qt.Key.Key_Up, ALT)
    assert days(sample_app).index(2) == FIRST_OF_DAY_2
    assert titles(sample_app)[9] == before[10]


def test_row_dropped_above_or_below_a_heading_lands_on_that_side(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = seminar(sample_app)
    view, port = room.run_sheet.view, room.run_sheet.view.viewport()
    view.scrollTo(room.run_sheet.model.index(12, 0))
    for above, border in ((True, 10), (False, 9)):
        start = cell(room, 11, RunSheetColumn.GRIP)
        top = view.rowViewportPosition(FIRST_OF_DAY_2)
        drop = QPoint(start.x(), top + (4 if above else BAND + 4))
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(port, start - QPoint(0, 20))
        qtbot.mouseMove(port, drop)
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=drop)
        assert titles(sample_app)[9] == "Prøvehandlinger i egen kommune"
        assert days(sample_app).index(2) == border
        sample_app.workspace.undo()
        assert titles(sample_app)[11] == "Prøvehandlinger i egen kommune"


def test_heading_cannot_be_dragged_nor_opened_by_one_click(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = seminar(sample_app)
    view, port = room.run_sheet.view, room.run_sheet.view.viewport()
    before, heading = titles(sample_app), QPoint(200, BAND // 2)
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=heading)
    assert not view.is_editing
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(10, BAND // 2))
    qtbot.mouseMove(port, QPoint(10, 150))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(10, 150))
    assert titles(sample_app) == before


def test_menu_begins_joins_and_moves_between_days(sample_app: TestApp) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view

    def choose(row: int, words: str) -> None:
        view.go_to(row)
        view.customContextMenuRequested.emit(cell(room, row, RunSheetColumn.TITLE))
        menu = menu_of(room.run_sheet, "agenda_menu")
        choose_in(menu, words)
        menu.close()

    choose(4, "Begynd en ny dag her")
    assert days(sample_app) == [1, 1, 1, 1, 2, 2, 2]
    assert room.head.heading.text() == "Torsdag og fredag kl. 9.30–12.00"
    choose(0, "Flyt til dag 2")
    assert titles(sample_app)[3] == "Tjek-ind og spilleregler"
    assert days(sample_app) == [1, 1, 1, 2, 2, 2, 2]
    choose(5, "Læg sammen med dagen før")
    assert days(sample_app) == [1] * 7
    for _ in range(3):
        sample_app.workspace.undo()
    assert [item.day for item in record(sample_app).agenda] == [None] * 7


def test_start_is_written_in_the_first_time_cell(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    view.go_to(0, RunSheetColumn.TIME)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    editor = view.findChild(QTimeEdit, "run_sheet_time")
    assert editor is not None
    assert editor.time() == QTime(9, 30)
    editor.setTime(QTime(8, 45))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.is_editing)
    assert shown(room, RunSheetColumn.TIME)[:2] == ["8.45", "8.55"]
    assert room.head.heading.text() == "Torsdag kl. 8.45–11.15"
    sample_app.workspace.undo()
    assert room.head.heading.text() == "Torsdag kl. 9.30–12.00"


def test_other_times_follow_and_are_not_written(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(1, RunSheetColumn.TIME)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    assert room.run_sheet.view.findChild(QTimeEdit, "run_sheet_time") is None


def test_seminar_with_thirty_people_fits_the_window(sample_app: TestApp) -> None:
    desk, session_id = sample_app.workspace.desk, next_session(sample_app, "seminar")
    for number in range(21):
        desk.invitations.add(session_id, f"Deltager {number}", organisation="Åkær")
    for number in range(8):
        desk.run_sheet.add(session_id, f"Ekstra {number}", position=5)
    sample_app.workspace.open_session(None)
    sample_app.workspace.open_session(session_id)
    room = enter(sample_app)
    assert room.run_sheet.model.rowCount() == 27
    assert not room.columns.is_narrow
    assert room.height() <= 720
    assert room.run_sheet.view.viewport().height() >= 5 * HEIGHT
    assert room.item.mapTo(room, room.item.rect().bottomRight()).y() <= room.height()


def set_hour(qtbot: QtBot, room: PrepareRoom, hour: QTime) -> None:
    """Write an hour in the cell that is open."""
    view = room.run_sheet.view
    editor = view.findChild(QTimeEdit, "run_sheet_time")
    assert editor is not None
    editor.setTime(hour)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.is_editing)


def test_second_day_begins_at_its_own_hour_by_key(sample_app: TestApp, qtbot: QtBot) -> None:
    room = seminar(sample_app)
    room.run_sheet.view.go_to(FIRST_OF_DAY_2, RunSheetColumn.TIME)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    set_hour(qtbot, room, QTime(8, 30))
    assert headings(room)[9].startswith("Dag 2 · fredag den 21. maj · 8.30–13.25 ·")
    assert shown(room, RunSheetColumn.TIME)[8:11] == ["14.55", "8.30", "8.45"]
    assert room.run_sheet._end.text() == "Slutter dag 1 kl. 15.10 · dag 2 kl. 13.25"
    assert room.head.heading.text() == "Torsdag og fredag kl. 9.30–15.10"
    sample_app.workspace.undo()
    assert shown(room, RunSheetColumn.TIME)[9] == "9.30"
    sample_app.workspace.redo()
    assert shown(room, RunSheetColumn.TIME)[9] == "8.30"


def test_double_click_on_a_heading_opens_its_hour(sample_app: TestApp, qtbot: QtBot) -> None:
    room = seminar(sample_app)
    view = room.run_sheet.view
    view.go_to(FIRST_OF_DAY_2)
    band = QPoint(
        view.viewport().width() // 2, view.rowViewportPosition(FIRST_OF_DAY_2) + BAND // 2
    )
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=band)
    set_hour(qtbot, room, QTime(10, 0))
    assert shown(room, RunSheetColumn.TIME)[8:10] == ["14.55", "10.00"]


def test_menu_opens_the_hour_of_the_day_a_row_is_in(sample_app: TestApp, qtbot: QtBot) -> None:
    room = seminar(sample_app)
    view = room.run_sheet.view
    view.go_to(FIRST_OF_DAY_2 + 3)
    at = cell(room, FIRST_OF_DAY_2 + 3, RunSheetColumn.TITLE)
    view.customContextMenuRequested.emit(at)
    menu = menu_of(room.run_sheet, "agenda_menu")
    choose_in(menu, "Ret hvornår dag 2 begynder")
    menu.close()
    set_hour(qtbot, room, QTime(8, 0))
    assert shown(room, RunSheetColumn.TIME)[9] == "8.00"
