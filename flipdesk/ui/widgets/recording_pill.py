"""The recording pill: the one place that says whether what is said is kept."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from flipdesk.i18n import _
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.drawing import (
    LEFT,
    RIGHT,
    Box,
    draw_box,
    draw_icon,
    draw_text,
    text_width,
)
from flipdesk.ui.widgets.level_bars import TOTAL, lit_bars, paint_bars

HEIGHT = 32
_DOT, _ICON, _GAP, _LEFT, _RIGHT = 10, 16, 8, 12, 14


@dataclass(frozen=True)
class PillLook:
    """One state: an icon, or a dot where it is empty, and token names; ground "" is none."""

    icon: str
    ground: str
    line: str
    ink: str
    width: int = 1


IDLE = PillLook("mic", "surface", "border_strong", "muted")
RECORDED = PillLook("circle-check", "surface", "border_strong", "muted")
RECORDING = PillLook("", "rec", "rec", "on_rec")
NO_SOUND = PillLook("mic-off", "warning_fill", "warning", "on_warning", 2)
PAUSED = PillLook("pause", "surface", "rec", "text", 2)
OFF_RECORD = PillLook("mic-off", "surface", "rec", "text", 2)
LOST = PillLook("unplug", "danger_tint", "rec", "danger", 2)


@dataclass(frozen=True)
class PillContent:
    """What the pill shows; with lit >= 0 level bars and the free space follow the text.

    `held` is the bar that the loudest of late has lit, `level_text` the level in words.
    """

    look: PillLook
    text: str
    lit: int = -1
    free_text: str = ""
    held: int = 0
    level_text: str = ""


def elapsed_text(ms: int) -> str:
    """Return a duration as hh:mm:ss."""
    seconds = max(0, ms) // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


class RecordingPill(QAbstractButton):
    """32 px high and never narrower than it has been since reset_width; clicking is a wish."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = 0
        self._spoken_minute = -1
        self._content = PillContent(IDLE, "")
        self.setObjectName("recording_pill")
        self.setProperty("focus_radius", HEIGHT // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self.show_idle()

    @property
    def content(self) -> PillContent:
        """What is shown."""
        return self._content

    def show_idle(self) -> None:
        """No recording."""
        self._show(PillContent(IDLE, _("The recording is not running")))

    def show_recorded(self, text: str) -> None:
        """A finished recording, with what will become of it."""
        self._show(PillContent(RECORDED, text))

    def show_recording(
        self,
        elapsed_ms: int,
        level: float,
        free_text: str,
        *,
        held: float = 0,
        level_text: str = "",
    ) -> None:
        """Sound is being kept; levels 0 to 1, free_text such as "room for 110 h"."""
        text = _("Recording {time}").format(time=elapsed_text(elapsed_ms))
        content = PillContent(
            RECORDING, text, lit_bars(level), free_text, lit_bars(held), level_text
        )
        self._show(content, elapsed_ms)

    def show_no_sound(self, elapsed_ms: int, silent_s: int) -> None:
        """The recorder runs but has heard nothing for silent_s seconds."""
        text = _("Recording {time} · no sound for {seconds} sec.").format(
            time=elapsed_text(elapsed_ms), seconds=silent_s
        )
        self._show(PillContent(NO_SOUND, text), elapsed_ms, urgent=True)

    def show_paused(self, elapsed_ms: int) -> None:
        """The recording rests; nothing is kept."""
        text = _("Paused {time} · not recording").format(time=elapsed_text(elapsed_ms))
        self._show(PillContent(PAUSED, text), elapsed_ms)

    def show_off_record(self, elapsed_ms: int) -> None:
        """It was agreed that nothing is kept."""
        text = _("Off the record · {time} is saved").format(time=elapsed_text(elapsed_ms))
        self._show(PillContent(OFF_RECORD, text), elapsed_ms)

    def show_lost(self, saved_ms: int) -> None:
        """The microphone is gone; saved_ms are safe."""
        text = _("The microphone is gone · {time} is saved").format(time=elapsed_text(saved_ms))
        self._show(PillContent(LOST, text), saved_ms, urgent=True)

    def reset_width(self) -> None:
        """Forget how wide the pill has been: a new session begins."""
        self._widest = 0
        self._restyle()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._widest, self._theme.px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, px, rect = self._content.look, self._theme.px, self.rect()
        colour = self._theme.colour
        ground = colour(look.ground)
        draw_box(painter, rect, Box(ground, colour(look.line), rect.height() / 2, look.width))
        x = px(_LEFT) + look.width
        if look.icon:
            top = (rect.height() - px(_ICON)) // 2
            draw_icon(painter, self._theme, QPoint(x, top), look.icon, _ICON, look.ink)
            x += px(_ICON + _GAP)
        else:
            dot = QRect(x, (rect.height() - px(_DOT)) // 2, px(_DOT), px(_DOT))
            draw_box(painter, dot, Box(colour(look.ink), radius=px(_DOT) / 2))
            x += px(_DOT + _GAP)
        rest = rect.adjusted(x, 0, -px(_RIGHT) - look.width, 0)
        x += draw_text(painter, self._theme, rest, self._content.text, "strong", look.ink, LEFT)
        if self._content.lit >= 0:
            bars = QRect(x + px(_GAP), 0, px(TOTAL), rect.height())
            lit, held = self._content.lit, self._content.held
            paint_bars(painter, self._theme, bars, lit, colour(look.ink), held)
            free = self._content.free_text
            draw_text(painter, self._theme, rest, free, "body", look.ink, RIGHT)
        painter.end()

    def _show(self, content: PillContent, elapsed_ms: int = 0, *, urgent: bool = False) -> None:
        if content == self._content:
            return
        changed = content.look != self._content.look
        self._content = content
        self._grow()
        minute = elapsed_ms // 60_000
        if changed or minute != self._spoken_minute:
            self._spoken_minute = minute
            self.setAccessibleName(content.text)
            parts = (content.level_text, content.free_text)
            self.setAccessibleDescription(", ".join(part for part in parts if part))
        if changed:
            announce(self, content.text, urgent=urgent)
        self.update()

    def _needed_width(self) -> int:
        px, content = self._theme.px, self._content
        lead = _ICON if content.look.icon else _DOT
        width = px(_LEFT + lead + _GAP + _RIGHT) + 2 * content.look.width
        width += text_width(self._theme, content.text, "strong")
        if content.lit >= 0:
            width += px(_GAP + TOTAL + _GAP) + text_width(self._theme, content.free_text)
        return width

    def _grow(self) -> None:
        needed = self._needed_width()
        if needed > self._widest:
            self._widest = needed
            self.setFixedSize(self.sizeHint())

    def _restyle(self) -> None:
        self._widest = self._needed_width()
        self.setFixedSize(self.sizeHint())
        self.update()
