"""The timeline of a session: agenda items, sound, markers and notes on one line of time."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.timeline_drawing import (
    BOX,
    draw_blocks,
    draw_diamond,
    draw_digit_box,
    draw_ruler,
    draw_silence,
    draw_wave,
)
from flipdesk.ui.widgets.timeline_scene import TimelineScene, nearest, spread

BLOCKS, WAVE, LOW_WAVE, DIGITS, RULER = 22, 44, 20, 18, 18
APART = 18
_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Timeline(QWidget):
    """Click or arrow keys choose a note; `point_chosen` carries its key.

    Above each other: blocks, wave with markers, digits of potentials, ruler.
    """

    point_chosen = Signal(str)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = TimelineScene()
        self._peaks: tuple[float, ...] = ()
        self._sentence = ""
        self._current = ""
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
    def current(self) -> str:
        """The key of the chosen point, "" for none."""
        return self._current

    @property
    def has_sound(self) -> bool:
        """Whether the outline of a recording is shown."""
        return bool(self._peaks)

    def set_scene(self, scene: TimelineScene) -> None:
        """Show other blocks and points; the chosen point stays if it is among them."""
        self._scene = scene
        self.set_current(self._current)

    def set_current(self, key: str) -> None:
        """Move the playhead to a point without telling anybody; "" takes it away."""
        here = self._scene.index(key)
        self._current = key if here >= 0 else ""
        spoken = self._scene.points[here].spoken if here >= 0 else ""
        count = len(self._scene.points)
        place = _("{number} of {count}").format(number=here + 1, count=count) if here >= 0 else ""
        self.setAccessibleDescription(", ".join(part for part in (spoken, place) if part))
        self.update()

    def set_sound(self, peaks: Sequence[float]) -> None:
        """Show the outline of the sound: peaks of 0 to 1 over the whole length."""
        self._peaks, self._sentence = tuple(peaks), ""
        self.update()

    def set_silence(self, sentence: str = "") -> None:
        """Show a flat line and why there is no sound."""
        self._peaks, self._sentence = (), sentence
        self.update()

    def set_low(self, *, low: bool) -> None:
        """Give the wave less height, for low windows."""
        if self._is_low != low:
            self._is_low = low
            self._restyle()

    def places(self) -> list[QRect]:
        """Return where each point's digit box or marker stands."""
        px, strip = self._theme.px, self._strips()[2]
        points = self._scene.points
        xs = [self._scene.x(point.at_ms, strip.width()) for point in points]
        boxed = [n for n, point in enumerate(points) if not point.is_marker]
        lefts = spread([xs[n] for n in boxed], px(BOX), px(APART), strip.width())
        found = dict(zip(boxed, lefts, strict=True))
        top = strip.y() + (strip.height() - px(BOX)) // 2
        return [
            QRect(strip.x() + found.get(n, x - px(BOX) // 2), top, px(BOX), px(BOX))
            for n, x in enumerate(xs)
        ]

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, scene = self._theme, self._scene
        blocks, wave, _digits, ruler = self._strips()
        draw_blocks(painter, theme, blocks, scene)
        here = scene.index(self._current)
        head = scene.x(scene.points[here].at_ms, wave.width()) if here >= 0 else -1
        if self._peaks:
            draw_wave(painter, theme, wave, self._peaks, head)
        else:
            draw_silence(painter, theme, wave, "" if self._is_low else self._sentence)
        if head >= 0:
            top, reach = wave.y() - theme.px(2), wave.height() + theme.px(DIGITS + 6)
            painter.fillRect(wave.x() + head, top, theme.px(2), reach, theme.colour("text"))
        for n, (point, place) in enumerate(zip(scene.points, self.places(), strict=True)):
            if point.is_marker:
                draw_diamond(painter, theme, place.center().x(), wave.y() + theme.px(5))
            else:
                chosen = n == here
                draw_digit_box(painter, theme, place, point.potential, chosen=chosen)
        draw_ruler(painter, theme, ruler, scene)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        centres = [place.center().x() for place in self.places()]
        self._choose(nearest(centres, round(event.position().x())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, last = self._scene.index(self._current), len(self._scene.points) - 1
        key = Qt.Key(event.key())
        if key in _KEYS and last >= 0:
            self._choose(min(max(0, here + _KEYS[key]), last))
        elif key == Qt.Key.Key_Home:
            self._choose(min(0, last))
        elif key == Qt.Key.Key_End:
            self._choose(last)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event), self)
            return True
        return super().event(event)

    def _choose(self, index: int) -> None:
        if index < 0:
            return
        point = self._scene.points[index]
        if point.key != self._current:
            self.set_current(point.key)
            announce(self, self.accessibleDescription())
        self.point_chosen.emit(point.key)

    def _tip(self, event: QHelpEvent) -> str:
        blocks, wave, digits, _ruler = self._strips()
        at = event.pos()
        if blocks.contains(at):
            reached = round((at.x() - blocks.x()) / max(1, blocks.width()) * self._scene.length_ms)
            held = (one for one in self._scene.blocks if one.from_ms <= reached < one.to_ms)
            return next((one.title for one in held), "")
        near = digits.united(wave).contains(at)
        centres = [place.center().x() for place in self.places()]
        found = nearest(centres, at.x()) if near else -1
        close = found >= 0 and abs(centres[found] - at.x()) <= self._theme.px(BOX)
        return self._scene.points[found].spoken if close else ""

    def _strips(self) -> tuple[QRect, QRect, QRect, QRect]:
        px, y = self._theme.px, 0
        found = []
        for height in (BLOCKS, LOW_WAVE if self._is_low else WAVE, DIGITS, RULER):
            found.append(QRect(0, y, self.width(), px(height)))
            y += px(height)
        return found[0], found[1], found[2], found[3]

    def _restyle(self) -> None:
        px = self._theme.px
        wave = LOW_WAVE if self._is_low else WAVE
        self.setFixedHeight(px(BLOCKS) + px(wave) + px(DIGITS) + px(RULER))
        self.update()
