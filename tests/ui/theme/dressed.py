"""The application dressed for tests of widgets and rows, and a look at what they painted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from flipdesk.ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, put on and taken off again."""
    theme = Theme("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


def colours_of(image: QImage, rect: QRect | None = None) -> set[str]:
    """Return the colours in an image, or in a part of it, as "#rrggbb"."""
    area = rect or image.rect()
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def painted(widget: QWidget, rect: QRect | None = None) -> set[str]:
    """Return the colours a widget paints, as "#rrggbb"."""
    return colours_of(widget.grab().toImage(), rect)
