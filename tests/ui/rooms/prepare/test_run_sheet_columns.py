"""Columns beyond the picture: shown, remembered, and written in like the others."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import choose_in, enter, menu_of, press, record

PICTURE = ["GRIP", "TIME", "MINUTES", "TITLE", "OWNER", "KIND", "NOTES"]


@pytest.fixture
def room(sample_app: TestApp, qtbot: QtBot) -> PrepareRoom:
    """Forbered, laid out."""
    entered = enter(sample_app)
    qtbot.waitUntil(lambda: names(entered) == PICTURE)
    return entered


def names(room: PrepareRoom) -> list[str]:
    return [column.name for column in room.run_sheet.view.columns.shown]


def test_columns_of_the_picture_are_those_of_the_window(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot
) -> None:
    assert names(room) == PICTURE
    view = room.run_sheet.view
    assert view.horizontalScrollBar().maximum() == 0
    sample_app.window.resize(1900, 900)
    qtbot.waitUntil(lambda: names(room) == [*PICTURE[:4], "PURPOSE", "HOW", *PICTURE[4:]])
    sample_app.window.resize(1280, 720)
    qtbot.waitUntil(lambda: names(room) == PICTURE)


def test_column_is_chosen_from_the_heads_and_remembered(
    sample_app: TestApp, room: PrepareRoom
) -> None:
    view = room.run_sheet.view
    view.horizontalHeader().customContextMenuRequested.emit(QPoint(100, 10))
    choose_in(menu_of(view, "columns_menu"), "Hvorfor")
    assert names(room) == [*PICTURE[:4], "PURPOSE", *PICTURE[4:]]
    kept = sample_app.preferences.run_sheet_columns
    assert kept == tuple(names(room))
    sample_app.window.resize(1900, 900)
    assert names(room) == list(kept)


def test_columns_are_reached_by_a_command_and_let_go_again(room: PrepareRoom) -> None:
    room.commands.action("agenda.columns").trigger()
    choose_in(menu_of(room.run_sheet.view, "columns_menu"), "Mindst")
    assert "LEAST" in names(room)
    room.commands.action("agenda.columns").trigger()
    choose_in(menu_of(room.run_sheet.view, "columns_menu"), "Så mange")
    assert names(room) == PICTURE


def test_too_many_columns_can_be_scrolled_to(room: PrepareRoom, qtbot: QtBot) -> None:
    view = room.run_sheet.view
    for column in (RunSheetColumn.PURPOSE, RunSheetColumn.HOW, RunSheetColumn.PLAN_B):
        view.columns.toggle(column)
    assert view.columnWidth(RunSheetColumn.TITLE) >= 190
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    view.go_to(0, RunSheetColumn.PLAN_B)
    assert view.visualRect(view.currentIndex()).right() <= view.viewport().width()


@pytest.mark.parametrize(
    ("column", "field"),
    [(RunSheetColumn.PURPOSE, "purpose"), (RunSheetColumn.PLAN_B, "plan_b")],
)
def test_words_are_written_in_place(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot, column: RunSheetColumn, field: str
) -> None:
    view = room.run_sheet.view
    view.columns.toggle(column)
    view.go_to(2, column)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    editor = view.findChild(QLineEdit, f"run_sheet_{column.name.lower()}")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "At undres")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.is_editing)
    assert getattr(record(sample_app).agenda[2], field) == "At undres"


def test_materials_are_written_a_line_each(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot
) -> None:
    view = room.run_sheet.view
    view.columns.toggle(RunSheetColumn.MATERIALS)
    view.go_to(0, RunSheetColumn.MATERIALS)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    editor = view.findChild(QPlainTextEdit, "run_sheet_materials")
    assert editor is not None
    qtbot.keyClicks(editor, "Navneskilte")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "Spilleregler; dogmer")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(record(sample_app).agenda[0].materials))
    assert record(sample_app).agenda[0].materials == ("Navneskilte", "Spilleregler; dogmer")


def test_fewest_and_most_minutes_are_written_in_place(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot
) -> None:
    view = room.run_sheet.view
    view.columns.toggle(RunSheetColumn.LEAST)
    view.columns.toggle(RunSheetColumn.MOST)
    view.go_to(0, RunSheetColumn.LEAST)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    least = view.findChild(QSpinBox, "run_sheet_least")
    assert least is not None
    assert least.text() == "–"
    least.selectAll()
    qtbot.keyClicks(least, "5")
    qtbot.keyClick(least, Qt.Key.Key_Tab)
    assert view.currentIndex().column() == RunSheetColumn.MOST
    most = view.findChild(QSpinBox, "run_sheet_most")
    assert most is not None
    most.selectAll()
    qtbot.keyClicks(most, "15")
    qtbot.keyClick(most, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: record(sample_app).agenda[0].minutes_max == 15)
    assert record(sample_app).agenda[0].minutes_min == 5
