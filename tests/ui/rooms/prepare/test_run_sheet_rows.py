"""Several rows of the run sheet at once: moved, doubled, deleted, and on the clipboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import RunSheetColumn
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import (
    cell,
    choose_in,
    enter,
    menu_of,
    press,
    record,
    titles,
)

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
SAMPLE = [
    "Tjek-ind og spilleregler",
    "Oplæg: hvad vi ved om gribning",
    "Supplement fra praksis",
    "Pause",
    "Lån et øre: tre klip",
    "Parkeringspladsen",
    "Aftaler og næste møde",
]


def test_rows_marked_with_shift_move_and_are_deleted_together(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    view.go_to(1)
    press(qtbot, sample_app, Qt.Key.Key_Down, SHIFT)
    assert view.selected_rows == [1, 2]
    press(qtbot, sample_app, Qt.Key.Key_Down, ALT)
    assert titles(sample_app)[1:4] == ["Pause", *SAMPLE[1:3]]
    assert view.selected_rows == [2, 3]
    assert sample_app.workspace.desk.history.undo_label == "flyt 2 punkter"
    press(qtbot, sample_app, Qt.Key.Key_Delete)
    assert titles(sample_app) == [SAMPLE[0], *SAMPLE[3:]]
    assert sample_app.frame.toast.text == "2 punkter er slettet"
    press(qtbot, sample_app, Qt.Key.Key_Z, CTRL)
    press(qtbot, sample_app, Qt.Key.Key_Z, CTRL)
    assert titles(sample_app) == SAMPLE


def test_ctrl_a_and_alt_up_lose_nothing(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    press(qtbot, sample_app, Qt.Key.Key_A, CTRL)
    assert room.run_sheet.view.selected_rows == list(range(7))
    press(qtbot, sample_app, Qt.Key.Key_Up, ALT)
    press(qtbot, sample_app, Qt.Key.Key_Down, ALT)
    assert titles(sample_app) == SAMPLE


def test_marked_rows_are_dragged_together(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view, port = room.run_sheet.view, room.run_sheet.view.viewport()
    view.select_rows(0, 2)
    start = cell(room, 1, RunSheetColumn.GRIP)
    below = cell(room, 3, RunSheetColumn.GRIP) + QPoint(0, 12)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(0, 20))
    qtbot.mouseMove(port, below)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=below)
    assert titles(sample_app)[:4] == [SAMPLE[2], SAMPLE[3], SAMPLE[0], SAMPLE[1]]
    assert view.selected_rows == [2, 3]


def test_ctrl_shift_d_doubles_what_is_marked(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.select_rows(2, 2)
    press(qtbot, sample_app, Qt.Key.Key_D, CTRL, SHIFT)
    assert titles(sample_app)[2:6] == [*SAMPLE[2:4], *SAMPLE[2:4]]
    assert room.run_sheet.view.selected_rows == [4, 5]
    agenda = record(sample_app).agenda
    assert agenda[4].owner_id == agenda[2].owner_id
    assert agenda[4].started is None
    sample_app.workspace.undo()
    assert titles(sample_app) == SAMPLE


def test_cut_rows_are_pasted_elsewhere_as_they_were(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    before = record(sample_app).agenda[1]
    room.run_sheet.view.go_to(1)
    press(qtbot, sample_app, Qt.Key.Key_X, CTRL)
    assert SAMPLE[1] not in titles(sample_app)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[1].startswith("9.40\t20\t\t\tOplæg: hvad vi ved om gribning\t")
    room.run_sheet.view.go_to(5)
    press(qtbot, sample_app, Qt.Key.Key_V, CTRL)
    after = record(sample_app).agenda[6]
    for field in ("title", "minutes", "kind", "owner_id", "purpose", "plan_b", "materials"):
        assert getattr(after, field) == getattr(before, field)
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert titles(sample_app) == SAMPLE


def test_rows_from_a_spreadsheet_are_pasted_from_the_menu(sample_app: TestApp) -> None:
    room = enter(sample_app)
    QGuiApplication.clipboard().setText("Velkomst\t5\r\nRunde\t25\r\n")
    view = room.run_sheet.view
    view.go_to(0)
    view.customContextMenuRequested.emit(cell(room, 0, RunSheetColumn.TITLE))
    choose_in(menu_of(room.run_sheet, "agenda_menu"), "Sæt ind")
    assert [(one.title, one.minutes) for one in record(sample_app).agenda[1:3]] == [
        ("Velkomst", 5),
        ("Runde", 25),
    ]
    assert view.selected_rows == [1, 2]


def test_a_whole_book_is_not_pasted_and_that_is_said(sample_app: TestApp, qtbot: QtBot) -> None:
    enter(sample_app)
    before = record(sample_app).agenda
    QGuiApplication.clipboard().setText("x" * 140_000)
    with qtbot.waitSignal(sample_app.workspace.problem):
        press(qtbot, sample_app, Qt.Key.Key_V, CTRL)
    assert record(sample_app).agenda == before


def test_copy_in_an_open_cell_is_about_its_text(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.edit_title(3)
    editor = room.run_sheet.view.findChild(QLineEdit, "run_sheet_title")
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Pause"
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
