"""Panes beside a main one are made wider and narrower, and keep to what there is room for."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.pane_widths import PaneWidths, SidePane


class Row(QWidget):
    """Two panes of 200 with a main one between them."""

    def __init__(self, scale: float = 1.0) -> None:
        super().__init__()
        self.theme = Theme("light", scale)
        self.left, self.main, self.right = QWidget(), QWidget(), QWidget()
        sides = (SidePane(self.left, 200), SidePane(self.right, 200, is_after=True))
        self.widths = PaneWidths(self.theme, self.main, sides, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        first, second = self.widths.grips
        for widget in (self.left, first, self.main, second, self.right):
            row.addWidget(widget, 1 if widget is self.main else 0)

    def shown(self) -> tuple[int, int, int]:
        return self.left.width(), self.main.width(), self.right.width()


@pytest.fixture
def row(qtbot: QtBot) -> Row:
    row = Row()
    qtbot.addWidget(row)
    row.resize(1024, 300)
    row.widths.fit(1024)
    row.show()
    qtbot.waitExposed(row)
    return row


def test_the_usual_widths_stand_until_somebody_chooses(row: Row) -> None:
    assert row.shown() == (200, 600, 200)
    assert row.widths.chosen == ()
    assert row.widths.left_over() == 600


def test_a_grip_is_dragged(row: Row, qtbot: QtBot) -> None:
    grip = row.widths.grips[1]
    with qtbot.waitSignal(row.widths.changed):
        qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(6, 100))
        QTest.mouseMove(grip, QPoint(-44, 100))
    qtbot.waitUntil(lambda: row.shown() == (200, 550, 250))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(6, 100))
    assert row.widths.chosen == (200, 250)
    qtbot.mouseDClick(grip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row.shown() == (200, 600, 200))
    assert not row.widths.chosen


def test_arrow_keys_move_a_grip_as_far_as_there_is_room(row: Row, qtbot: QtBot) -> None:
    grip = row.widths.grips[0]
    grip.setFocus()
    qtbot.keyClick(grip, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: row.shown() == (216, 584, 200))
    for _press in range(40):
        qtbot.keyClick(grip, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: row.shown() == (480, 320, 200))
    for _press in range(40):
        qtbot.keyClick(grip, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: row.shown() == (140, 660, 200))
    qtbot.keyClick(grip, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: row.shown() == (200, 600, 200))


def test_chosen_widths_give_way_in_a_narrower_room(row: Row, qtbot: QtBot) -> None:
    row.widths.choose((400, 200))
    qtbot.waitUntil(lambda: row.shown() == (400, 400, 200))
    row.resize(800, 300)
    row.widths.fit(800)
    qtbot.waitUntil(lambda: row.shown() == (256, 320, 200))
    row.resize(1024, 300)
    row.widths.fit(1024)
    qtbot.waitUntil(lambda: row.shown() == (400, 400, 200))


def test_widths_are_counted_at_the_usual_text_size(qtbot: QtBot) -> None:
    row = Row(2.0)
    qtbot.addWidget(row)
    row.resize(2048, 300)
    row.widths.fit(2048)
    row.widths.choose((250, 200))
    assert row.left.width() == 500
    row.widths.choose((250,))
    assert row.left.width() == 400


def test_grips_go_where_there_are_no_columns(row: Row) -> None:
    row.widths.let_go()
    assert not any(grip.isVisible() for grip in row.widths.grips)
    assert row.left.minimumWidth() == 0
