"""Buttons: size, key, name, focus and colours."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.key_text import key_text
from tests.ui.theme.dressed import painted


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> Button:
    made = Button(theme, "&Næste punkt", kind="primary", big=True, key="Shift+F5")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def test_the_key_is_shown_but_not_part_of_the_name(button: Button, theme: Theme) -> None:
    bare = Button(theme, "Næste punkt", kind="primary", big=True)
    assert button.accessibleName() == "Næste punkt"
    assert button.sizeHint().width() > bare.sizeHint().width() + 20


def test_buttons_are_as_high_as_the_hand_needs(theme: Theme, button: Button) -> None:
    assert button.sizeHint().height() == 44
    plain = Button(theme, "Gem")
    assert plain.sizeHint().height() == 32
    plain.set_small(10)
    assert plain.sizeHint().height() == 24


def test_a_primary_button_is_filled(button: Button, theme: Theme) -> None:
    colours = painted(button)
    assert {theme.colour("accent").name(), theme.colour("on_accent").name()} <= colours


def test_a_disabled_button_is_quiet(button: Button, theme: Theme) -> None:
    button.setEnabled(False)
    colours = painted(button)
    assert theme.colour("accent").name() not in colours
    assert theme.colour("border").name() in colours


def test_a_button_is_pressed_by_key_and_by_mouse(button: Button, qtbot: QtBot) -> None:
    with qtbot.waitExposed(button):
        button.show()
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_what_has_the_focus_and_not_the_default(
    theme: Theme, qtbot: QtBot, key: Qt.Key
) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    cancel, erase = Button(theme, "Annuller"), Button(theme, "Slet", kind="primary")
    erase.setDefault(True)
    column = QVBoxLayout(dialog)
    pressed: list[str] = []
    for button in (cancel, erase):
        column.addWidget(button)
        button.clicked.connect(partial(pressed.append, button.text()))
    with qtbot.waitExposed(dialog):
        dialog.show()
    cancel.setFocus()
    QTest.keyClick(cancel, key)
    QTest.keyClick(cancel, key, Qt.KeyboardModifier.ControlModifier)
    assert pressed[:1] == ["Annuller"]
    assert pressed.count("Annuller") == 1


def test_a_double_click_is_one_press_where_a_second_is_asked_for(
    button: Button, qtbot: QtBot
) -> None:
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    with qtbot.waitExposed(button):
        button.show()

    def click_twice() -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(button, Qt.MouseButton.LeftButton)

    click_twice()
    usual = len(pressed)
    button.be_deliberate()
    click_twice()
    assert usual > len(pressed) - usual == 1


def test_an_icon_alone_has_a_name_and_a_tooltip(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, icon="play", name="Afspil")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Afspil", "Afspil")
    assert button.sizeHint().width() == 40


def test_a_new_label_is_a_new_name(button: Button) -> None:
    button.set_label("Slut")
    assert (button.text(), button.accessibleName()) == ("Slut", "Slut")


@pytest.mark.skipif("sys.platform == 'darwin'", reason="macOS shows its own signs for keys")
def test_keys_are_named_as_on_a_danish_keyboard() -> None:
    assert key_text("Ctrl+Shift+N") == "Ctrl+Skift+N"
    assert key_text("F5") == "F5"
    assert key_text("") == ""
