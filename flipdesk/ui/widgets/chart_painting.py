"""Paints a drawing: its shapes in their order, in the colours of the theme."""

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from flipdesk.domain.drawing import Disc, Drawing, Line, Rect, Shape, Text
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import make_font

_STEP = 6.0
_DASHES = [4.0, 3.0]


def chart_colour(theme: Theme, token: str) -> QColor:
    """Return the colour of a token such as "text", "heat.3.fill" or "potential.viden.tint"."""
    family, _dot, rest = token.partition(".")
    if family == "heat":
        level, _dot, use = rest.partition(".")
        return theme.heat(int(level))[0 if use == "fill" else 1]
    if family == "potential":
        slug, _dot, use = rest.rpartition(".")
        colour: QColor = getattr(theme.potential(slug), use)
        return colour
    return theme.colour(token)


def paint_drawing(painter: QPainter, theme: Theme, drawing: Drawing) -> None:
    """Paint every shape; the painter is scaled by who calls, so that lines and texts grow too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for shape in drawing.shapes:
        _paint(painter, theme, shape)


def _paint(painter: QPainter, theme: Theme, shape: Shape) -> None:
    if isinstance(shape, Text):
        _paint_text(painter, theme, shape)
    elif isinstance(shape, Line):
        pen = QPen(chart_colour(theme, shape.colour), shape.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if shape.is_dashed:
            pen.setDashPattern([one / shape.width for one in _DASHES])
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
    elif isinstance(shape, Disc):
        _prepare(painter, theme, shape)
        centre = QPointF(shape.x, shape.y)
        if shape.is_diamond:
            r = shape.radius
            corners = ((0, -r), (r, 0), (0, r), (-r, 0))
            painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))
        else:
            painter.drawEllipse(centre, shape.radius, shape.radius)
    elif isinstance(shape, Rect):
        _paint_rect(painter, theme, shape)
    else:
        assert_never(shape)


def _paint_rect(painter: QPainter, theme: Theme, shape: Rect) -> None:
    area = QRectF(shape.x, shape.y, shape.width, shape.height)
    _prepare(painter, theme, shape)
    painter.drawRoundedRect(area, shape.radius, shape.radius)
    if shape.hatch:
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        _paint_hatch(painter, area, shape, chart_colour(theme, shape.ink))
        painter.restore()
        if shape.line:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, shape.radius, shape.radius)


def _prepare(painter: QPainter, theme: Theme, shape: Rect | Disc) -> None:
    fill = QBrush(chart_colour(theme, shape.fill)) if shape.fill else Qt.BrushStyle.NoBrush
    painter.setBrush(fill)
    if not shape.line:
        painter.setPen(Qt.PenStyle.NoPen)
        return
    pen = QPen(chart_colour(theme, shape.line), shape.line_width)
    if isinstance(shape, Rect) and shape.is_dashed:
        pen.setDashPattern([one / shape.line_width for one in _DASHES])
    painter.setPen(pen)


def _paint_hatch(painter: QPainter, area: QRectF, shape: Rect, ink: QColor) -> None:
    if shape.hatch == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        x = area.left() + _STEP / 2
        while x < area.right():
            y = area.top() + _STEP / 2
            while y < area.bottom():
                painter.drawEllipse(QPointF(x, y), 1.3, 1.3)
                y += _STEP
            x += _STEP
        return
    painter.setPen(QPen(ink, 1.2))
    if shape.hatch == "level":
        y = area.top() + _STEP / 2
        while y < area.bottom():
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            y += _STEP
        return
    high = area.height()
    x = area.left() - high
    while x < area.right():
        begin, end = (area.bottom(), area.top()) if shape.hatch == "rising" else (
            area.top(), area.bottom())  # fmt: skip
        painter.drawLine(QPointF(x, begin), QPointF(x + high, end))
        x += _STEP


def _paint_text(painter: QPainter, theme: Theme, shape: Text) -> None:
    weight = QFont.Weight.DemiBold if shape.is_strong else QFont.Weight.Normal
    font = make_font(shape.size, weight)
    painter.setFont(font)
    painter.setPen(chart_colour(theme, shape.colour))
    x = shape.x
    if shape.anchor != "start":
        width = QFontMetricsF(font).horizontalAdvance(shape.text)
        x -= width if shape.anchor == "end" else width / 2
    painter.drawText(QPointF(x, shape.y), shape.text)
