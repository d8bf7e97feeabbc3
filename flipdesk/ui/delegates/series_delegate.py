"""Rows of series on Home, and of the sessions that unfold under them."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.delegates.roles import Tone, spoken
from flipdesk.ui.delegates.row_delegate import RowDelegate
from flipdesk.ui.delegates.waiting_delegate import draw_two_lines
from flipdesk.ui.widgets.drawing import (
    LEFT,
    RIGHT,
    draw_digit,
    draw_icon,
    draw_text,
    middle,
    text_width,
)

SERIES_HEIGHT, SESSION_HEIGHT = 56, 36
MOST_DOTS = 12
_DOT, _GAP = 12, 4


@dataclass(frozen=True)
class SeriesRow:
    """A series: its potential's slug, who meets, and how many of its sessions were held."""

    title: str
    about: str
    potential: str
    held: int
    total: int
    held_text: str
    is_open: bool = False

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        state = _("unfolded") if self.is_open else _("folded")
        return spoken(self.title, self.about, self.held_text, state)


@dataclass(frozen=True)
class SessionRow:
    """A session of an unfolded series."""

    title: str
    when_text: str
    state_text: str
    icon: str = "circle"
    tone: Tone = "muted"

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return spoken(self.title, self.when_text, self.state_text)


class SeriesDelegate(RowDelegate):
    """Series 56 px with a dot for each session, filled when held; sessions 36 px, set in."""

    bar = False

    @override
    def row_height(self, row: object, width: int) -> int:
        return self.theme.px(SERIES_HEIGHT if isinstance(row, SeriesRow) else SESSION_HEIGHT)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: object, *, selected: bool) -> None:
        if isinstance(row, SeriesRow):
            self._paint_series(painter, rect, row)
        elif isinstance(row, SessionRow):
            self._paint_session(painter, rect, row)

    def _paint_series(self, painter: QPainter, rect: QRect, row: SeriesRow) -> None:
        px, theme = self.theme.px, self.theme
        x, right = rect.x() + px(14), rect.right() + 1 - px(14)
        digit = QRect(x, middle(rect, px(24)), px(24), px(24))
        draw_digit(painter, theme, digit, row.potential, radius=px(4))
        width = max(self._dots_width(row), text_width(theme, row.held_text, "caption"))
        low = theme.line("caption")
        top = rect.y() + (rect.height() - px(_DOT) - px(4) - low) // 2
        self._paint_dots(painter, QPoint(right - self._dots_width(row), top), row)
        held = QRect(right - width, top + px(_DOT) + px(4), width, low)
        draw_text(painter, theme, held, row.held_text, "caption", "muted", RIGHT)
        left = digit.right() + 1 + px(8)
        words = QRect(left, 0, right - width - px(8) - left, 0)
        draw_two_lines(painter, self, words, rect, (row.title, row.about))

    def _paint_session(self, painter: QPainter, rect: QRect, row: SessionRow) -> None:
        px, theme = self.theme.px, self.theme
        x, right = rect.x() + px(46), rect.right() + 1 - px(14)
        at = QPoint(x, middle(rect, px(16)))
        draw_icon(painter, theme, at, row.icon, 16, row.tone)
        state = text_width(theme, row.state_text, "caption")
        place = QRect(right - state, rect.y(), state, rect.height())
        draw_text(painter, theme, place, row.state_text, "caption", "muted", RIGHT)
        when = text_width(theme, row.when_text, "caption")
        left = x + px(24)
        end = place.x() - px(12) - when
        day = QRect(end, rect.y(), when, rect.height())
        draw_text(painter, theme, day, row.when_text, "caption", "muted", RIGHT)
        words = QRect(left, rect.y(), end - px(8) - left, rect.height())
        draw_text(painter, theme, words, row.title, "body", "text", LEFT)

    def _dots_width(self, row: SeriesRow) -> int:
        count = min(row.total, MOST_DOTS)
        return max(0, count * self.theme.px(_DOT) + (count - 1) * self.theme.px(_GAP))

    def _paint_dots(self, painter: QPainter, at: QPoint, row: SeriesRow) -> None:
        """Paint the newest dots; a series that has gone on for years tells the rest in words."""
        px, theme = self.theme.px, self.theme
        hidden = max(0, row.total - MOST_DOTS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = at.x()
        for place in range(hidden, row.total):
            dot = QRectF(x, at.y(), px(_DOT), px(_DOT))
            if place < row.held:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent"))
                painter.drawEllipse(dot)
            else:
                painter.setPen(QPen(theme.colour("border_strong"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
            x += px(_DOT) + px(_GAP)
        painter.restore()
