"""Too little to spare: said for the day it is about, with remedies that can be undone."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import (
    choose_in,
    enter,
    menu_of,
    next_session,
    plan_again,
    record,
    titles,
)


def test_buffer_is_put_in_before_the_wrapping_up(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    plan_again(sample_app)
    warning = room.run_sheet.warning
    qtbot.mouseClick(warning.label, Qt.MouseButton.LeftButton)
    menu = menu_of(warning, "buffer_menu")
    assert [one.text() for one in menu.actions()] == [
        "10 af 150 min. kan give sig; 10 % er et godt råd",
        "Tag 5 min. fra Supplement fra praksis til luft",
        "Læg 10 min. luft ind; dagen slutter senere",
    ]
    choose_in(menu, "Læg 10 min. luft ind")
    menu.close()
    assert titles(sample_app)[5:7] == ["Luft", "Parkeringspladsen"]
    assert not warning.isVisible()
    assert room.run_sheet._end.text() == "Slutter 12.10"
    assert sample_app.workspace.desk.history.undo_label == "læg 10 min. luft ind"
    sample_app.workspace.undo()
    assert warning.isVisible()
    assert len(titles(sample_app)) == 7


def test_break_is_made_flexible(sample_app: TestApp) -> None:
    room = enter(sample_app)
    plan_again(sample_app)
    desk, pause = sample_app.workspace.desk, record(sample_app).agenda[3]
    sample_app.workspace.perform(lambda: desk.run_sheet.change(pause.id, flexible=False))
    assert room.run_sheet.warning.label.text().startswith("Ingen luft")
    room.commands.action("agenda.buffer").trigger()
    menu = menu_of(room.run_sheet.warning, "buffer_menu")
    choose_in(menu, "Gør Pause fleksibel (10 min.)")
    menu.close()
    assert record(sample_app).agenda[3].flexible


def test_day_that_is_short_is_named(sample_app: TestApp) -> None:
    next_session(sample_app, "seminar")
    room = enter(sample_app)
    assert not room.run_sheet.warning.isVisible()
    desk = sample_app.workspace.desk
    buffer = next(item for item in record(sample_app).agenda if item.title == "Luft")
    sample_app.workspace.perform(lambda: desk.run_sheet.delete(buffer.id))
    assert room.run_sheet.warning.label.text() == "Dag 2: kun 15 min. luft (5 %)"
    headings = [line.heading for line in room.run_sheet.model.lines if line.heading]
    assert [one.is_short for one in headings] == [False, True]
    room.commands.action("agenda.buffer").trigger()
    menu = menu_of(room.run_sheet.warning, "buffer_menu")
    choose_in(menu, "Læg 15 min. luft ind")
    menu.close()
    assert not room.run_sheet.warning.isVisible()
    buffer = next(item for item in record(sample_app).agenda if item.title == "Luft")
    assert buffer.day == 2
