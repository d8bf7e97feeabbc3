"""Tag chips: what one says, how wide it is and how it is painted, for widgets and delegates."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPainterPath

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import (
    CENTRE,
    LEFT,
    Box,
    digit_of,
    draw_box,
    draw_icon,
    draw_text,
    middle,
    text_width,
)

HEIGHT = 24
GAP = 6
SHORT = 16


@dataclass(frozen=True)
class ChipSpec:
    """A chip: a potential (slug given) or a plain code; full is the name for tooltip and speech.

    text holds at most 16 characters for codes; icon is a Lucide name or empty; rounded is for
    people; mini shows a potential's digit alone; warns is for what is missing.
    """

    text: str
    potential: str = ""
    icon: str = ""
    full: str = ""
    rounded: bool = False
    mini: bool = False
    warns: bool = False

    @property
    def spoken(self) -> str:
        """The whole name, for tooltips and screen readers."""
        return self.full or self.text


def chip_width(theme: Theme, chip: ChipSpec) -> int:
    """Return a chip's width in px."""
    if chip.potential and chip.mini:
        return theme.px(HEIGHT)
    if chip.potential:
        name = text_width(theme, chip.text, "caption_strong")
        return theme.px(20) + theme.px(5) + theme.px(14) + theme.px(5) + name + theme.px(8)
    icon = theme.px(14) + theme.px(5) if chip.icon else 0
    return theme.px(9) + icon + text_width(theme, chip.text, "caption") + theme.px(9)


def paint_chip(painter: QPainter, theme: Theme, rect: QRect, chip: ChipSpec) -> None:
    """Paint a chip filling rect."""
    if chip.potential:
        _paint_potential(painter, theme, rect, chip)
    else:
        _paint_code(painter, theme, rect, chip)


def flow_chips(theme: Theme, chips: Sequence[ChipSpec], width: int, gap: int = GAP) -> list[QRect]:
    """Return where chips lie in lines of width px, from (0, 0); they wrap, they never shrink."""
    places: list[QRect] = []
    x = y = 0
    height, space = theme.px(HEIGHT), theme.px(gap)
    for chip in chips:
        wide = chip_width(theme, chip)
        if x and x + wide > width:
            x, y = 0, y + height + space
        places.append(QRect(x, y, wide, height))
        x += wide + space
    return places


def flow_height(places: Sequence[QRect]) -> int:
    """Return the height of what flow_chips laid out."""
    return places[-1].bottom() + 1 if places else 0


def paint_chips(
    painter: QPainter, theme: Theme, at: QPoint, chips: Sequence[ChipSpec], places: Sequence[QRect]
) -> None:
    """Paint chips laid out by flow_chips, the first at a point."""
    for chip, place in zip(chips, places, strict=True):
        paint_chip(painter, theme, place.translated(at), chip)


def _paint_potential(painter: QPainter, theme: Theme, rect: QRect, chip: ChipSpec) -> None:
    colours = theme.potential(chip.potential)
    radius = theme.px(4)
    digit = QRect(rect)
    if not chip.mini:
        draw_box(painter, rect, Box(colours.tint, radius=radius))
        digit.setWidth(theme.px(20))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(rect, radius, radius)
    box = QPainterPath()
    box.addRect(digit)
    painter.fillPath(outline.intersected(box), colours.fill)
    painter.restore()
    number = digit_of(theme, chip.potential)
    draw_text(painter, theme, digit, number, "digit_small", colours.on_fill, CENTRE)
    if chip.mini:
        return
    left = digit.right() + 1 + theme.px(5)
    icon = theme.px(14)
    top = middle(rect, icon)
    draw_icon(painter, theme, QPoint(left, top), colours.icon, 14, colours.text)
    name = rect.adjusted(left + icon + theme.px(5) - rect.x(), 0, 0, 0)
    draw_text(painter, theme, name, chip.text, "caption_strong", colours.text, LEFT)


def _paint_code(painter: QPainter, theme: Theme, rect: QRect, chip: ChipSpec) -> None:
    radius = rect.height() / 2 if chip.rounded else theme.px(4)
    draw_box(painter, rect, Box(None, theme.colour("border_strong"), radius))
    left = rect.x() + theme.px(9)
    if chip.icon:
        icon = theme.px(14)
        top = middle(rect, icon)
        draw_icon(painter, theme, QPoint(left, top), chip.icon, 14)
        left += icon + theme.px(5)
    name = QRect(left, rect.y(), rect.right() + 1 - left, rect.height())
    ink = "warning" if chip.warns else "text"
    draw_text(painter, theme, name, chip.text, "caption", ink, LEFT)
