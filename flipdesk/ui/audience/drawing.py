"""How the audience's screen is drawn: by one painter, for the window and for its preview alike.

Sizes are px of a screen of 1280x720 and grow with the screen; no text is ever under 32 px.
"""

from dataclasses import dataclass, replace
from typing import Self

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from flipdesk.domain.audience import AudienceView, ProgramLine
from flipdesk.ui.audience import words
from flipdesk.ui.theme.theme import Theme

DESIGNED = QSize(1280, 720)
LEAST_TEXT = 32
_SIDE, _TOP, _BOTTOM = 72, 52, 44
_RIGHT_COLUMN = 420
_DOT = 18


@dataclass(frozen=True)
class Line:
    """A text with its size and line height; `note` stands behind it, muted."""

    text: str
    size: int
    line: int
    colour: str = "text"
    strong: bool = False
    note: str = ""
    gap: int = 0
    """What is left free under it."""
    most: int = 1
    """Over so many lines it may be wrapped."""

    def sized(self, size: int, line: int) -> Self:
        """Return the same text in another size."""
        return replace(self, size=size, line=line)


class AudiencePainter:
    """Draws one view on a rectangle of a painter."""

    def __init__(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        self._painter = painter
        self._theme = theme
        self._rect = rect
        self._scale = min(rect.width() / DESIGNED.width(), rect.height() / DESIGNED.height())

    def draw_blank(self) -> None:
        """Draw nothing but black."""
        self._painter.fillRect(self._rect, self._theme.audience_colour("blank"))

    def draw(self, view: AudienceView) -> None:
        """Draw all that the view holds, as far as there is room."""
        self._painter.fillRect(self._rect, self._theme.audience_colour("ground"))
        px = self._px
        area = self._rect.adjusted(px(_SIDE), px(_TOP), -px(_SIDE), -px(_BOTTOM))
        top = self._draw_head(view, area)
        bottom = self._draw_foot(view, area)
        middle = QRect(area.left(), top, area.width(), bottom - top)
        middle.adjust(0, px(20), 0, -px(20))
        rows = (middle.height() - px(20)) // self._text_px(32, 42)
        sides = [side for side in (_floor_lines(view), _day_lines(view, rows)) if side]
        if not sides:
            self._draw_clock(view, middle, 270)
        elif view.minutes is None and not view.is_closing:
            self._draw_columns(sides, middle)
        elif len(sides) == 1:
            left, right = self._split(middle, _RIGHT_COLUMN)
            self._draw_clock(view, left, 270)
            self._draw_side(sides[0], right, with_line=True)
        else:
            left, right = self._split(middle, 780)
            self._draw_clock(view, left, 150)
            self._draw_columns(sides, right, with_line=True)

    def _draw_head(self, view: AudienceView, area: QRect) -> int:
        """Draw title and question and return where they end."""
        title = Line(view.title, 64, 72, strong=True, gap=8)
        if self._width(title) > area.width():
            title = replace(title.sized(48, 56), most=2)
        lines = [title]
        if view.question:
            lines.append(Line(view.question, 38, 48, "muted", most=2))
        return self._draw_lines(lines, area)

    def _draw_foot(self, view: AudienceView, area: QRect) -> int:
        """Draw rule, recording and what comes next from the bottom; return where they begin."""
        px, height = self._px, self._text_px(32, 40)
        foot = QRect(area.left(), area.bottom() + 1 - height, area.width(), height)
        top = foot.top() if view.recording or view.next_title else area.bottom() + 1
        coming = Line(words.next_text(view), 32, 40, "muted")
        recording = Line(view.recording, 32, 40, "muted")
        dot = px(_DOT) + px(14) if view.is_recorded else 0
        room = area.width() - px(48)
        wanted = self._width(recording) + dot if view.recording else 0
        width = min(self._width(coming), max(room - wanted, room // 2))
        if view.recording:
            if view.is_recorded:
                self._draw_dot(foot)
            place = foot.adjusted(dot, 0, -width - px(48) if view.next_title else 0, 0)
            self._draw_line(recording, place)
        if view.next_title:
            self._draw_line(coming, QRect(foot.right() + 1 - width, foot.top(), width, height))
        if view.rule:
            rule = Line(view.rule, 36, 44, most=2)
            high = self._height(rule, area.width())
            top -= high + px(20)
            self._draw_lines([rule], QRect(area.left(), top, area.width(), high))
        return top

    def _draw_dot(self, foot: QRect) -> None:
        size = self._px(_DOT)
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.audience_colour("rec"))
        self._painter.drawEllipse(foot.left(), foot.center().y() - size // 2, size, size)
        self._painter.restore()

    def _draw_clock(self, view: AudienceView, area: QRect, size: int) -> None:
        """Draw the minutes, as large as there is room for, in the middle of what is free."""
        if view.minutes is None:
            if view.is_closing:
                line = Line(words.closing_text(), 64, 76, strong=True, most=2)
                high = self._height(line, area.width())
                area.setTop(area.top() + max(0, (area.height() - high) // 2))
                self._draw_lines([line], area)
            return
        below = Line(words.minutes_text(view.minutes), 36, 44, "muted")
        room = int((area.height() - self._text_px(36, 44)) / self._scale / 0.93)
        number = Line(str(view.minutes), min(size, max(64, room)), 0, strong=True)
        number = replace(number, line=int(number.size * 0.93))
        high = self._height(number, area.width()) + self._height(below, area.width())
        area.setTop(area.top() + max(0, (area.height() - high) // 2))
        self._draw_lines([number, below], area)

    def _draw_columns(
        self, sides: list[list[Line]], area: QRect, *, with_line: bool = False
    ) -> None:
        if len(sides) == 1:
            self._draw_side(sides[0], area, with_line=with_line)
            return
        width = (area.width() - self._px(48)) // 2
        first = QRect(area.left(), area.top(), width, area.height())
        second = QRect(area.right() + 1 - width, area.top(), width, area.height())
        self._draw_side(sides[0], first, with_line=with_line)
        self._draw_side(sides[1], second, with_line=True)

    def _draw_side(self, lines: list[Line], area: QRect, *, with_line: bool) -> None:
        inset = self._px(38) if with_line else 0
        place = area.adjusted(inset, 0, 0, 0)
        high = sum(self._height(line, place.width()) for line in lines)
        place.setTop(place.top() + max(0, (place.height() - high) // 2))
        bottom = self._draw_lines(lines, place)
        if with_line:
            line = QRect(area.left(), place.top(), max(2, self._px(2)), bottom - place.top())
            self._painter.fillRect(line, self._theme.audience_colour("line"))

    def _draw_lines(self, lines: list[Line], area: QRect) -> int:
        """Draw lines under each other while there is room; return where the last one ends."""
        top = area.top()
        for line in lines:
            high = self._height(line, area.width())
            if top + self._line_px(line) > area.bottom() + 1:
                break
            high = min(high, area.bottom() + 1 - top)
            self._draw_line(line, QRect(area.left(), top, area.width(), high))
            top += high
        return top

    def _draw_line(self, line: Line, place: QRect) -> None:
        painter, font = self._painter, self._font(line)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.audience_colour(line.colour))
        behind = Line(line.note, 32, 40, "muted")
        note = self._px(10) + self._width(behind) if line.note else 0
        width, step = place.width() - note, self._line_px(line)
        above = (step - metrics.height()) / 2 + metrics.ascent()
        for number, piece in enumerate(self._pieces(line, width)):
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width)
            base = QPointF(place.left(), place.top() + number * step + above)
            painter.drawText(base, shown)
            if note:
                base += QPointF(metrics.horizontalAdvance(shown) + self._px(10), 0)
                painter.setFont(self._font(behind))
                painter.setPen(self._theme.audience_colour(behind.colour))
                painter.drawText(base, behind.text)

    def _pieces(self, line: Line, width: int) -> list[str]:
        """Return the text in as many pieces as it may have lines; the last holds all the rest."""
        if line.most == 1 or self._width(line) <= width:
            return [line.text]
        layout = QTextLayout(line.text, self._font(line))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) < line.most and (piece := layout.createLine()).isValid():
            piece.setLineWidth(max(1, width))
            piece.setPosition(QPointF(0, 0))
            starts.append(piece.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(line.text)]
        return [line.text[start:end].strip() for start, end in zip(starts, ends, strict=True)]

    def _split(self, area: QRect, right_width: int) -> tuple[QRect, QRect]:
        """Return what is left and right, with a gap between."""
        right = min(self._px(right_width), area.width() * 2 // 3)
        left = area.width() - right - self._px(48)
        return (
            QRect(area.left(), area.top(), left, area.height()),
            QRect(area.right() + 1 - right, area.top(), right, area.height()),
        )

    def _height(self, line: Line, width: int) -> int:
        return self._line_px(line) * len(self._pieces(line, width)) + self._px(line.gap)

    def _line_px(self, line: Line) -> int:
        return self._text_px(line.size, line.line)

    def _text_px(self, size: int, line: int) -> int:
        """Return the height of a line whose text may have been kept from getting too small."""
        return round(line * max(self._scale, LEAST_TEXT / size))

    def _width(self, line: Line) -> int:
        return QFontMetrics(self._font(line)).horizontalAdvance(line.text)

    def _font(self, line: Line) -> QFont:
        size = max(LEAST_TEXT, round(line.size * self._scale))
        return self._theme.audience_font(size, strong=line.strong)

    def _px(self, size: float) -> int:
        return round(size * self._scale)


def _floor_lines(view: AudienceView) -> list[Line]:
    lines: list[Line] = []
    if view.speaker:
        lines.append(Line(words.floor_title(), 32, 40, "muted"))
        lines.append(Line(view.speaker, 48, 60, strong=True, gap=20 if view.queue else 0))
    if view.queue:
        lines.append(Line(words.queue_title(view), 32, 40, "muted"))
        for one in view.queue:
            lines.append(Line(one.name, 40, 54, note=words.reply_text() if one.is_reply else ""))
    return lines


def _day_lines(view: AudienceView, rows: int) -> list[Line]:
    """Return the program and what is parked, in so many rows, with their titles."""
    lines: list[Line] = []
    wanted = len(view.parked) + 1 if view.parked else 0
    program = _rows_shown(view.program, max(rows // 2, rows - wanted) - 1)
    if program:
        lines.append(Line(words.program_title(), 32, 42, "muted"))
        for item in program:
            colour = "text" if item.is_now else "muted"
            lines.append(Line(item.title, 32, 42, colour, strong=item.is_now))
    if view.parked:
        if lines:
            lines[-1] = replace(lines[-1], gap=20)
        lines.append(Line(words.parked_title(), 32, 42, "muted"))
        lines += [Line(text, 32, 42) for text in view.parked]
    return lines


def _rows_shown(program: tuple[ProgramLine, ...], rows: int) -> tuple[ProgramLine, ...]:
    """Return so many lines of the program, what is held first left out before what comes."""
    now = next((place for place, item in enumerate(program) if item.is_now), 0)
    start = max(0, min(now, len(program) - rows))
    return program[start : start + max(1, rows)]
