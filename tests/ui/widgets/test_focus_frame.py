"""The focus ring: where it lies and when it goes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.command_delegate import CommandDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.focus_frame import FocusFrame, FocusRing
from tests.ui.theme.dressed import painted


@pytest.fixture
def frame(theme: Theme, qapp: QApplication) -> Iterator[FocusFrame]:
    made = FocusFrame(theme, qapp)
    yield made
    qapp.focusChanged.disconnect()
    made.deleteLater()


@pytest.fixture
def window(frame: FocusFrame, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(400, 300)
    return made


def add(window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)


def show(window: QWidget, focused: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    focused.setFocus()
    qtbot.waitUntil(focused.hasFocus)


def ring(window: QWidget) -> FocusRing | None:
    return next((one for one in window.findChildren(FocusRing) if one.isVisible()), None)


def test_the_ring_lies_one_px_outside(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Gem")
    add(window, button)
    show(window, button, qtbot)
    found = ring(window)
    assert found is not None
    assert found.geometry() == button.geometry().adjusted(-3, -3, 3, 3)
    assert theme.colour("focus").name() in painted(window)


def test_the_ring_follows_when_the_widget_moves(
    window: QWidget, theme: Theme, qtbot: QtBot
) -> None:
    button = Button(theme, "Gem")
    add(window, button)
    show(window, button, qtbot)
    window.resize(600, 500)
    QApplication.processEvents()
    found = ring(window)
    assert found is not None
    assert found.geometry().center() == button.geometry().center()


def test_the_ring_moves_with_the_focus(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    first, second = Button(theme, "Gem"), QLineEdit()
    add(window, first)
    add(window, second)
    show(window, first, qtbot)
    second.setFocus()
    found = ring(window)
    assert found is not None
    assert found.geometry().contains(second.geometry())


def test_the_ring_scrolls_with_its_area(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    area, canvas = QScrollArea(), QWidget()
    column = QVBoxLayout(canvas)
    buttons = [Button(theme, str(number)) for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(canvas)
    area.setWidgetResizable(True)
    add(window, area)
    show(window, buttons[3], qtbot)
    found = ring(window)
    assert found is not None
    assert found.parentWidget() is canvas


def test_a_container_is_ringed_for_its_proxy(
    window: QWidget, frame: FocusFrame, qtbot: QtBot
) -> None:
    bar = QWidget()
    text = QPlainTextEdit()
    QVBoxLayout(bar).addWidget(text)
    bar.setFocusProxy(text)
    add(window, bar)
    show(window, text, qtbot)
    assert frame.target is bar


def test_rows_draw_their_own_where_they_can(
    window: QWidget, frame: FocusFrame, theme: Theme, qtbot: QtBot
) -> None:
    view = QListView()
    view.setModel(QStringListModel(["a", "b"], view))
    add(window, view)
    show(window, view, qtbot)
    view.setCurrentIndex(view.model().index(0, 0))
    QApplication.processEvents()
    assert ring(window) is not None
    view.setItemDelegate(CommandDelegate(theme))
    theme.changed.emit()
    assert ring(window) is None


def test_the_ring_goes_with_its_widget(
    window: QWidget, frame: FocusFrame, theme: Theme, qtbot: QtBot
) -> None:
    button = Button(theme, "Gem")
    add(window, button)
    show(window, button, qtbot)
    button.hide()
    QApplication.processEvents()
    assert ring(window) is None


def test_a_deleted_widget_leaves_no_ring(
    window: QWidget, frame: FocusFrame, theme: Theme, qtbot: QtBot
) -> None:
    button = Button(theme, "Gem")
    add(window, button)
    show(window, button, qtbot)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    theme.choose("dark")
    assert ring(window) is None
