"""The timeline to work with: hear a note, go to a moment, mark a stretch, come closer."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from flipdesk.domain.offsets import format_duration
from flipdesk.domain.playing import LEAST_PASSAGE_MS
from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.gap_words import gap_words
from flipdesk.ui.widgets.timeline_drawing import BOX
from flipdesk.ui.widgets.timeline_scene import TimelineScene, nearest
from flipdesk.ui.widgets.timeline_view import APART, TimelineView

__all__ = ["APART", "Timeline"]

_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ZOOMS = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Minus: 1 / 1.5}
_PAGES = {Qt.Key.Key_PageDown: 0.8, Qt.Key.Key_PageUp: -0.8}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DRAG = 5
_NUDGE_MS, _BIG_NUDGE_MS = 1_000, 10_000
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Timeline(TimelineView):
    """Arrow keys choose a note, a click or Enter hears it; elsewhere a click goes to the moment.

    Dragging, or Shift with the arrow keys, marks a stretch. + and - and Ctrl with the wheel zoom.
    """

    point_chosen = Signal(str)
    point_played = Signal(str)
    """A note was clicked or entered: it wants to be heard."""
    sought = Signal(int)
    selected = Signal()
    """Another stretch is marked, or none."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._pressed: QPoint | None = None
        self._level_words = ""

    @override
    def set_scene(self, scene: TimelineScene) -> None:
        super().set_scene(scene)
        self.describe(self._level_words)

    @override
    def set_current(self, key: str) -> None:
        super().set_current(key)
        self.describe(self._level_words)

    def describe(self, level_words: str) -> None:
        """Say to screen readers where one is; the words are those of the player, "" without one."""
        self._level_words = level_words
        here = self.scene.index(self.current)
        spoken = self.scene.points[here].spoken if here >= 0 else ""
        count = len(self.scene.points)
        place = _("{number} of {count}").format(number=here + 1, count=count) if here >= 0 else ""
        self.setAccessibleDescription(", ".join(one for one in (spoken, place, level_words) if one))

    def mark(self, from_ms: int, to_ms: int) -> None:
        """Mark a stretch, whichever end comes first, and tell."""
        first, last = sorted((from_ms, to_ms))
        self.set_selection((max(0, first), min(last, self.scene.length_ms)))
        self.selected.emit()

    def unmark(self) -> None:
        """Mark nothing any more, and tell."""
        if self.selection is not None:
            self.set_selection(None)
            self.selected.emit()

    def zoom(self, factor: float, anchor_ms: int | None = None) -> None:
        """Come closer, or go away for a factor below 1, the anchor or the playhead in place."""
        at = self.position_ms if anchor_ms is None else anchor_ms
        if at is None or not self.span.from_ms <= at <= self.span.to_ms:
            at = (self.span.from_ms + self.span.to_ms) // 2
        self.show_span(self.span.zoomed(factor, at, self.scene.length_ms))

    def fit(self) -> None:
        """Show all of it."""
        self.zoom(0.0001)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        hit = self._point_at(at)
        if hit >= 0:
            self._choose(hit)
            self.point_played.emit(self.scene.points[hit].key)
        elif self.has_sound:
            self._pressed = at

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and self._is_drag(at):
            width = self.width()
            first, last = sorted(self.span.ms(x, width) for x in (self._pressed.x(), at.x()))
            self.set_selection((first, last))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        at = event.position().toPoint()
        if not self._is_drag(at, pressed):
            self.sought.emit(self.span.ms(at.x(), self.width()))
        elif self.selection is not None and _length(self.selection) >= LEAST_PASSAGE_MS:
            self.selected.emit()
        else:
            self.unmark()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
        if event.modifiers() & _CTRL:
            at = self.span.ms(round(event.position().x()), self.width())
            self.zoom(1.25**steps, at)
        elif self.span.length_ms < self.scene.length_ms:
            by = round(-steps * self.span.length_ms / 8)
            self.show_span(self.span.moved(by, self.scene.length_ms))
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, last = self.scene.index(self.current), len(self.scene.points) - 1
        key = Qt.Key(event.key())
        if key in _KEYS and event.modifiers() & _SHIFT:
            far = bool(event.modifiers() & _CTRL)
            self._stretch(_KEYS[key] * (_BIG_NUDGE_MS if far else _NUDGE_MS))
        elif key in _KEYS and last >= 0:
            self._choose(min(max(0, here + _KEYS[key]), last))
        elif key == Qt.Key.Key_Home:
            self._choose(min(0, last))
        elif key == Qt.Key.Key_End:
            self._choose(last)
        elif key in _ENTER and here >= 0:
            self.point_played.emit(self.current)
        elif key in _ZOOMS:
            self.zoom(_ZOOMS[key])
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in _PAGES:
            by = round(_PAGES[key] * self.span.length_ms)
            self.show_span(self.span.moved(by, self.scene.length_ms))
        elif key == Qt.Key.Key_Escape and self.selection is not None:
            self.unmark()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    def _choose(self, index: int) -> None:
        if index < 0:
            return
        point = self.scene.points[index]
        self.show_span(self.span.reaching(point.at_ms, self.scene.length_ms))
        if point.key != self.current:
            self.set_current(point.key)
            announce(self, self.accessibleDescription())
        self.point_chosen.emit(point.key)

    def _stretch(self, by_ms: int) -> None:
        """Move the end of what is marked that the playhead does not hold."""
        at = self.position_ms or 0
        first, last = self.selection or (at, at)
        if by_ms < 0 and last <= at:
            self.mark(first + by_ms, last)
        else:
            self.mark(first, max(first, last + by_ms))

    def _is_drag(self, at: QPoint, pressed: QPoint | None = None) -> bool:
        begun = pressed or self._pressed
        return begun is not None and abs(at.x() - begun.x()) >= self._theme.px(_DRAG)

    def _point_at(self, at: QPoint) -> int:
        """Return the point that is hit: a marker's diamond, or the nearest box of the digits."""
        reach, strips = self._theme.px(BOX), self.strips()
        points = self.scene.points
        in_digits = strips.digits.contains(at)
        among = [n for n, point in enumerate(points) if point.is_marker is not in_digits]
        if not in_digits and not strips.wave.contains(at):
            return -1
        places = self.places()
        near = nearest([places[n].center().x() for n in among], at.x())
        if near < 0:
            return -1
        place = places[among[near]]
        hit = place.contains(at) if not in_digits else abs(place.center().x() - at.x()) <= reach
        return among[near] if hit else -1

    def _tip(self, at: QPoint) -> str:
        hit, strips = self._point_at(at), self.strips()
        if hit >= 0:
            return self.scene.points[hit].spoken
        ms, scene = self.span.ms(at.x(), self.width()), self.scene
        if strips.blocks.contains(at):
            held = (one for one in scene.blocks if one.from_ms <= ms < one.to_ms)
            return next((one.title for one in held), "")
        if strips.turns.contains(at):
            speaking = (one.spoken for one in scene.turns if one.from_ms <= ms < one.to_ms)
            return next(speaking, "")
        if strips.wave.contains(at):
            gaps = (gap_words(gap) for gap in self.gaps if gap.from_ms <= ms < gap.to_ms)
            passages = (one.title for one in scene.passages if one.from_ms <= ms < one.to_ms)
            return next(gaps, "") or next(passages, "") or format_duration(ms)
        return ""


def _length(stretch: tuple[int, int]) -> int:
    return stretch[1] - stretch[0]
