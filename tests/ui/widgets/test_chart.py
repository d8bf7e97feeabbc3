"""The chart as it is painted: the same in size as the estimate, and in the colours of the theme."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.drawing import Rect, bounds
from flipdesk.domain.report import Report
from flipdesk.domain.text_room import text_width
from flipdesk.exchange.chart_svg import token_colours
from flipdesk.ui.theme.theme import SchemeChoice, Theme
from flipdesk.ui.theme.typeface import make_font
from flipdesk.ui.widgets.chart import Chart
from flipdesk.ui.widgets.chart_painting import chart_colour
from tests.domain.charts.test_charts import EVERY, bars, matrix


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_those_of_the_tokens(scheme: SchemeChoice, qapp: QApplication) -> None:
    assert qapp is not None
    theme = Theme(scheme)
    for token, colour in token_colours(scheme).items():
        if not token.endswith((".no", ".icon")):
            assert chart_colour(theme, token) == QColor(colour), token


@pytest.mark.parametrize(
    "text", ["Inddragelse", "Lån et øre: tre klip", "12.345", "Ærø Kommune", "+2 min.", "få"]
)
@pytest.mark.parametrize("is_strong", [False, True])
def test_estimated_width_is_never_less_than_the_real_one(
    text: str, qapp: QApplication, *, is_strong: bool
) -> None:
    assert qapp is not None
    Theme("light")
    font = make_font(13)
    font.setWeight(font.Weight.DemiBold if is_strong else font.Weight.Normal)
    real = QFontMetricsF(font).horizontalAdvance(text)
    assert real <= text_width(text, 13, is_strong=is_strong) <= 1.2 * real + 2


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("report", EVERY.values(), ids=EVERY)
def test_chart_grows_with_the_text_and_can_be_walked(
    report: Report, scale: float, qtbot: QtBot
) -> None:
    chart = Chart(Theme("light", scale))
    qtbot.addWidget(chart)
    chart.resize(700, 500)
    chart.show()
    chart.show_report(report)
    assert chart.minimumHeight() >= chart.drawing.height * scale
    seen = set()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down) * 4:
        seen.add(chart.accessibleDescription())
        qtbot.keyClick(chart, key)
    count = len(chart.drawing.marked)
    assert len(seen) > 1 or count == 1
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription().endswith(f"{count} af {count}")
    assert not chart.grab().isNull()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bar_is_painted_where_it_is_said_to_be(scheme: SchemeChoice, qtbot: QtBot) -> None:
    theme = Theme(scheme)
    chart = Chart(theme)
    qtbot.addWidget(chart)
    chart.resize(700, 300)
    chart.show()
    chart.show_report(bars(2))
    solid = next(shape for shape, mark in chart.drawing.marked if (mark.row, mark.column) == (1, 0))
    assert isinstance(solid, Rect)
    left, top, width, height = bounds(solid)
    at = QPoint(round(left + width / 2) + 4, round(top + height - 4) + 4)
    assert chart.grab().toImage().pixelColor(at) == chart_colour(theme, solid.fill)
    hovered = chart.drawing.marked[0]
    assert hovered[1].spoken


def test_enter_opens_the_door_of_where_one_is(qtbot: QtBot) -> None:
    chart = Chart(Theme("light"))
    qtbot.addWidget(chart)
    chart.resize(600, 400)
    chart.show()
    chart.show_report(matrix())
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.door_opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args[0] == chart.drawing.marked[0][1].door


def test_another_count_of_the_same_keeps_the_place(qtbot: QtBot) -> None:
    chart = Chart(Theme("light"))
    qtbot.addWidget(chart)
    chart.show()
    chart.show_report(matrix())
    chart.choose(2, 2)
    chart.show_report(matrix(most=5))
    assert chart.current is not None
    assert (chart.current.row, chart.current.column) == (2, 2)
    chart.show_report(bars())
    assert chart.current is None
