"""The audience's window where there are two screens; run by test_two_offscreen_screens."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from flipdesk.ui.audience import audience_commands
from flipdesk.ui.audience.audience_choice import ScreenPlace
from flipdesk.ui.audience.audience_dialog import AudienceDialog
from flipdesk.ui.audience.screens import ordered_screens, place_of
from tests.helpers.app import TestApp


@pytest.fixture
def projected(app: TestApp) -> TestApp:
    """The audience's window on the second screen."""
    app.window.setGeometry(0, 0, 1280, 720)
    QApplication.processEvents()
    assert app.audience.show_on(ordered_screens()[1])
    return app


def f8(app: TestApp) -> None:
    # Here nothing gives the main window back the focus when another window goes.
    app.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or app.window, Qt.Key.Key_F8)


def is_shown(app: TestApp) -> bool:
    """Return whether it is shown at this moment; mypy takes a property for a constant."""
    return app.audience.is_shown


def choosing(app: TestApp) -> AudienceDialog | None:
    dialogs = app.window.findChildren(AudienceDialog)
    return next((one for one in dialogs if one.isVisible()), None)


def test_the_second_screen_is_offered_and_filled(app: TestApp, qtbot: QtBot) -> None:
    app.window.setGeometry(0, 0, 1280, 720)
    f8(app)
    dialog = choosing(app)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    assert [one.isEnabled() for one in dialog.radios] == [False, True, True]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    window = app.audience.window
    assert window.isFullScreen()
    assert window.screen() is ordered_screens()[1]
    assert window.geometry().getRect() == (1280, 0, 1920, 1080)
    assert window.cursor().shape() is Qt.CursorShape.BlankCursor
    assert app.audience.screen_number == 2


def test_it_comes_back_on_its_own_screen_and_on_no_other(projected: TestApp) -> None:
    desk = projected.audience
    desk.hide()
    f8(projected)
    assert is_shown(projected)
    desk.hide()
    chosen = place_of(ordered_screens()[1])
    for other in (
        ScreenPlace("en anden", chosen.x, chosen.y, chosen.width, chosen.height),
        ScreenPlace(chosen.name, chosen.x, chosen.y, 1024, 768),
        place_of(ordered_screens()[0]),
    ):
        desk.choices.place = other
        f8(projected)
        assert not is_shown(projected)
        dialog = choosing(projected)
        assert dialog is not None
        dialog.reject()
        QApplication.processEvents()


def test_it_hides_when_another_screen_becomes_the_first(projected: TestApp, qtbot: QtBot) -> None:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.primaryScreenChanged.emit(ordered_screens()[1])
    assert not is_shown(projected)
    (sentence,) = projected.frame.messages.sentences
    assert sentence == "Skærmene er ændret, så Publikum er skjult."
    again = [
        one
        for one in projected.frame.messages.findChildren(QAbstractButton)
        if one.text() == "Vis igen"
    ]
    QTest.mouseClick(again[0], Qt.MouseButton.LeftButton)
    assert is_shown(projected)
    assert projected.frame.messages.sentences == ()


def test_every_screen_gets_its_number(app: TestApp) -> None:
    app.window.setGeometry(0, 0, 1280, 720)
    f8(app)
    dialog = choosing(app)
    assert dialog is not None
    dialog.identify_button.click()
    shown = dialog._numbers.shown
    assert [one.accessibleName() for one in shown] == ["Skærm 1", "Skærm 2"]
    for number, screen in zip(shown, ordered_screens(), strict=True):
        assert screen.geometry().contains(number.geometry())
    dialog.reject()
    assert dialog._numbers.shown == ()


def test_it_hides_when_flipdesk_itself_is_moved_there(projected: TestApp) -> None:
    projected.window.setGeometry(1400, 50, 1280, 720)
    QApplication.processEvents()
    projected.audience.refresh()
    assert not is_shown(projected)
    (sentence,) = projected.frame.messages.sentences
    assert sentence == "FlipDesk er flyttet til skærmen med Publikum, som nu er skjult."


def test_what_becomes_of_it_is_announced(app: TestApp, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def announce(widget: object, message: str, *, urgent: bool = False) -> None:
        said.append(message)

    monkeypatch.setattr(audience_commands, "announce", announce)
    app.window.setGeometry(0, 0, 1280, 720)
    QApplication.processEvents()
    app.audience.show_on(ordered_screens()[1])
    app.audience.toggle_blank()
    app.audience.toggle_blank()
    app.audience.hide()
    app.audience.hide()
    assert said == [
        "Publikum vises på skærm 2",
        "Publikum ser sort",
        "Publikum vises på skærm 2",
        "Publikum er skjult",
    ]
