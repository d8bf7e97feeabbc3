"""Margins and gaps follow a text size that is changed while the window is open."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.measures import Measures
from tests.helpers.app import TestApp


def test_layouts_follow_the_text_size(qtbot: QtBot) -> None:
    theme, widget = Theme("light"), QWidget()
    qtbot.addWidget(widget)
    column, grid, label = QVBoxLayout(widget), QGridLayout(), QLabel()
    column.addLayout(grid)
    Measures(theme, column, margins=(16, 12, 8, 4), gap=10)
    Measures(theme, grid, gap=(18, 6))
    Measures(theme, label, margins=(3, 0, 0, 0))
    for scale in (1.0, 2.0, 1.5):
        theme.choose(text_scale=scale)
        margins = column.contentsMargins()
        shown = (margins.left(), margins.top(), margins.right(), margins.bottom())
        assert shown == tuple(scale * side for side in (16, 12, 8, 4))
        assert column.spacing() == 10 * scale
        assert (grid.horizontalSpacing(), grid.verticalSpacing()) == (18 * scale, 6 * scale)
        assert label.contentsMargins().left() == theme.px(3)
    label.deleteLater()
    QApplication.sendPostedEvents(label, QEvent.Type.DeferredDelete.value)
    theme.choose(text_scale=1.0)


@pytest.mark.parametrize("room", ["home", "knowledge"])
def test_rooms_look_the_same_after_larger_text(
    sample_app: TestApp, room: str, qtbot: QtBot
) -> None:
    app = sample_app
    app.window.enter(room)
    app.window.setFocus()
    QApplication.processEvents()
    before = app.window.grab().toImage()
    was_narrow = app.window.rail.is_narrow
    app.theme.choose(text_scale=2.0)
    QApplication.processEvents()
    assert (was_narrow, app.window.rail.is_narrow) == (False, True)
    assert app.window.grab().toImage() != before
    app.theme.choose(text_scale=1.0)
    qtbot.waitUntil(lambda: app.window.grab().toImage() == before)
