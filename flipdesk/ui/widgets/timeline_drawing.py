"""How the parts of a timeline are drawn, each into a strip of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter, QPen, QPolygonF

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import (
    CENTRE,
    LEFT,
    Box,
    draw_box,
    draw_digit,
    draw_focus_ring,
    draw_text,
    text_width,
)
from flipdesk.ui.widgets.timeline_scene import TimelineScene, fold, ruler_minutes

BAR, GAP = 2, 1
BOX = 16


def draw_blocks(painter: QPainter, theme: Theme, strip: QRect, scene: TimelineScene) -> None:
    """Draw the agenda items as outlined boxes with their names."""
    for block in scene.blocks:
        left = strip.x() + scene.x(block.from_ms, strip.width())
        right = strip.x() + scene.x(block.to_ms, strip.width()) - theme.px(2)
        if right - left < theme.px(3):
            continue
        place = QRect(left, strip.y(), right - left, strip.height())
        ground = theme.colour("inset" if block.is_break else "raised")
        draw_box(painter, place, Box(ground, theme.colour("border_strong"), theme.px(3)))
        words = place.adjusted(theme.px(6), 0, -theme.px(4), 0)
        if words.width() > theme.px(18):
            draw_text(painter, theme, words, block.title, "caption", "text", LEFT)


def draw_wave(
    painter: QPainter, theme: Theme, strip: QRect, peaks: Sequence[float], played: int
) -> None:
    """Draw the outline of the sound as bars; what lies left of played (px) in accent."""
    bar, step = theme.px(BAR), theme.px(BAR) + theme.px(GAP)
    middle, half = strip.center().y(), strip.height() / 2 - theme.px(2)
    loudest = max([*peaks, 0.05])
    accent, rest = theme.colour("accent"), theme.colour("border_strong")
    for n, peak in enumerate(fold(peaks, strip.width() // step)):
        x = n * step
        high = max(1, round(half * peak / loudest))
        ink = accent if x < played else rest
        painter.fillRect(strip.x() + x, middle - high, bar, 2 * high, ink)


def draw_silence(painter: QPainter, theme: Theme, strip: QRect, sentence: str) -> None:
    """Draw the flat line that stands where there is no sound, and the sentence that says so."""
    middle = strip.center().y()
    painter.fillRect(strip.x(), middle, strip.width(), 1, theme.colour("border_strong"))
    if not sentence:
        return
    wide = min(strip.width(), text_width(theme, sentence, "caption") + theme.px(24))
    words = QRect(strip.center().x() - wide // 2, strip.y(), wide, strip.height())
    painter.fillRect(words, theme.colour("surface"))
    draw_text(painter, theme, words, sentence, "caption", "muted", CENTRE)


def draw_diamond(painter: QPainter, theme: Theme, x: int, y: int) -> None:
    """Draw a marker whose middle is (x, y)."""
    reach = theme.px(6)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("surface"), 1))
    painter.setBrush(theme.colour("text"))
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    painter.restore()


def draw_digit_box(
    painter: QPainter, theme: Theme, place: QRect, potential: str, *, chosen: bool
) -> None:
    """Draw a potential's digit, or a dot for a note without one."""
    if potential:
        draw_digit(painter, theme, place, potential, radius=theme.px(3), role="digit_small")
    else:
        reach = theme.px(5)
        dot = place.adjusted(reach, reach, -reach, -reach)
        draw_box(painter, dot, Box(theme.colour("border_strong"), radius=reach))
    if chosen:
        draw_focus_ring(painter, theme, place.adjusted(-2, -2, 2, 2), theme.px(4))


def draw_ruler(painter: QPainter, theme: Theme, strip: QRect, scene: TimelineScene) -> None:
    """Write hours and minutes below the timeline."""
    wide = text_width(theme, "0:00", "caption") + theme.px(2)
    for minute in ruler_minutes(scene.length_ms, strip.width(), 3 * wide):
        x = scene.x(minute * 60_000, strip.width())
        left = min(max(0, x - wide // 2), strip.width() - wide)
        place = QRect(strip.x() + left, strip.y(), wide, strip.height())
        words = f"{minute // 60}:{minute % 60:02d}"
        draw_text(painter, theme, place, words, "caption", "muted", LEFT if not left else CENTRE)
