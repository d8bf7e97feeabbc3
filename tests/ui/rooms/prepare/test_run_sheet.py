"""The run sheet: written in place, moved by keys and by hand, and undone."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import cell, enter, plan_again, press, record, shown, titles

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def accept(qtbot: QtBot, room: PrepareRoom, editor: QWidget) -> None:
    """Press Enter in an open cell; Qt stores it when it comes back to its event loop."""
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not room.run_sheet.view.is_editing)


def test_times_and_sums_are_those_of_the_mock_up(sample_app: TestApp) -> None:
    room = enter(sample_app)
    assert shown(room, RunSheetColumn.TIME) == [
        *("9.30", "9.40", "10.00", "10.30"),
        *("10.40", "11.30", "11.45"),
    ]
    assert shown(room, RunSheetColumn.OWNER) == ["KS", "FL", "LB", "", "KS", "LB", "ÅB"]
    assert shown(room, RunSheetColumn.NOTES) == [
        "",
        "Plan B",
        "20–40 min.",
        "fleksibel",
        "",
        "",
        "",
    ]
    assert not room.run_sheet.warning.isVisible()
    plan_again(sample_app)
    assert room.run_sheet.warning.isVisible()
    assert room.run_sheet.warning.label.text() == "Kun 10 min. luft (7 %)"
    assert room.run_sheet._end.text() == "Slutter 12.00"


def test_minutes_are_changed_in_place_and_times_follow(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    room.run_sheet.view.go_to(0, RunSheetColumn.MINUTES)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    editor = view.findChild(QSpinBox, "run_sheet_minutes")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "25")
    accept(qtbot, room, editor)
    assert record(sample_app).agenda[0].minutes == 25
    assert shown(room, RunSheetColumn.TIME)[1] == "9.55"
    sample_app.workspace.undo()
    assert shown(room, RunSheetColumn.TIME)[1] == "9.40"


def test_double_click_opens_the_title(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    at = cell(room, 2, RunSheetColumn.TITLE)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    editor = view.findChild(QLineEdit, "run_sheet_title")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Praksis svarer")
    accept(qtbot, room, editor)
    assert titles(sample_app)[2] == "Praksis svarer"


def test_owner_is_chosen_among_the_participants(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    view.go_to(3, RunSheetColumn.OWNER)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    editor = view.findChild(QComboBox, "run_sheet_owner")
    assert editor is not None
    assert editor.itemText(0) == "ingen"
    editor.setCurrentIndex(editor.findText("TG · Tine Grøn"))
    view.setFocus()
    now = record(sample_app)
    owner = now.participant(now.agenda[3].owner_id)
    assert owner is not None
    assert owner.name == "Tine Grøn"
    assert shown(room, RunSheetColumn.OWNER)[3] == "TG"


def test_kind_is_chosen_in_danish(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    view.go_to(0, RunSheetColumn.KIND)
    press(qtbot, sample_app, Qt.Key.Key_F2)
    editor = view.findChild(QComboBox, "run_sheet_kind")
    assert editor is not None
    editor.setCurrentIndex(editor.findText("Bordet rundt"))
    view.setFocus()
    assert record(sample_app).agenda[0].kind is AgendaKind.ROUND


def test_tab_goes_from_one_writable_cell_to_the_next(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    view.go_to(0, RunSheetColumn.MINUTES)
    press(qtbot, sample_app, Qt.Key.Key_F2)
    minutes = view.findChild(QSpinBox, "run_sheet_minutes")
    assert minutes is not None
    qtbot.keyClick(minutes, Qt.Key.Key_Tab)
    assert view.currentIndex().column() == RunSheetColumn.TITLE
    assert view.is_editing
    title = view.findChild(QLineEdit, "run_sheet_title")
    assert title is not None
    qtbot.keyClick(title, Qt.Key.Key_Escape)
    assert not view.is_editing


def test_ctrl_i_inserts_after_the_current_row_and_opens_the_title(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(1)
    press(qtbot, sample_app, Qt.Key.Key_I, CTRL)
    editor = room.run_sheet.view.findChild(QLineEdit, "run_sheet_title")
    assert editor is not None
    assert editor.selectedText() == "Nyt punkt"
    qtbot.keyClicks(editor, "Spørgsmål til oplægget")
    accept(qtbot, room, editor)
    assert titles(sample_app)[1:4] == [
        "Oplæg: hvad vi ved om gribning",
        "Spørgsmål til oplægget",
        "Supplement fra praksis",
    ]
    assert [item.position for item in record(sample_app).agenda] == list(range(8))
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert len(titles(sample_app)) == 7


def test_add_button_works_on_an_empty_run_sheet(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    for _ in range(7):
        press(qtbot, sample_app, Qt.Key.Key_Delete)
    assert titles(sample_app) == []
    assert room.run_sheet._empty.isVisible()
    qtbot.mouseClick(room.run_sheet._empty.button, Qt.MouseButton.LeftButton)
    assert titles(sample_app) == ["Nyt punkt"]
    assert room.run_sheet.view.is_editing


def test_alt_arrows_move_the_item_and_the_cursor_with_it(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(3)
    press(qtbot, sample_app, Qt.Key.Key_Up, ALT)
    press(qtbot, sample_app, Qt.Key.Key_Up, ALT)
    assert titles(sample_app)[1] == "Pause"
    assert room.run_sheet.view.currentIndex().row() == 1
    press(qtbot, sample_app, Qt.Key.Key_Down, ALT)
    assert titles(sample_app)[2] == "Pause"
    assert shown(room, RunSheetColumn.TIME)[3] == "10.10"


def test_row_is_dragged_by_its_grip(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.run_sheet.view
    start = cell(room, 3, RunSheetColumn.GRIP)
    below = cell(room, 5, RunSheetColumn.GRIP) + QPoint(0, 12)
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(0, 20))
    qtbot.mouseMove(port, below)
    assert view._drag.gap == 6
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=below)
    assert titles(sample_app)[3:6] == ["Lån et øre: tre klip", "Parkeringspladsen", "Pause"]
    assert view._drag.gap == -1
    sample_app.workspace.undo()
    assert titles(sample_app)[3] == "Pause"


def test_click_on_the_grip_moves_nothing(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    before = titles(sample_app)
    at = cell(room, 4, RunSheetColumn.GRIP)
    qtbot.mouseClick(room.run_sheet.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert titles(sample_app) == before
    assert room.run_sheet.view.currentIndex().row() == 4


def test_delete_says_so_and_can_be_undone(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(3)
    press(qtbot, sample_app, Qt.Key.Key_Delete)
    assert "Pause" not in titles(sample_app)
    assert room.run_sheet.view.currentIndex().row() == 3
    assert sample_app.frame.toast.text == "Pause er slettet"
    qtbot.mouseClick(sample_app.frame.toast.undo_button, Qt.MouseButton.LeftButton)
    assert titles(sample_app)[3] == "Pause"


def test_template_is_inserted_from_the_menu(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    qtbot.mouseClick(room.run_sheet.template_button, Qt.MouseButton.LeftButton)
    menu = room.run_sheet.findChild(QMenu, "template_menu")
    assert menu is not None
    action = next(one for one in menu.actions() if one.text().startswith("Lån et øre"))
    action.trigger()
    menu.close()
    assert len(titles(sample_app)) > 7
    assert room.run_sheet.view.currentIndex().row() == 7
    sample_app.workspace.undo()
    assert len(titles(sample_app)) == 7


def test_context_menu_offers_what_keys_do(sample_app: TestApp) -> None:
    room = enter(sample_app)
    room.run_sheet.view.customContextMenuRequested.emit(cell(room, 0, RunSheetColumn.TITLE))
    menu = room.run_sheet.findChild(QMenu, "agenda_menu")
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Ret titlen",
        "Punktets detaljer",
        "Flyt punktet op",
        "Flyt punktet ned",
        "Tilføj et punkt",
        "Dublér punkterne",
        "Gem punkterne i biblioteket",
        "Klip",
        "Kopiér",
        "Sæt ind",
        "Slet punktet",
        "Drejebogens kolonner",
    ]
    menu.close()


def test_what_stands_in_an_open_cell_is_kept_when_the_room_is_left(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    room.run_sheet.view.go_to(0)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    editor = room.run_sheet.view.findChild(QLineEdit, "run_sheet_title")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Velkomst")
    sample_app.window.enter("home")
    assert titles(sample_app)[0] == "Velkomst"


def test_warning_goes_when_there_is_enough_to_spare(sample_app: TestApp) -> None:
    room = enter(sample_app)
    item = record(sample_app).agenda[4]
    sample_app.workspace.perform(
        lambda: sample_app.workspace.desk.run_sheet.change(item.id, flexible=True)
    )
    assert not room.run_sheet.warning.isVisible()
