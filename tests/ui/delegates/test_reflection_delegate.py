"""Rows of reflections: heights, wrapping, play, tooltips."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.reflection_delegate import ReflectionDelegate
from flipdesk.ui.delegates.roles import ReflectionRow
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.chip import ChipSpec
from tests.ui.delegates.rows import height_of, index_of, listed, rect_of
from tests.ui.theme.dressed import painted

ROW = ReflectionRow(
    "11.02",
    "Observation",
    "MH",
    text="Klip 2: Her bliver bageriet grebet. Sagsbehandleren gentager ordet og venter.",
    chips=(
        ChipSpec("Samtale", "samtale"),
        ChipSpec("Inddragelse", "inddragelse"),
        ChipSpec("Gribning: grebet", full="Gribning, grebet"),
    ),
    playable=True,
)
MARKER = ReflectionRow("11.01", "Mærke", text="klip 2", one_line=True, icon="bookmark")


@pytest.fixture
def delegate(theme: Theme) -> ReflectionDelegate:
    return ReflectionDelegate(theme)


def test_rows_are_as_high_as_in_the_picture(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    view = listed(theme, delegate, ROW, MARKER, replace(ROW, chips=()), qtbot=qtbot)
    assert [height_of(view, row) for row in range(3)] == [89, 39, 59]


def test_rows_in_compile_are_as_high_as_in_the_picture(theme: Theme, qtbot: QtBot) -> None:
    delegate = ReflectionDelegate(theme, compact=True)
    view = listed(theme, delegate, replace(ROW, chips=ROW.chips[:2]), qtbot=qtbot, width=458)
    assert height_of(view) == 83


def test_words_wrap_and_are_never_cut_off(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    view = listed(theme, delegate, ROW, qtbot=qtbot)
    wide = height_of(view)
    view.resize(400, 400)
    narrow = height_of(view)
    assert narrow >= wide + 20
    long_marker = replace(MARKER, text=ROW.text * 2)
    assert delegate.row_height(long_marker, 540) > delegate.row_height(MARKER, 540)


def test_words_go_under_time_and_initials_where_it_is_tight(
    theme: Theme, delegate: ReflectionDelegate
) -> None:
    short = replace(ROW, text="Ja.", chips=())
    assert delegate.row_height(short, 400) == 57
    assert delegate.row_height(short, 260) == 9 + 38 + 4 + 20 + 9 + 1


def test_rows_grow_with_the_text_size(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    view = listed(theme, delegate, MARKER, qtbot=qtbot, width=1100)
    theme.choose(text_scale=2.0)
    assert height_of(view) == 2 * 38 + 1


def test_the_layout_is_kept_until_the_theme_changes(
    theme: Theme, delegate: ReflectionDelegate
) -> None:
    first = delegate._layout(ROW, 540)
    assert delegate._layout(replace(ROW), 540) is first
    theme.choose("dark")
    assert delegate._layout(ROW, 540) is not first


def test_play_can_be_hit_and_words_cannot(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    view = listed(theme, delegate, ROW, replace(ROW, playable=False), qtbot=qtbot)
    with qtbot.waitExposed(view):
        view.show()
    rect = rect_of(view)
    hit = delegate.play_rect(rect)
    assert hit.width() >= 24
    with qtbot.waitSignal(delegate.play_requested) as asked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=hit.center())
    assert asked.args[0].row() == 0
    with qtbot.assertNotEmitted(delegate.play_requested):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        silent = delegate.play_rect(rect_of(view, 1)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=silent)


def test_the_tooltip_names_the_code_in_full(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    view = listed(theme, delegate, ROW, qtbot=qtbot)
    rect = rect_of(view)
    layout = delegate._layout(ROW, rect.width())
    third = layout.chips[2].center() + delegate._chips_at(rect, layout)
    assert delegate.tooltip(ROW, rect, help_at(third)) == "Gribning, grebet"
    assert delegate.tooltip(ROW, rect, help_at(QPoint(1, 1))) == ""


def help_at(point: QPoint) -> QHelpEvent:
    return QHelpEvent(QEvent.Type.ToolTip, point, point)


def test_research_and_practice_are_told_apart_by_shape(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    views = [
        listed(theme, delegate, replace(ROW, research=research), qtbot=qtbot)
        for research in (False, True)
    ]
    corner = QRect(96, 9, 4, 4)
    practice, research = (painted(view, corner) for view in views)
    assert practice != research


def test_the_chosen_row_is_marked_and_ringed(
    theme: Theme, delegate: ReflectionDelegate, qtbot: QtBot
) -> None:
    view = listed(theme, delegate, ROW, MARKER, qtbot=qtbot)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.setCurrentIndex(index_of(view))
    colours = painted(view)
    wanted = {theme.colour(name).name() for name in ("accent_tint", "accent", "focus")}
    assert wanted <= colours


def test_a_quotation_gets_its_marks_once(theme: Theme, delegate: ReflectionDelegate) -> None:
    bare = replace(ROW, text="Hun sagde det jo.", quote=True)
    marked = replace(bare, text="”Hun sagde det jo.”")
    texts = [delegate._layout(row, 540).words.layout.text() for row in (bare, marked)]
    assert texts == ["”Hun sagde det jo.”"] * 2


def test_a_row_is_read_out_whole() -> None:
    assert ROW.spoken == (
        "11.02, Observation, MH, Klip 2: Her bliver bageriet grebet. Sagsbehandleren gentager"
        " ordet og venter., Samtale, Inddragelse, Gribning, grebet"
    )


def test_words_stop_at_720_px_in_a_wide_list(delegate: ReflectionDelegate) -> None:
    long = replace(ROW, text=ROW.text * 8)
    heights = [delegate.row_height(long, width) for width in (700, 1100, 1900, 2600)]
    assert heights[0] > heights[1] == heights[2] == heights[3]
