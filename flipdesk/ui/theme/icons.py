"""Lucide icons: tinted, thinned to a stroke of 1.75 and rendered sharp for the screen at hand."""

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from typing_extensions import override

from flipdesk.errors import BugError
from flipdesk.paths import resource

STROKE = "1.75"


@cache
def _drawing(name: str) -> str:
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        raise BugError(f"resources/icons has no {name}.svg")
    drawing = re.sub(r"<!--.*?-->\s*", "", path.read_text("utf-8"), flags=re.DOTALL)
    return drawing.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def tinted_svg(name: str, colour: str) -> bytes:
    """Return an icon's SVG text in one colour ("#RRGGBB")."""
    return _drawing(name).replace("currentColor", colour).encode()


def render_icon(name: str, size: int, colour: QColor, ratio: float) -> QPixmap:
    """Render an icon of size logical px for a device pixel ratio."""
    from PySide6.QtSvg import QSvgRenderer

    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(tinted_svg(name, colour.name())))
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class ThemedIconEngine(QIconEngine):
    """Draws an icon in the colour its theme has at the moment of painting."""

    def __init__(self, name: str, size: int, pixmap: Callable[[int, float, bool], QPixmap]) -> None:
        super().__init__()
        self._name = name
        self._size = size
        self._pixmap = pixmap

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        drawn = self._pixmap(side, painter.device().devicePixelRatio(), _enabled(mode))
        corner = rect.center() - QRect(0, 0, side, side).center()
        painter.drawPixmap(corner, drawn)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        side = round(min(size.width(), size.height()) / scale)
        return self._pixmap(side, scale, _enabled(mode))

    @override
    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    @override
    def clone(self) -> QIconEngine:
        return ThemedIconEngine(self._name, self._size, self._pixmap)

    @override
    def iconName(self) -> str:
        return self._name


def _enabled(mode: QIcon.Mode) -> bool:
    return mode != QIcon.Mode.Disabled
