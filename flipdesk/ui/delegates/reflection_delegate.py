"""Rows of reflections, markers and parked matters."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QHelpEvent, QPainter
from typing_extensions import override

from flipdesk.ui.delegates.roles import ReflectionRow
from flipdesk.ui.delegates.row_delegate import PlayableRowDelegate
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import flow_chips, flow_height, paint_chips
from flipdesk.ui.widgets.drawing import LEFT, draw_icon, draw_initials, draw_text
from flipdesk.ui.widgets.paragraph import Emphasis, Paragraph, lay_out

CACHED = 4_000
STACKED_BELOW = 150  # a narrower column of words goes under time and initials
WIDEST_WORDS = 720


@dataclass(frozen=True)
class ReflectionMeasures:
    """Sizes in logical px: margins, the columns before the text, and what lies round the chips."""

    left: int
    right: int
    above: int
    time: int
    initials: int
    play: int
    chips_above: int
    chips_gap: int


RUN = ReflectionMeasures(14, 12, 9, 82, 44, 26, 6, 6)
COMPILE = ReflectionMeasures(12, 12, 7, 74, 42, 26, 4, 5)


@dataclass(frozen=True)
class ReflectionLayout:
    """A row laid out to a width."""

    words: Paragraph
    chips: tuple[QRect, ...]
    height: int
    words_x: int
    words_y: int


class ReflectionDelegate(PlayableRowDelegate):
    """Time over kind, initials, words, chips under them, play at the right.

    compact is Bearbejd's form: the offset in the place of the time, the state under it.
    """

    def __init__(
        self, theme: Theme, *, compact: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._compact = compact
        self._sizes = COMPILE if compact else RUN
        self._layouts: dict[tuple[ReflectionRow, int], ReflectionLayout] = {}

    @override
    def forget(self) -> None:
        self._layouts.clear()

    @override
    def row_height(self, row: object, width: int) -> int:
        assert isinstance(row, ReflectionRow)
        return self._layout(row, width).height

    @override
    def tooltip(self, row: object, rect: QRect, at: QHelpEvent) -> str:
        assert isinstance(row, ReflectionRow)
        layout = self._layout(row, rect.width())
        point = at.pos() - self._chips_at(rect, layout)
        chips = zip(row.chips, layout.chips, strict=False)
        return next((chip.spoken for chip, place in chips if place.contains(point)), "")

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        assert isinstance(row, ReflectionRow)
        layout = self._layout(row, rect.width())
        px, sizes = self.theme.px, self._sizes
        top = rect.y() + px(sizes.above)
        self._paint_time(painter, rect, top, row)
        x = rect.x() + px(sizes.left + sizes.time)
        if row.initials:
            place = QRect(x, top, px(34), px(24))
            if row.one_line:
                place.moveTop(top - px(2))
            draw_initials(painter, self.theme, place, row.initials, research=row.research)
        at = rect.topLeft() + QPoint(layout.words_x, layout.words_y)
        if row.one_line and row.icon:
            icon_at = at + QPoint(0, px(2))
            draw_icon(painter, self.theme, icon_at, row.icon, 16, "muted")
            at += QPoint(px(22), 0)
        ink = "muted" if row.faded else "text"
        layout.words.draw(painter, at.x(), at.y(), self.theme.colour(ink))
        if layout.chips:
            at = self._chips_at(rect, layout)
            paint_chips(painter, self.theme, at, row.chips, layout.chips)
        if row.playable and sizes.play:
            at = QPoint(rect.right() + 1 - px(sizes.right) - px(16), top + px(2))
            icon, ink = ("volume-2", "accent") if row.playing else ("play", "muted")
            draw_icon(painter, self.theme, at, icon, 16, ink)

    def _paint_time(self, painter: QPainter, rect: QRect, top: int, row: ReflectionRow) -> None:
        px, sizes = self.theme.px, self._sizes
        x, wide = rect.x() + px(sizes.left), px(sizes.time) - px(4)
        first = QRect(x, top, wide, px(22 if self._compact else 20))
        second = QRect(x, first.bottom() + 1, wide, px(18))
        if self._compact:
            draw_text(painter, self.theme, first, row.time_text, "caption", "muted", LEFT)
            draw_text(painter, self.theme, second, row.state_text, "caption", row.tone, LEFT)
            return
        draw_text(painter, self.theme, first, row.time_text, "strong", "text", LEFT)
        if not row.one_line:
            draw_text(painter, self.theme, second, row.kind_text, "caption", "muted", LEFT)

    def _chips_at(self, rect: QRect, layout: ReflectionLayout) -> QPoint:
        below = layout.words.height + self.theme.px(self._sizes.chips_above)
        return rect.topLeft() + QPoint(layout.words_x, layout.words_y + below)

    def _layout(self, row: ReflectionRow, width: int) -> ReflectionLayout:
        found = self._layouts.get((row, width))
        if found is None:
            if len(self._layouts) >= CACHED:
                self._layouts.clear()
            found = self._layouts[row, width] = self._lay_out(row, width)
        return found

    def _lay_out(self, row: ReflectionRow, width: int) -> ReflectionLayout:
        px, sizes = self.theme.px, self._sizes
        before = px(sizes.left + sizes.time + sizes.initials)
        room = width - before - px(sizes.play + sizes.right)
        above = px(sizes.above)
        x, y, least = before, above, px(40 if self._compact else 38)
        if room < px(STACKED_BELOW):
            room = width - px(sizes.left + sizes.right)
            head = px(24) if row.one_line else least
            x, y, least = px(sizes.left), above + head + px(4), 0
        words = self._words(row, min(room, px(WIDEST_WORDS)))
        if row.one_line and not row.chips:
            return ReflectionLayout(words, (), y + words.height + above + 1, x, y)
        chips = tuple(flow_chips(self.theme, row.chips, room, sizes.chips_gap))
        content = words.height
        if chips:
            content += px(sizes.chips_above) + flow_height(chips)
        height = y + max(content, least) + above + 1
        return ReflectionLayout(words, chips, height, x, y)

    def _words(self, row: ReflectionRow, room: int) -> Paragraph:
        text = row.text
        emphases: tuple[Emphasis, ...] = ()
        if row.quote and not text.startswith(("”", '"', "“")):
            text = f"”{text}”"
        lead = row.kind_text if row.one_line else ""
        if lead and text:
            lead += ": "
        if lead:
            emphases = (Emphasis(0, len(lead), "muted"),)
        inset = self.theme.px(22) if row.one_line and row.icon else 0
        return lay_out(self.theme, lead + text, room - inset, emphases=emphases)
