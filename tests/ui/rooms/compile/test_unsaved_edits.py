"""What is typed and not stored in Bearbejd: nothing that a key can do loses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from tests.helpers.app import TestApp
from tests.ui.rooms.compile.transcript_room import editor, pieces, with_transcript


@pytest.fixture
def room(sample_app: TestApp) -> CompileRoom:
    with_transcript(sample_app)
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    QApplication.processEvents()
    return room


@pytest.fixture
def pane(sample_app: TestApp, room: CompileRoom) -> TranscriptPane:
    sample_app.commands.action("transcript.show").trigger()
    QApplication.processEvents()
    assert room.transcript_pane.isVisible()
    return room.transcript_pane


def typed(field: QPlainTextEdit, words: str) -> None:
    """Write other words in the place of those that stand there, key by key."""
    field.selectAll()
    QTest.keyClicks(field, words)


@pytest.mark.parametrize("number", [0, 1])
def test_enter_behind_the_last_word_of_a_segment_keeps_what_was_written(
    pane: TranscriptPane, number: int
) -> None:
    field = editor(pane, number, 0)
    typed(field, "Helt andre ord")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pieces(pane)[number].text == "Helt andre ord"
    assert len(pieces(pane)) == 4


def test_backspace_before_the_first_segment_keeps_what_was_written(pane: TranscriptPane) -> None:
    field = editor(pane, 0, 0)
    typed(field, "Helt andre ord")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert pieces(pane)[0].text == "Helt andre ord"
    assert len(pieces(pane)) == 4
