"""What the window offers after a crash, and what becomes of finished recordings behind it."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.beacon import BEACON_NAME
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.events import RecorderEvent, RecorderFound
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.audio.recording_folder import verify
from flipdesk.domain.clock import ManualClock
from flipdesk.services.session_recording import SessionRecording
from flipdesk.ui.message_area import MessageArea
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.helpers.app import MORNING, TestApp, close_app, open_app, sample_session_id
from tests.helpers.fake_media import FakeMedia


def crash_after(folder: Path, seconds: int) -> None:
    """Leave behind what a FlipDesk leaves that was killed in the middle of a recording."""
    app = open_app(folder, sample=True)
    recorder = FakeRecorder(AudioClock(MORNING))
    recording = SessionRecording(app.base, recorder, ManualClock(MORNING))

    def note(event: RecorderEvent) -> None:
        recording.note(event)

    recorder.listen(note)
    recording.start(sample_session_id())
    recorder.advance(1_000 * seconds)
    close_app(app)


def message(app: TestApp) -> InlineMessage:
    every = app.frame.messages.findChildren(InlineMessage)
    (found,) = [one for one in every if one.text in app.frame.messages.sentences]
    return found


def taken_back(app: TestApp) -> bool:
    recordings = app.base.recordings.of_session(sample_session_id())
    return all(one.stopped is not None for one in recordings)


def _is_said(messages: MessageArea) -> bool:
    return bool(messages.sentences)


def click(message: InlineMessage) -> None:
    QTest.mouseClick(message.action_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_recording_that_was_cut_off_is_offered_once_and_taken_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    crash_after(tmp_path, 75)
    app = open_app(tmp_path)
    qtbot.waitUntil(lambda: bool(app.frame.messages.sentences))
    assert app.frame.messages.sentences == (
        "FlipDesk fandt 1:15 af Samtaleflip 3, som blev afbrudt.",
    )
    assert not taken_back(app)
    click(message(app))
    qtbot.waitUntil(lambda: taken_back(app))
    assert app.frame.messages.sentences == ("1:15 af Samtaleflip 3 er på plads igen.",)
    (stored,) = app.base.record(sample_session_id()).recordings
    assert stored.length_ms == 75_100
    app.window.enter("compile")
    room, media = app.window.room, FakeMedia()
    assert isinstance(room, CompileRoom)
    room.listening.player.make_media = lambda: media
    app.window.enter("home")
    QTest.mouseClick(message(app).first_button(), Qt.MouseButton.LeftButton)
    assert app.window.room is room
    assert app.workspace.session_id == sample_session_id()
    qtbot.waitUntil(lambda: room.listening.is_ready)
    assert media.sounds()
    assert media.at_ms == 75_100 - 20_000
    qtbot.waitUntil(lambda: not app.jobs.running)
    close_app(app)
    again = open_app(tmp_path)
    qtbot.waitUntil(lambda: not again.jobs.running)
    assert again.frame.messages.sentences == ()
    close_app(again)


def test_what_was_put_off_is_offered_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    crash_after(tmp_path, 5)
    for _start in range(2):
        app = open_app(tmp_path)
        messages = app.frame.messages
        qtbot.waitUntil(partial(_is_said, messages))
        QTest.mouseClick(message(app).close_button, Qt.MouseButton.LeftButton)
        assert not taken_back(app)
        close_app(app)


def test_finished_recording_becomes_flac_behind_the_window(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    app = sample_app
    app.window.enter("run")
    app.commands.action("recording.toggle").trigger()
    QApplication.processEvents()
    app.advance(20_000)
    app.recording.stop()
    QApplication.processEvents()
    folder = app.base.recording_folder(sample_session_id())
    qtbot.waitUntil(lambda: bool(list(folder.glob("*.flac"))) and not app.jobs.running)
    assert list(folder.glob("*.wav")) == []
    assert verify(folder) == ()
    (stored,) = app.base.record(sample_session_id()).recordings
    assert [one.file_name.rpartition(".")[2] for one in stored.segments] == ["flac"]
    assert all(one.sha256 for one in stored.segments)


def test_recording_goes_on_after_its_first_part_became_flac(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    app = sample_app
    for _part in range(2):
        app.commands.action("recording.toggle").trigger()
        QApplication.processEvents()
        app.advance(3_000)
        app.recording.stop()
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not app.jobs.running)
    (stored,) = app.base.record(sample_session_id()).recordings
    folder = app.base.recording_folder(sample_session_id())
    names = sorted(path.name for path in folder.glob("segment-*"))
    assert sorted(one.file_name for one in stored.segments) == names
    assert len(names) == 2
    assert verify(folder) == ()


def test_nothing_is_made_smaller_while_something_is_recorded(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    app = sample_app
    app.commands.action("recording.toggle").trigger()
    QApplication.processEvents()
    app.advance(1_000)
    app.watch.keeper.keep_anew()
    qtbot.waitUntil(lambda: not app.jobs.running)
    folder = app.base.recording_folder(sample_session_id())
    assert list(folder.glob("*.flac")) == []


def test_recorder_at_work_is_followed_when_the_window_opens(qtbot: QtBot, tmp_path: Path) -> None:
    app = open_app(tmp_path, sample=True)
    folder = app.base.recording_folder(sample_session_id())
    folder.mkdir(parents=True)
    (folder / BEACON_NAME).write_text("{}")
    app.workspace.open_session(None)
    app.recorder.alone_in = folder
    app.watch.returned.look(app.jobs)
    app.recorder.tell(RecorderFound(str(folder), "", 48_000, 1, MORNING, 96_000, paused=True))
    QApplication.processEvents()
    assert app.recording.state is RecordingState.PAUSED
    assert app.workspace.session_id == sample_session_id()
    assert app.window.room is not None
    assert app.window.room.name == "run"
    assert app.frame.messages.sentences == (
        "Optagelsen kørte videre, mens FlipDesk var lukket. Intet er tabt.",
    )
    qtbot.waitUntil(lambda: not app.jobs.running)
    close_app(app)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bar_is_seen_and_can_be_answered_by_keyboard(
    qtbot: QtBot, tmp_path: Path, scheme: str
) -> None:
    crash_after(tmp_path, 2)
    app = open_app(tmp_path, scheme="dark" if scheme == "dark" else "light")
    qtbot.waitUntil(lambda: bool(app.frame.messages.sentences))
    button = message(app).action_button
    assert button.text() == "Hent tilbage"
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: taken_back(app))
    qtbot.waitUntil(lambda: not app.jobs.running)
    close_app(app)
