"""A transcript of another program comes in through the window and lies at its place."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.ui.dialogs.transcript_place_dialog import TranscriptPlaceDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from tests.exchange.transcripts.samples import NOSCRIBE
from tests.helpers.app import TestApp, sample_session_id
from tests.ui.rooms.compile.listening_room import add_recording, with_gap


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A transcript that is chosen when the window asks for one."""
    path = tmp_path / "formiddag æøå.html"
    path.write_text(NOSCRIBE, "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    return path


def dialog(app: TestApp, qtbot: QtBot) -> TranscriptPlaceDialog:
    app.commands.action("transcript.import").trigger()
    qtbot.waitUntil(lambda: app.window.findChild(TranscriptPlaceDialog) is not None)
    found = app.window.findChild(TranscriptPlaceDialog)
    assert found is not None
    return found


def test_chosen_file_is_placed_at_its_recording_and_shown(
    sample_app: TestApp, qtbot: QtBot, file: Path
) -> None:
    recording = add_recording(sample_app, with_gap())
    sample_app.window.enter("compile")
    asked = dialog(sample_app, qtbot)
    assert asked.recording.currentData() == recording.id
    QTest.mouseClick(asked.accept_button, Qt.MouseButton.LeftButton)
    (made,) = sample_app.base.transcripts.of_session(sample_session_id())
    assert (made.name, made.made_with, made.offset_ms) == ("formiddag æøå", "noScribe 0.7", 0)
    assert made.recording_id == recording.id
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    assert room.transcript_pane.isVisible()
    assert room.transcript_pane.list.segments.rowCount() == 7
    sample_app.workspace.undo()
    assert not room.transcript_pane.isVisible()


def test_placed_by_a_marker_or_the_clock(sample_app: TestApp, qtbot: QtBot, file: Path) -> None:
    asked = dialog(sample_app, qtbot)
    assert asked.way.currentData() == "clock"
    assert not asked.recording.isVisible()
    at_marker = asked.way.findData("marker")
    asked.way.setCurrentIndex(at_marker)
    asked.way.activated.emit(at_marker)
    assert asked.in_file.isVisible()
    asked.in_file.setText("00:0x:00")
    QTest.mouseClick(asked.accept_button, Qt.MouseButton.LeftButton)
    assert "tt:mm:ss" in asked.problem
    asked.in_file.setText("00:00:10")
    QTest.mouseClick(asked.accept_button, Qt.MouseButton.LeftButton)
    (made,) = sample_app.base.transcripts.of_session(sample_session_id())
    marker = sample_app.base.markers.of_session(sample_session_id())[0]
    assert marker.at_ms is not None
    assert made.offset_ms == marker.at_ms - 10_000


def test_file_that_is_none_is_told_and_nothing_is_asked(
    sample_app: TestApp, qtbot: QtBot, file: Path
) -> None:
    file.write_text("WEBVTT\n\n00:0x.000 --> 1\nHej", "utf-8")
    with qtbot.waitSignal(sample_app.workspace.problem) as told:
        sample_app.commands.action("transcript.import").trigger()
    assert "linje 3" in str(told.args)
    assert sample_app.window.findChild(TranscriptPlaceDialog) is None
