"""Fra skabelon: templates, single items and what is kept of one's own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.ui.dialogs.library_name_dialog import LibraryNameDialog
from flipdesk.ui.dialogs.new_session import NewSessionDialog
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import choose_in, enter, menu_of, press, record, titles, type_over

CTRL = Qt.KeyboardModifier.ControlModifier


def library(app: TestApp, room: PrepareRoom, qtbot: QtBot) -> QMenu:
    """Open the menu by its key."""
    press(qtbot, app, Qt.Key.Key_T, CTRL)
    return menu_of(room.run_sheet, "template_menu")


def name_it(app: TestApp, qtbot: QtBot, title: str) -> None:
    dialog = app.window.findChild(LibraryNameDialog)
    assert dialog is not None
    type_over(qtbot, dialog.title, title)
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.window.findChild(LibraryNameDialog) is None)
    # There is no window manager here to give the window the keys back.
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)


def test_item_of_a_shipped_template_is_inserted_after_the_row(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(2)
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Et enkelt punkt", "Fra FLIP-seminar", "Godmorgen")
    menu.close()
    item = record(sample_app).agenda[3]
    assert (item.title, item.day) == ("Godmorgen: hvad blev hængende?", None)
    assert room.run_sheet.view.currentIndex().row() == 3
    sample_app.workspace.undo()
    assert len(titles(sample_app)) == 7


def test_item_is_kept_found_renamed_deleted_and_brought_back(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(1)
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Gem punkterne i biblioteket")
    menu.close()
    assert sample_app.frame.toast.text == f"{titles(sample_app)[1]} ligger i biblioteket"
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Mine egne", "Oplæg: hvad vi ved om gribning", "Omdøb")
    menu.close()
    name_it(sample_app, qtbot, "Gribning, kort")
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Et enkelt punkt", "Gribning, kort")
    menu.close()
    fresh, was = record(sample_app).agenda[2], record(sample_app).agenda[1]
    assert (fresh.title, fresh.materials) == ("Gribning, kort", was.materials)
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Mine egne", "Gribning, kort", "Slet")
    menu.close()
    blocks = sample_app.workspace.desk.agenda_library.blocks
    assert blocks() == ()
    assert sample_app.frame.toast.text == "Gribning, kort er slettet"
    qtbot.mouseClick(sample_app.frame.toast.undo_button, Qt.MouseButton.LeftButton)
    assert [one.item.title for one in blocks()] == ["Gribning, kort"]


def test_run_sheet_becomes_a_template_that_other_sessions_begin_from(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Gem drejebogen som skabelon")
    menu.close()
    name_it(sample_app, qtbot, "Nordbys & vores")
    menu = library(sample_app, room, qtbot)
    choose_in(menu, "Nordbys && vores · 150 min.")
    menu.close()
    assert titles(sample_app)[7:] == titles(sample_app)[:7]
    assert room.run_sheet.view.currentIndex().row() == 7
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert sample_app.workspace.desk.agenda_library.templates() == ()


def test_template_without_a_title_is_asked_for_one(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.commands.action("agenda.keep_template").trigger()
    dialog = sample_app.window.findChild(LibraryNameDialog)
    assert dialog is not None
    assert dialog.title.text() == "Samtaleflip 3"
    dialog.title.clear()
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.problem == "Giv det en titel, så du kan finde det igen."
    dialog.reject()


def test_own_template_is_offered_for_a_new_session(sample_app: TestApp) -> None:
    room = enter(sample_app)
    session_id = record(sample_app).session.id
    library = sample_app.workspace.desk.agenda_library
    sample_app.workspace.perform(lambda: library.keep_template(session_id, "Nordbys egen"))
    room.commands.action("session.new").trigger()
    dialog = sample_app.window.findChild(NewSessionDialog)
    assert dialog is not None
    dialog.template.setCurrentIndex(dialog.template.findText("Nordbys egen"))
    assert dialog._about_template.text() == "150 min., 7 punkter"
    dialog.accept()
    assert record(sample_app).session.id != session_id
    assert titles(sample_app)[0] == "Tjek-ind og spilleregler"
