"""The strokes shared by painted widgets and delegates: boxes, texts, icons, initials, digits."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Box:
    """A rounded box: ground and line may be None; radius and width in px."""

    ground: QColor | None = None
    line: QColor | None = None
    radius: float = 6
    width: float = 1


def draw_box(painter: QPainter, rect: QRect | QRectF, box: Box) -> None:
    """Draw a box whose line lies wholly inside rect."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(rect)
    radius = box.radius
    if box.line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(box.line, box.width))
        half = box.width / 2
        area = area.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
    painter.setBrush(QBrush(box.ground) if box.ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)
    painter.restore()


def draw_text(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    role: FontRole = "body",
    colour: str | QColor = "text",
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """Draw one line of text, elided at the right when it does not fit; return its width in px."""
    font = theme.font(role)
    metrics = QFontMetrics(font)
    shown, width = text, metrics.horizontalAdvance(text)
    if width > rect.width():
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = rect.width()
    painter.setFont(font)
    painter.setPen(theme.colour(colour) if isinstance(colour, str) else colour)
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, shown)
    return width


def text_width(theme: Theme, text: str, role: FontRole = "body") -> int:
    """Return the width of one line of text in px."""
    return QFontMetrics(theme.font(role)).horizontalAdvance(text)


def draw_icon(
    painter: QPainter,
    theme: Theme,
    at: QPoint,
    name: str,
    size: int = 16,
    colour: str | QColor = "text",
) -> None:
    """Draw an icon of size logical px at 100 %, its upper left corner at a point."""
    ink = theme.colour(colour) if isinstance(colour, str) else colour
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(at, theme.pixmap_of(name, theme.px(size), ink, ratio))


def middle(rect: QRect, height: int) -> int:
    """Return the top of something height px high in the middle of rect."""
    return rect.y() + (rect.height() - height) // 2


def draw_initials(
    painter: QPainter, theme: Theme, rect: QRect, initials: str, *, research: bool
) -> None:
    """Draw a speaker's initials: round ends for practice, square corners for research."""
    radius = theme.px(4) if research else rect.height() / 2
    draw_box(painter, rect, Box(theme.colour("raised"), theme.colour("border_strong"), radius))
    draw_text(painter, theme, rect, initials, "caption_strong", align=CENTRE)


def draw_digit(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    slug: str,
    *,
    radius: float = 4,
    role: FontRole = "digit",
) -> None:
    """Draw a potential's digit on its fill."""
    colours = theme.potential(slug)
    draw_box(painter, rect, Box(colours.fill, radius=radius))
    draw_text(painter, theme, rect, digit_of(theme, slug), role, colours.on_fill, CENTRE)


def digit_of(theme: Theme, slug: str) -> str:
    """Return a potential's number as text, "·" for one that has none."""
    no = theme.potential(slug).no
    return str(no) if no else "·"


def draw_focus_ring(painter: QPainter, theme: Theme, rect: QRect, radius: float = 6) -> None:
    """Draw the 2 px focus ring wholly inside rect."""
    draw_box(painter, rect, Box(None, theme.colour("focus"), radius, 2))
