"""How the parts of a timeline are drawn, each into a strip of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from flipdesk.domain.sound_gap import SoundGap
from flipdesk.domain.stretch import Stretch
from flipdesk.i18n import _
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
from flipdesk.ui.widgets.gap_words import gap_name, gap_words
from flipdesk.ui.widgets.timeline_scene import (
    TimelinePassage,
    TimelineScene,
    TimelineTurn,
    ruler_seconds,
)
from flipdesk.ui.widgets.timeline_span import TimelineSpan

BAR, GAP = 2, 1
BOX = 16


def draw_blocks(
    painter: QPainter, theme: Theme, strip: QRect, scene: TimelineScene, span: TimelineSpan
) -> None:
    """Draw the agenda items as outlined boxes with their names."""
    for block in scene.blocks:
        place = _place(strip, span, block.from_ms, block.to_ms).adjusted(0, 0, -theme.px(2), 0)
        if place.width() < theme.px(3):
            continue
        ground = theme.colour("inset" if block.is_break else "raised")
        draw_box(painter, place, Box(ground, theme.colour("border_strong"), theme.px(3)))
        words = place.intersected(strip).adjusted(theme.px(6), 0, -theme.px(4), 0)
        if words.width() > theme.px(18):
            draw_text(painter, theme, words, block.title, "caption", "text", LEFT)


def draw_wave(
    painter: QPainter, theme: Theme, strip: QRect, columns: Sequence[float], played: int
) -> None:
    """Draw the outline of the sound as bars of 0 to 1; what lies left of played (px) in accent."""
    bar, step = theme.px(BAR), theme.px(BAR) + theme.px(GAP)
    middle, half = strip.center().y(), strip.height() / 2 - theme.px(2)
    before: list[QRect] = []
    after: list[QRect] = []
    for n, loud in enumerate(columns):
        high = max(1, round(half * loud))
        place = QRect(strip.x() + n * step, middle - high, bar, 2 * high)
        (before if n * step < played else after).append(place)
    painter.setPen(Qt.PenStyle.NoPen)
    for places, ink in ((before, "accent"), (after, "border_strong")):
        painter.setBrush(theme.colour(ink))
        painter.drawRects(places)


def draw_silence(painter: QPainter, theme: Theme, strip: QRect, sentence: str) -> None:
    """Draw the flat line that stands where there is no sound, and the sentence that says so."""
    middle = strip.center().y()
    painter.fillRect(strip.x(), middle, strip.width(), 1, theme.colour("border_strong"))
    if sentence:
        _draw_words(painter, theme, strip, sentence)


def draw_gap(
    painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan, gap: SoundGap
) -> None:
    """Draw where nothing was recorded: empty, with a dashed line round it and what it is called."""
    place = _place(strip, span, gap.from_ms, gap.to_ms)
    place.setWidth(max(place.width(), theme.px(5)))
    painter.fillRect(place, theme.colour("surface"))
    painter.setPen(QPen(theme.colour("border_strong"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = theme.px(4)
    painter.drawRect(place.adjusted(0, inset, -1, -inset))
    shown = place.intersected(strip)
    room = shown.width() - theme.px(4)
    for words in (gap_words(gap), gap_name(gap)[0].lower()):
        if text_width(theme, words, "caption") <= room:
            draw_text(painter, theme, shown, words, "caption", "muted", CENTRE)
            break


def draw_passage_ground(
    painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan, passage: TimelinePassage
) -> None:
    """Draw what lies under the bars of a passage: its tint, and the bracket over it."""
    place = _place(strip, span, passage.from_ms, passage.to_ms)
    place.setWidth(max(place.width(), theme.px(3)))
    ink = "warning" if passage.is_withdrawn else "accent"
    painter.fillRect(place, theme.colour(f"{ink}_tint"))
    thick = theme.px(2)
    for edge in (
        QRect(place.x(), place.y(), place.width(), thick),
        QRect(place.x(), place.y(), thick, place.height() // 3),
        QRect(place.right() + 1 - thick, place.y(), thick, place.height() // 3),
    ):
        painter.fillRect(edge, theme.colour(ink))


def draw_silenced(
    painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan, passage: TimelinePassage
) -> None:
    """Hatch over a stretch that is never heard, and say so where there is room."""
    place = _place(strip, span, passage.from_ms, passage.to_ms)
    place.setWidth(max(place.width(), theme.px(3)))
    painter.fillRect(place, theme.colour("surface"))
    hatch = QBrush(theme.colour("border_strong"), Qt.BrushStyle.BDiagPattern)
    painter.fillRect(place, hatch)
    shown, words = place.intersected(strip), _("silenced")
    if text_width(theme, words, "caption") + theme.px(16) <= shown.width():
        _draw_words(painter, theme, shown, words)


def draw_selection(
    painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan, chosen: tuple[int, int]
) -> None:
    """Draw the ground of what is marked; a short stretch of a long recording is seen, too."""
    place = _marked(strip, span, theme, chosen)
    painter.fillRect(place, theme.colour("accent_tint"))


def draw_selection_ends(
    painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan, chosen: tuple[int, int]
) -> None:
    """Draw a line at either end of what is marked, and one along it: over gaps they are seen."""
    place, line = _marked(strip, span, theme, chosen), theme.px(2)
    accent = theme.colour("accent")
    for x in (place.x(), place.right() + 1 - line):
        painter.fillRect(x, place.y(), line, place.height(), accent)
    painter.fillRect(place.x(), place.y(), place.width(), line, accent)


def _marked(strip: QRect, span: TimelineSpan, theme: Theme, chosen: tuple[int, int]) -> QRect:
    place = _place(strip, span, *chosen)
    missing = theme.px(8) - place.width()
    return place if missing <= 0 else place.adjusted(-missing // 2, 0, missing - missing // 2, 0)


def draw_turn(
    painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan, turn: TimelineTurn
) -> None:
    """Draw who had the floor, practice with round ends, research square, initials if they fit."""
    place = _place(strip, span, turn.from_ms, turn.to_ms).adjusted(0, 1, -theme.px(1), -1)
    place.setWidth(max(place.width(), theme.px(3)))
    radius = theme.px(2) if turn.is_research else place.height() / 2
    ground, line = theme.colour("raised"), theme.colour("border_strong")
    draw_box(painter, place, Box(ground, line, min(radius, place.width() / 2)))
    shown = place.intersected(strip)
    if text_width(theme, turn.initials, "caption") + theme.px(6) <= shown.width():
        draw_text(painter, theme, shown, turn.initials, "caption", "text", CENTRE)


def draw_spoken(
    painter: QPainter,
    theme: Theme,
    strip: QRect,
    span: TimelineSpan,
    stretches: Sequence[Stretch],
) -> None:
    """Draw where there is a transcript as a thin line; where it is silent there is none."""
    line = strip.adjusted(0, theme.px(1), 0, -theme.px(1))
    for from_ms, to_ms in stretches if strip.height() else ():
        if from_ms < span.to_ms and to_ms > span.from_ms:
            place = _place(line, span, from_ms, to_ms)
            place.setWidth(max(place.width(), 1))
            painter.fillRect(place, theme.colour("accent"))


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


def draw_ruler(painter: QPainter, theme: Theme, strip: QRect, span: TimelineSpan) -> None:
    """Write hours and minutes below the timeline, and seconds when one has come so close."""
    wide = text_width(theme, "0:00:00", "caption") + theme.px(2)
    seconds = ruler_seconds(span.from_ms, span.to_ms, strip.width(), 2 * wide)
    is_close = seconds.step < 60
    for second in seconds:
        x = span.x(second * 1000, strip.width())
        left = min(max(0, x - wide // 2), strip.width() - wide)
        place = QRect(strip.x() + left, strip.y(), wide, strip.height())
        words = f"{second // 3600}:{second // 60 % 60:02d}"
        if is_close:
            words += f":{second % 60:02d}"
        draw_text(painter, theme, place, words, "caption", "muted", LEFT if not left else CENTRE)


def _place(strip: QRect, span: TimelineSpan, from_ms: int, to_ms: int) -> QRect:
    """Return where a stretch stands on a strip, cut off a little outside of it."""
    far = strip.width() + 20
    left, right = (min(max(-20, span.x(one, strip.width())), far) for one in (from_ms, to_ms))
    return QRect(strip.x() + left, strip.y(), right - left, strip.height())


def _draw_words(painter: QPainter, theme: Theme, strip: QRect, words: str) -> None:
    wide = min(strip.width(), text_width(theme, words, "caption") + theme.px(16))
    high = min(strip.height(), theme.line("caption"))
    place = QRect(
        strip.center().x() - wide // 2, strip.y() + (strip.height() - high) // 2, wide, high
    )
    painter.fillRect(place, theme.colour("surface"))
    draw_text(painter, theme, place, words, "caption", "muted", CENTRE)
