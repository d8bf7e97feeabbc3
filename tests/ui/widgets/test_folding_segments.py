"""Segments in a strip that has too little room for their words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.folding_segments import FoldingSegments
from flipdesk.ui.widgets.session_strip import SessionStrip

WORDS = ("Søg", "Diagrammer", "Forløb", "Vidensbidrag", "Kodning")


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> SessionStrip:
    made = SessionStrip(theme)
    qtbot.addWidget(made)
    made.set_session("Viden")
    return made


@pytest.fixture
def pages(theme: Theme, strip: SessionStrip, qtbot: QtBot) -> FoldingSegments:
    made = FoldingSegments(theme, "Sider", [(words, "") for words in WORDS])
    made.segments.choose(0)
    strip.right_layout.addWidget(made)
    strip.resize(1200, strip.height())
    strip.show()
    qtbot.waitUntil(strip.isActiveWindow)
    return made


def narrow(strip: SessionStrip, width: int) -> None:
    strip.resize(width, strip.height())
    QApplication.processEvents()


def test_no_word_is_ever_cut_off(strip: SessionStrip, pages: FoldingSegments) -> None:
    for width in range(480, 1200, 40):
        narrow(strip, width)
        wanted = pages.segments.sizeHint().width()
        assert pages.is_folded or pages.segments.width() >= wanted, width
        assert pages.geometry().right() < strip.pill.x(), width
        assert strip.pill.geometry().right() < strip.width(), width
    narrow(strip, 480)
    assert pages.is_folded
    narrow(strip, 1200)
    assert not pages.is_folded


def test_choice_and_focus_go_along(
    strip: SessionStrip, pages: FoldingSegments, qtbot: QtBot
) -> None:
    chosen: list[int] = []
    pages.chosen.connect(chosen.append)
    pages.segments.button(0).setFocus()
    narrow(strip, 480)
    assert pages.chooser.hasFocus()
    qtbot.keyClick(pages.chooser, Qt.Key.Key_Down)
    assert (chosen, pages.chooser.currentText()) == ([1], "Diagrammer")
    narrow(strip, 1200)
    assert pages.segments.button(1).hasFocus()
    pages.segments.choose(3)
    narrow(strip, 480)
    assert (chosen, pages.chooser.currentText()) == ([1, 3], "Vidensbidrag")
