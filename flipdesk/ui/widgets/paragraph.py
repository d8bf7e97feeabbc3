"""Words that wrap, set on the line height of their role; laid out once and drawn often."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.theme.typeface import FontRole


@dataclass(frozen=True)
class Emphasis:
    """A stretch of a paragraph in another colour or in strong, length in characters."""

    start: int
    length: int
    colour: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A text laid out to a width; height in px."""

    layout: QTextLayout
    height: int
    lines: int

    def draw(self, painter: QPainter, x: int, y: int, colour: QColor) -> None:
        """Draw with the upper left corner at (x, y)."""
        painter.setPen(colour)
        self.layout.draw(painter, QPointF(x, y))


def lay_out(
    theme: Theme,
    text: str,
    width: int,
    role: FontRole = "body",
    *,
    emphases: tuple[Emphasis, ...] = (),
    max_lines: int = 0,
) -> Paragraph:
    """Lay a text out to width px; with max_lines the last of them ends in an ellipsis."""
    text = text.replace("\n", "\u2028")
    font = theme.font(role)
    layout = _layout(theme, text, font, emphases)
    count = _break(theme, layout, width, role)
    if max_lines and count > max_lines:
        start = layout.lineAt(max_lines - 1).textStart()
        rest = text[start:].replace("\u2028", " ")
        rest = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        layout = _layout(theme, text[:start] + rest, font, emphases)
        count = min(max_lines, _break(theme, layout, width, role))
    return Paragraph(layout, count * theme.line(role), count)


def _layout(theme: Theme, text: str, font: QFont, emphases: tuple[Emphasis, ...]) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    ranges = []
    for emphasis in emphases:
        one = QTextLayout.FormatRange()
        one.start, one.length = emphasis.start, emphasis.length
        one.format = _format(theme, emphasis)
        ranges.append(one)
    layout.setFormats(ranges)
    return layout


def _format(theme: Theme, emphasis: Emphasis) -> QTextCharFormat:
    made = QTextCharFormat()
    if emphasis.colour:
        made.setForeground(theme.colour(emphasis.colour))
    if emphasis.strong:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made


def _break(theme: Theme, layout: QTextLayout, width: int, role: FontRole) -> int:
    high = theme.line(role)
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, count * high + (high - line.height()) / 2))
        count += 1
    layout.endLayout()
    return max(1, count)
