"""The toast: eight seconds, but never while somebody is about to use it."""

import pytest
from PySide6.QtCore import QEvent, QPointF, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.toast import STAY_MS, Toast, keep_clear


class HandTimer(QTimer):
    """A timer that runs out when the test says so."""

    def run_out(self) -> None:
        """Run out now, if running."""
        if self.isActive():
            self.stop()
            self.timeout.emit()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def timer(window: QWidget) -> HandTimer:
    return HandTimer(window)


@pytest.fixture
def toast(theme: Theme, window: QWidget, timer: HandTimer) -> Toast:
    return Toast(theme, window, timer=timer)


def test_it_goes_after_eight_seconds(toast: Toast, timer: HandTimer) -> None:
    toast.show_message("Noten er slettet")
    assert toast.isVisible()
    assert timer.interval() == STAY_MS == 8_000
    timer.run_out()
    assert not toast.isVisible()


def test_it_lies_bottom_left_above_the_footer(toast: Toast, window: QWidget) -> None:
    toast.show_message("Noten er slettet")
    assert (toast.x(), toast.geometry().bottom() + 1, toast.height()) == (92, 720 - 38, 40)
    window.resize(1000, 500)
    QApplication.processEvents()
    assert toast.geometry().bottom() + 1 == 500 - 38


def test_it_lies_above_what_is_worked_with_again_and_again(toast: Toast, window: QWidget) -> None:
    buttons = QWidget(window)
    buttons.setGeometry(80, 640, 300, 40)
    keep_clear(buttons)
    buttons.show()
    toast.show_message("Ændringen er overtaget")
    assert not toast.geometry().intersects(buttons.geometry())
    buttons.hide()
    toast.show_message("Noten er slettet")
    assert toast.geometry().bottom() + 1 == 720 - 38


def test_undo_is_a_wish(toast: Toast, qtbot: QtBot) -> None:
    toast.show_message("Noten er slettet")
    with qtbot.waitSignal(toast.undo_requested):
        toast.undo_button.click()
    assert not toast.isVisible()


def test_without_undo_it_offers_nothing(toast: Toast) -> None:
    toast.show_message("Word-filen er lavet", undo=False)
    assert not toast.undo_button.isVisible()


def test_it_stays_while_hovered(toast: Toast, timer: HandTimer) -> None:
    toast.show_message("Noten er slettet")
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    timer.run_out()
    assert toast.isVisible()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    timer.run_out()
    assert not toast.isVisible()


def test_it_stays_while_focused(
    toast: Toast, timer: HandTimer, window: QWidget, qtbot: QtBot
) -> None:
    toast.show_message("Noten er slettet")
    window.activateWindow()
    toast.undo_button.setFocus()
    qtbot.waitUntil(toast.undo_button.hasFocus)
    timer.run_out()
    assert toast.isVisible()
    toast.undo_button.clearFocus()
    timer.run_out()
    assert not toast.isVisible()


def test_it_never_takes_the_focus(toast: Toast, window: QWidget) -> None:
    window.setFocus()
    before = QApplication.focusWidget()
    toast.show_message("Noten er slettet")
    assert QApplication.focusWidget() is before


def test_a_new_message_takes_the_place_of_the_old(toast: Toast) -> None:
    toast.show_message("Noten er slettet")
    toast.show_message("Mærket er slettet")
    assert toast.text == toast.accessibleName() == "Mærket er slettet"
