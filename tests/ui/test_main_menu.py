"""The main menu as a user opens it: by key and mouse, named undo, history, backups, true keys."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.ui.command_groups import group_names, group_of
from flipdesk.ui.command_table import TABLE
from flipdesk.ui.dialogs.backups_dialog import BackupsDialog
from flipdesk.ui.main_menu import MainMenu
from flipdesk.ui.rooms.makers import room_makers
from tests.helpers.app import TestApp


@pytest.fixture
def in_run(sample_app: TestApp) -> Iterator[TestApp]:
    sample_app.window.enter("run")
    yield sample_app
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def opened(app: TestApp) -> MainMenu:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    QTest.keyClick(app.window, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MainMenu)
    return menu


def submenu(menu: QMenu, name: str) -> QMenu:
    found = menu.findChild(QMenu, name)
    assert found is not None
    return found


def entry(menu: QMenu, text: str) -> QAction:
    return next(one for one in menu.actions() if one.text() == text)


def delete_a_note(app: TestApp) -> None:
    record = app.workspace.record
    assert record is not None
    note = record.reflections[0]
    app.workspace.perform(lambda: app.workspace.desk.capturing.delete(note))


def test_f10_opens_it_and_escape_gives_the_focus_back(in_run: TestApp) -> None:
    before = in_run.window.focusWidget()
    menu = opened(in_run)
    names = [one.text() for one in menu.actions()]
    assert names == ["Fil", "Redigér", "Session", "Note", "Optagelse", "Vis", "Hjælp"]
    assert menu.activeAction() is menu.actions()[0]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert in_run.window.focusWidget() is before


def test_the_button_in_the_rail_opens_it_inside_the_window(in_run: TestApp) -> None:
    QTest.mouseClick(in_run.window.rail.items["menu"], Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, MainMenu)
    assert in_run.window.frameGeometry().contains(menu.geometry().topLeft())


def test_undo_is_named_and_works_from_the_menu(in_run: TestApp) -> None:
    record = in_run.workspace.record
    delete_a_note(in_run)
    undo = entry(submenu(opened(in_run), "menu_edit"), "Fortryd: slet note")
    undo.trigger()
    assert in_run.workspace.record == record


def test_history_undoes_through_a_step(in_run: TestApp) -> None:
    record = in_run.workspace.record
    for _n in range(3):
        delete_a_note(in_run)
    history = submenu(opened(in_run), "menu_history")
    assert [one.text() for one in history.actions()] == [
        "Fortryd: slet note",
        *["Fortryd til og med: slet note"] * 2,
    ]
    history.actions()[1].trigger()
    assert len(in_run.workspace.desk.history.steps) == 1
    submenu(opened(in_run), "menu_history").actions()[0].trigger()
    assert in_run.workspace.record == record


def test_history_shows_the_last_twenty_steps(in_run: TestApp) -> None:
    capturing = in_run.workspace.desk.capturing
    for _n in range(25):
        record = in_run.workspace.record
        assert record is not None
        note = record.reflections[0]
        in_run.workspace.perform(partial(capturing.toggle_potential, note, "helhed"))
    assert len(submenu(opened(in_run), "menu_history").actions()) == 20


def test_backups_are_listed_with_their_times_the_newest_first(
    in_run: TestApp, qtbot: QtBot
) -> None:
    assert not submenu(opened(in_run), "menu_backups").isEnabled()
    with qtbot.waitSignal(in_run.backup_watch.made):
        in_run.commands.action("kb.backup").trigger()
    in_run.advance(3_600_000)
    with qtbot.waitSignal(in_run.backup_watch.made):
        in_run.commands.action("kb.backup").trigger()
    backups = submenu(opened(in_run), "menu_backups")
    assert [one.text() for one in backups.actions()] == [
        "i dag kl. 9.52, lavet i hånden",
        "i dag kl. 8.52, lavet i hånden",
    ]
    backups.actions()[1].trigger()
    (dialog,) = in_run.window.findChildren(BackupsDialog)
    assert dialog.chosen is not None
    assert dialog.chosen.path == in_run.base.backups()[1]


def test_keys_in_the_menu_are_those_in_force(in_run: TestApp) -> None:
    in_run.commands.set_keys({"run.marker": "Ctrl+J"})
    marker = entry(submenu(opened(in_run), "menu_session"), "Mærke")
    assert marker.shortcut().toString() == "Ctrl+J"


def test_only_what_means_something_here_is_in_it(in_run: TestApp) -> None:
    session = submenu(opened(in_run), "menu_session")
    texts = {one.text() for one in session.actions()}
    assert "Næste punkt" in texts
    assert "Tilføj et punkt" not in texts


def test_every_command_has_a_submenu_and_is_done_by_somebody(sample_app: TestApp) -> None:
    for name in room_makers():
        sample_app.window.enter(name)
    for command in TABLE:
        assert group_of(command) in group_names() or command.id == "window.menu"
        room = (command.room.split() or ["home"])[0]
        sample_app.window.enter(room)
        assert sample_app.commands.is_offered(command.id), command.id
