"""Gaps on the timeline and in its table are called by why there is no sound."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from flipdesk.domain.sound_gap import GapKind, SoundGap
from flipdesk.ui.models.timeline_rows import timeline_rows
from flipdesk.ui.rooms.compile.session_timeline import timeline_scene
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.drawing import text_width
from flipdesk.ui.widgets.timeline import Timeline
from flipdesk.ui.widgets.timeline_drawing import draw_gap
from flipdesk.ui.widgets.timeline_span import TimelineSpan
from tests.helpers.nordby import nordby
from tests.ui.theme.dressed import theme

__all__ = ["theme"]

GAPS = {
    SoundGap(600_000, 617_000, GapKind.PAUSE): ("pause 0:17", "Pause"),
    SoundGap(900_000, 1_056_000, GapKind.NOT_RECORDED): ("ikke optaget 2:36", "Ikke optaget"),
    SoundGap(2_000_000, 2_012_000, GapKind.LOST): ("hul 0:12", "Hul"),
}


class Quiet:
    length_ms = 9_130_000

    def columns(self, _from_ms: int, _to_ms: int, count: int) -> list[float]:
        return [0.1] * count


@pytest.mark.parametrize("gap", GAPS)
def test_tip_of_a_gap_says_why_there_is_no_sound(qtbot: QtBot, gap: SoundGap) -> None:
    timeline = Timeline(Theme("light"))
    qtbot.addWidget(timeline)
    timeline.set_scene(timeline_scene(nordby()))
    timeline.resize(1136, timeline.height())
    timeline.set_sound(Quiet(), tuple(GAPS))
    timeline.show()
    qtbot.waitExposed(timeline)
    x = timeline.span.x((gap.from_ms + gap.to_ms) // 2, timeline.width())
    at = QPoint(x, timeline.strips().wave.bottom() - 2)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, timeline.mapToGlobal(at))
    QApplication.sendEvent(timeline, event)
    assert QToolTip.text() == GAPS[gap][0]
    QToolTip.hideText()


def test_table_calls_them_the_same() -> None:
    rows = {
        (row.from_ms, row.to_ms): row
        for row in timeline_rows(timeline_scene(nordby()), tuple(GAPS))
    }
    for gap, (_words, kind) in GAPS.items():
        assert rows[gap.from_ms, gap.to_ms].kind == kind
        assert rows[gap.from_ms, gap.to_ms].text


def test_why_is_read_in_a_gap_too_narrow_for_how_long(qtbot: QtBot, theme: Theme) -> None:
    gap = SoundGap(900_000, 1_056_000, GapKind.NOT_RECORDED)
    image = QImage(400, 44, QImage.Format.Format_RGB32)
    strip = image.rect()
    inked = []
    for margin in (-1, 1):
        width = text_width(theme, "ikke optaget", "caption") + theme.px(4) + margin
        span = TimelineSpan(900_000, 900_000 + 156_000 * strip.width() // width)
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        draw_gap(painter, theme, strip, span, gap)
        painter.end()
        inked.append(len({image.pixel(x, 22) for x in range(8, width - 8)}) > 1)
    assert inked == [False, True]
