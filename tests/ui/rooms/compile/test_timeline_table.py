"""The table twin of the timeline, as it is seen."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from flipdesk.ui.models.timeline_rows import timeline_rows
from flipdesk.ui.rooms.compile.session_timeline import timeline_scene
from flipdesk.ui.rooms.compile.timeline_table import TimelineTable
from flipdesk.ui.theme.theme import Theme
from tests.helpers.nordby import nordby
from tests.ui.theme.dressed import theme

__all__ = ["theme"]


def first_ink(image: QImage, place: QRect) -> int:
    """Return how far from the left the first pixel is that is not of the ground."""
    ground = image.pixel(place.topLeft())
    columns = range(place.left(), place.right())
    rows = range(place.top(), place.bottom())
    inked = (x for x in columns if any(image.pixel(x, y) != ground for y in rows))
    return next(inked) - place.left()


@pytest.mark.parametrize("column", [2, 3])
def test_words_of_the_head_stand_above_those_of_the_cells(
    qtbot: QtBot, theme: Theme, column: int
) -> None:
    table = TimelineTable(theme)
    qtbot.addWidget(table)
    table.show_rows(timeline_rows(timeline_scene(nordby())))
    table.resize(900, table.height())
    table.show()
    qtbot.waitExposed(table)
    head, cells = _places(table, column)
    image = table.grab().toImage()
    lefts = [first_ink(image, place) for place in cells]
    # A letter has some air of its own on its left.
    assert abs(first_ink(image, head) - min(lefts)) <= 1


def _places(table: QTableView, column: int) -> tuple[QRect, list[QRect]]:
    header, viewport = table.horizontalHeader(), table.viewport()
    left, width = header.sectionViewportPosition(column), header.sectionSize(column)
    head = QRect(header.x() + left + 1, header.y() + 3, width - 2, header.height() - 8)
    rows = [table.visualRect(table.model().index(n, column)) for n in range(1, 4)]
    return head, [one.translated(viewport.pos()).adjusted(1, 4, -1, -4) for one in rows]
