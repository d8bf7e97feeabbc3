"""Choosing keys as a user: pressed, refused, taken from another, reset, and true everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from flipdesk.ui.dialogs.keys import KeysDialog
from flipdesk.ui.key_sheet import key_groups, page
from flipdesk.ui.key_sheet_commands import write_key_sheet
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.rooms.run.capture_bar import CaptureBar
from flipdesk.ui.widgets.button import Button
from tests.helpers.app import TestApp

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def dialog(sample_app: TestApp) -> Iterator[KeysDialog]:
    sample_app.window.enter("run")
    QTest.keyClick(sample_app.window, Qt.Key.Key_F1, CTRL)
    (found,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, KeysDialog))
    yield found
    found.close()


def choose(dialog: KeysDialog, words: str) -> None:
    """Find a command by its words and go to the field for its keys, by keyboard."""
    dialog.filter.setFocus()
    dialog.filter.selectAll()
    QTest.keyClicks(dialog.filter, words)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert dialog.focusWidget() is dialog.editor.field


def shown(dialog: KeysDialog, text: str) -> str:
    return next(row.key for row in dialog.rows if row.text == text)


def press(dialog: KeysDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def button(app: TestApp, name: str) -> Button:
    found = app.window.findChild(Button, name)
    assert found is not None
    return found


def test_keys_are_pressed_and_in_force_at_once(dialog: KeysDialog, sample_app: TestApp) -> None:
    choose(dialog, "næste punkt")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_J, CTRL)
    assert shown(dialog, "Næste punkt") == "ændret · Ctrl+J"
    assert dialog.focusWidget() is dialog.editor.field
    assert sample_app.commands.keys("run.next") == "Ctrl+J"
    dialog.hide()
    sample_app.window.activateWindow()
    QApplication.processEvents()
    # The sample session has been held, so the next step is Bearbejd.
    QTest.keyClick(sample_app.window, Qt.Key.Key_F5)
    assert sample_app.window.rail.current == "run"
    QTest.keyClick(sample_app.window, Qt.Key.Key_J, CTRL)
    assert sample_app.window.rail.current == "compile"


def test_nothing_shows_a_stale_key(dialog: KeysDialog, sample_app: TestApp) -> None:
    next_button, back, stop = (
        button(sample_app, name) for name in ("run_next", "run_back", "recording_stop")
    )
    narrow = next_button.sizeHint().width()
    book = {
        "næste punkt": (Qt.Key.Key_F10, CTRL | SHIFT, "Ctrl+Skift+F10"),
        "forrige punkt": (Qt.Key.Key_B, CTRL, "Ctrl+B"),
        "stop optagelsen": (Qt.Key.Key_H, CTRL, "Ctrl+H"),
        "kommandopalet": (Qt.Key.Key_G, CTRL, "Ctrl+G"),
        "fortryd": (Qt.Key.Key_U, CTRL, "Ctrl+U"),
        "hjælp": (Qt.Key.Key_F1, ALT, "Alt+F1"),
    }
    for words, (key, held, _text) in book.items():
        choose(dialog, words)
        QTest.keyClick(dialog.editor.field, key, held)
    QApplication.processEvents()
    assert next_button.sizeHint().width() > narrow
    assert "Ctrl+B" in back.toolTip()
    assert stop.toolTip() == "Ctrl+H"
    assert sample_app.window.rail.items["palette"].text() == "Ctrl+G"
    footer = " ".join(one.text() for one in sample_app.window.footer.findChildren(QLabel))
    assert "Alt+F1" in footer
    assert "F1 Hjælp" not in footer.replace("Alt+F1 Hjælp", "")
    sample_app.workspace.perform(
        lambda: sample_app.workspace.desk.running.all_are_here(sample_app.workspace.session_id)  # type: ignore[arg-type]
    )
    footer = " ".join(one.text() for one in sample_app.window.footer.findChildren(QLabel))
    assert "Ctrl+Z" not in footer


def test_refused_keys_are_told_with_the_reason(dialog: KeysDialog, sample_app: TestApp) -> None:
    choose(dialog, "næste punkt")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_2, CTRL | ALT)
    assert "AltGr" in dialog.editor.said.text()
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_A)
    assert "Hold også Ctrl" in dialog.editor.said.text()
    assert sample_app.commands.keys("run.next") == "F5"
    assert dialog.editor.take_button.isHidden()


def test_danish_letters_can_be_pressed(dialog: KeysDialog, sample_app: TestApp) -> None:
    choose(dialog, "næste punkt")
    for key, text in ((Qt.Key.Key_Aring, "Ctrl+Å"), (Qt.Key.Key_AE, "Ctrl+Æ")):
        QTest.keyClick(dialog.editor.field, key, CTRL)
        assert sample_app.commands.keys("run.next") == text


def test_a_clash_is_told_by_name_and_place_and_can_be_settled(
    dialog: KeysDialog, sample_app: TestApp
) -> None:
    choose(dialog, "næste punkt")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_E, CTRL)
    assert dialog.editor.said.text() == "Ctrl+E bruges allerede: Ret noten (Afvikl, Bearbejd)."
    assert sample_app.commands.keys("run.next") == "F5"
    press(dialog, "take_keys")
    assert sample_app.commands.keys("run.next") == "Ctrl+E"
    assert sample_app.commands.keys("note.edit") == ""
    # In Forbered the same keys go on meaning the details of an item.
    assert sample_app.commands.keys("agenda.details") == "Ctrl+E"
    press(dialog, "reset_keys")
    assert sample_app.commands.keys("run.next") == "F5"
    press(dialog, "reset_all_keys")
    assert sample_app.commands.keys("note.edit") == "Ctrl+E"
    assert sample_app.preferences.keys == {}


def test_keys_can_be_taken_away_and_escape_goes_back_to_the_list(
    dialog: KeysDialog, sample_app: TestApp
) -> None:
    choose(dialog, "næste punkt")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_Delete)
    assert sample_app.commands.keys("run.next") == ""
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.list


def test_what_was_chosen_is_there_at_the_next_start(
    dialog: KeysDialog, sample_app: TestApp, tmp_path: Path
) -> None:
    choose(dialog, "næste punkt")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_J, CTRL)
    store = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
    assert Preferences(store).keys == {"run.next": "Ctrl+J"}


def test_a_spoilt_preference_is_ignored(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "spoilt.ini"), QSettings.Format.IniFormat)
    for spoilt in ("{", "[1]", '{"run.next": 5}'):
        store.setValue("keys", spoilt)
        assert Preferences(store).keys == {}


def test_the_filter_finds_by_key_too(dialog: KeysDialog) -> None:
    field = dialog.findChild(QLineEdit, "keys_filter")
    assert field is not None
    QTest.keyClicks(field, "F12")
    assert {row.key for row in dialog.rows} == {"F12", "Skift+F12", "Ctrl+F12", "Ctrl+Skift+F12"}


def test_the_printed_page_has_every_key_and_one_sheet(sample_app: TestApp, tmp_path: Path) -> None:
    groups = key_groups(sample_app.commands)
    assert [group.name for group in groups][:2] == ["Overalt", "Hjem"]
    text = page(groups)
    assert '<html lang="da">' in text
    for command, action in sample_app.commands:
        if not action.shortcut().isEmpty():
            assert sample_app.commands.keys(command.id).replace(">", "&gt;") in text
    write_key_sheet(groups, tmp_path / "taster.html")
    assert (tmp_path / "taster.html").read_text("utf-8") == text
    write_key_sheet(groups, tmp_path / "taster.pdf")
    data = (tmp_path / "taster.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1


def test_all_there_is_can_be_reached_by_tab(dialog: KeysDialog) -> None:
    choose(dialog, "næste punkt")
    seen = set[QWidget]()
    dialog.filter.setFocus()
    for _n in range(12):
        focused = dialog.focusWidget()
        assert focused is not None
        seen.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    names = {one.objectName() for one in seen}
    assert {"keys_filter", "keys_list", "key_field", "remove_keys", "close_keys"} <= names


def test_the_guide_says_which_keys_are_others(dialog: KeysDialog, sample_app: TestApp) -> None:
    choose(dialog, "næste punkt")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_J, CTRL)
    sample_app.commands.action("window.help").trigger()
    told = sample_app.window.findChild(QLabel, "guide_own_keys")
    assert told is not None
    assert told.isVisible()
    assert "Næste punkt (Ctrl+J)" in told.text()
    told.window().close()


def test_enter_with_ctrl_means_what_its_keys_mean(dialog: KeysDialog, sample_app: TestApp) -> None:
    choose(dialog, "gem som beslutning")
    QTest.keyClick(dialog.editor.field, Qt.Key.Key_D, CTRL | SHIFT)
    dialog.hide()
    sample_app.window.activateWindow()
    QApplication.processEvents()
    bar = sample_app.window.findChild(CaptureBar)
    assert bar is not None
    bar.setFocus()
    QTest.keyClicks(bar.input, "vi begynder")
    record = sample_app.workspace.record
    QTest.keyClick(bar.input, Qt.Key.Key_Enter, CTRL)
    assert sample_app.workspace.record is record
    QTest.keyClick(bar.input, Qt.Key.Key_D, CTRL | SHIFT)
    assert sample_app.workspace.desk.history.undo_label is not None
