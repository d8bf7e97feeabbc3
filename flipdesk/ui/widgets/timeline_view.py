"""The timeline as it is painted: what it shows, which stretch of it, and where playing is."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.domain.sound_gap import SoundGap
from flipdesk.domain.stretch import Stretch
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.timeline_drawing import (
    BAR,
    BOX,
    GAP,
    draw_blocks,
    draw_diamond,
    draw_digit_box,
    draw_gap,
    draw_passage_ground,
    draw_ruler,
    draw_selection,
    draw_selection_ends,
    draw_silence,
    draw_silenced,
    draw_spoken,
    draw_turn,
    draw_wave,
)
from flipdesk.ui.widgets.timeline_scene import TimelineScene, spread
from flipdesk.ui.widgets.timeline_span import TimelineSpan

BLOCKS, WAVE, LOW_WAVE, TURNS, SPOKEN, DIGITS, RULER = 22, 44, 20, 16, 5, 18, 18
APART = 18


class Outline(Protocol):
    """How loud it is along the timeline."""

    @property
    def length_ms(self) -> int:
        """Where the sound ends."""

    def columns(self, from_ms: int, to_ms: int, count: int) -> list[float]:
        """Return the loudest of each of so many equal parts of a stretch, 0 to 1."""


class Strips(NamedTuple):
    """The bands of the timeline, one above the other."""

    blocks: QRect
    wave: QRect
    turns: QRect
    spoken: QRect
    digits: QRect
    ruler: QRect


class TimelineView(QWidget):
    """Above each other: blocks, wave with markers, turns, transcript, digits, ruler."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = TimelineScene()
        self._span = TimelineSpan()
        self._outline: Outline | None = None
        self._gaps: tuple[SoundGap, ...] = ()
        self._loudest = 1.0
        self._folded: tuple[object, list[float]] = (None, [])
        self._sentence = ""
        self._current = ""
        self._position_ms: int | None = None
        self._selection: Stretch | None = None
        self._spoken: tuple[Stretch, ...] = ()
        self._is_low = False
        self.setObjectName("timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Timeline"))
        self.setMouseTracking(True)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def scene(self) -> TimelineScene:
        """What is shown."""
        return self._scene

    @property
    def span(self) -> TimelineSpan:
        """The stretch of it that is shown."""
        return self._span

    @property
    def current(self) -> str:
        """The key of the chosen point, "" for none."""
        return self._current

    @property
    def has_sound(self) -> bool:
        """Whether the outline of a recording is shown."""
        return self._outline is not None

    @property
    def gaps(self) -> tuple[SoundGap, ...]:
        """Where there is no sound."""
        return self._gaps

    @property
    def selection(self) -> Stretch | None:
        """From and to of what is marked, in milliseconds."""
        return self._selection

    @property
    def position_ms(self) -> int | None:
        """Where the playhead stands, None for nowhere."""
        return self._position_ms

    def set_scene(self, scene: TimelineScene) -> None:
        """Show other blocks and points; the chosen point stays if it is among them."""
        if scene.length_ms != self._scene.length_ms:
            self._span = TimelineSpan(0, max(1, scene.length_ms))
        self._scene = scene
        self._restyle()
        self.set_current(self._current)

    def set_current(self, key: str) -> None:
        """Choose a point without telling anybody, "" for none."""
        self._current = key if self._scene.index(key) >= 0 else ""
        self.update()

    def set_position(self, ms: int | None) -> None:
        """Put the playhead somewhere, or take it away."""
        before, self._position_ms = self._position_ms, ms
        width = self.width()
        seen = before is not None and 0 <= self._span.x(before, width) <= width
        if ms is not None and seen:
            self.show_span(self._span.reaching(ms, self._scene.length_ms))
        places = {None if one is None else self._span.x(one, width) for one in (before, ms)}
        if len(places) > 1:
            self.update()

    def set_selection(self, selection: Stretch | None) -> None:
        """Mark a stretch, or nothing, without telling anybody."""
        self._selection = selection
        self.update()

    def set_spoken(self, spoken: Sequence[Stretch]) -> None:
        """Show where there is a transcript, in a lane of its own."""
        if tuple(spoken) != self._spoken:
            self._spoken = tuple(spoken)
            self._restyle()

    def set_sound(self, outline: Outline, gaps: Sequence[SoundGap] = ()) -> None:
        """Show the outline of the sound, and where there is none."""
        self._outline, self._gaps, self._sentence = outline, tuple(gaps), ""
        self._loudest = max([*outline.columns(0, self._scene.length_ms, 512), 0.05])
        self.update()

    def set_silence(self, sentence: str = "") -> None:
        """Show a flat line and why there is no sound."""
        self._outline, self._gaps, self._sentence = None, (), sentence
        self.update()

    def set_low(self, *, low: bool) -> None:
        """Give the wave less height and leave out the turns, for low windows."""
        if self._is_low != low:
            self._is_low = low
            self._restyle()

    def show_span(self, span: TimelineSpan) -> None:
        """Show another stretch."""
        if span != self._span:
            self._span = span
            self.update()

    def places(self) -> list[QRect]:
        """Return where each point's digit box or marker stands, also of those not in sight."""
        px, strips = self._theme.px, self.strips()
        strip, points = strips.digits, self._scene.points
        xs = [self._span.x(point.at_ms, strip.width()) for point in points]
        shown = [-px(BOX) <= x <= strip.width() + px(BOX) for x in xs]
        boxed = [n for n, point in enumerate(points) if not point.is_marker and shown[n]]
        lefts = spread([xs[n] for n in boxed], px(BOX), px(APART), strip.width())
        found = dict(zip(boxed, lefts, strict=True))
        digits_top = strip.y() + (strip.height() - px(BOX)) // 2
        marker_top = strips.wave.y() + px(5) - px(BOX) // 2
        return [
            QRect(
                strip.x() + found.get(n, x - px(BOX) // 2),
                marker_top if points[n].is_marker else digits_top,
                px(BOX),
                px(BOX),
            )
            for n, x in enumerate(xs)
        ]

    def strips(self) -> Strips:
        """Return where each band stands; turns and transcript have no height without any."""
        px, y = self._theme.px, 0
        found = []
        for height in self._heights():
            found.append(QRect(0, y, self.width(), px(height)))
            y += px(height)
        return Strips(*found)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, scene, span, strips = self._theme, self._scene, self._span, self.strips()
        draw_blocks(painter, theme, strips.blocks, scene, span)
        self._paint_wave(painter, strips.wave)
        if strips.turns.height():
            for turn in scene.turns:
                if turn.from_ms < span.to_ms and turn.to_ms > span.from_ms:
                    draw_turn(painter, theme, strips.turns, span, turn)
        draw_spoken(painter, theme, strips.spoken, span, self._spoken)
        self._paint_playhead(painter, strips)
        here = scene.index(self._current)
        for n, (point, place) in enumerate(zip(scene.points, self.places(), strict=True)):
            if not place.intersects(self.rect()):
                continue
            if point.is_marker:
                draw_diamond(painter, theme, place.center().x(), place.center().y())
            else:
                draw_digit_box(painter, theme, place, point.potential, chosen=n == here)
        draw_ruler(painter, theme, strips.ruler, span)
        painter.end()

    def _paint_wave(self, painter: QPainter, strip: QRect) -> None:
        theme, span = self._theme, self._span
        painter.save()
        painter.setClipRect(strip)
        for passage in self._scene.passages:
            if not passage.is_silenced:
                draw_passage_ground(painter, theme, strip, span, passage)
        if self._selection is not None:
            draw_selection(painter, theme, strip, span, self._selection)
        if self._outline is None:
            draw_silence(painter, theme, strip, "" if self._is_low else self._sentence)
        else:
            head = 0 if self._position_ms is None else span.x(self._position_ms, strip.width())
            draw_wave(painter, theme, strip, self._columns(self._outline, strip), head)
        for gap in self._gaps:
            draw_gap(painter, theme, strip, span, gap)
        for passage in self._scene.passages:
            if passage.is_silenced:
                draw_silenced(painter, theme, strip, span, passage)
        if self._selection is not None:
            draw_selection_ends(painter, theme, strip, span, self._selection)
        painter.restore()

    def _paint_playhead(self, painter: QPainter, strips: Strips) -> None:
        if self._position_ms is None:
            return
        px, x = self._theme.px, self._span.x(self._position_ms, self.width())
        top, bottom = strips.wave.y() - px(2), strips.digits.bottom() + px(2)
        left = min(x, self.width() - px(2))
        if x >= 0 and x <= self.width():
            painter.fillRect(left, top, px(2), bottom - top, self._theme.colour("text"))

    def _columns(self, outline: Outline, strip: QRect) -> list[float]:
        """Return a bar for every 3 px of sound; folded once for each stretch and width."""
        count = strip.width() // (self._theme.px(BAR) + self._theme.px(GAP))
        key = (id(outline), self._span, count)
        if self._folded[0] != key:
            folded = outline.columns(self._span.from_ms, self._span.to_ms, count)
            last = max(0, self._span.x(outline.length_ms, count))
            self._folded = (key, [min(1.0, one / self._loudest) for one in folded[:last]])
        return self._folded[1]

    def _heights(self) -> tuple[int, ...]:
        turns = TURNS if self._scene.turns and not self._is_low else 0
        spoken = SPOKEN if self._spoken else 0
        return BLOCKS, LOW_WAVE if self._is_low else WAVE, turns, spoken, DIGITS, RULER

    def _restyle(self) -> None:
        self.setFixedHeight(sum(self._theme.px(height) for height in self._heights()))
        self.update()
