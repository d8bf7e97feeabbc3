"""Starting, pausing and stopping the recording from Afvikl, and the microphone's alarms."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.events import (
    RecorderDied,
    RecorderHung,
    RecordingInterrupted,
    RecordingResumed,
)
from flipdesk.audio.failure import FailureKind, sentence
from flipdesk.ui.microphones import Microphones
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.ui.rooms.run.conftest import Running

STOP = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _state(run: Running) -> RecordingState:
    return run.app.recording.state


@pytest.fixture
def recording(run: Running) -> Running:
    run.click(run.room.now.recording.toggle_button)
    QApplication.processEvents()
    run.app.advance(3_000)
    assert _state(run) is RecordingState.RECORDING
    return run


def _messages(run: Running) -> tuple[str, ...]:
    return run.app.frame.messages.sentences


def _question(run: Running) -> InlineMessage:
    (message,) = run.app.frame.messages.findChildren(InlineMessage)
    assert message.text.startswith("Stop optagelsen?")
    return message


def test_button_starts_and_shows_that_it_records(recording: Running) -> None:
    panel = recording.room.now.recording
    assert panel.toggle_button.text() == "Pause"
    assert panel.caption.text() == "Det, der bliver sagt, optages"
    assert panel.stop_button.isVisible()
    assert panel.level.isVisible()
    (stored,) = recording.record.recordings
    assert stored.stopped is None


def test_ctrl_r_pauses_and_goes_on(recording: Running) -> None:
    recording.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert _state(recording) is RecordingState.PAUSED
    assert recording.room.now.recording.toggle_button.text() == "Fortsæt optagelse"
    recording.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert _state(recording) is RecordingState.RECORDING


def test_stop_asks_in_place_and_leaves_the_focus_alone(recording: Running) -> None:
    recording.room.go_to_capture()
    recording.key(Qt.Key.Key_R, STOP)
    QApplication.processEvents()
    question = _question(recording)
    assert recording.room.capture.writes
    assert recording.app.recording.is_recording
    assert question.close_button.text() == "Bliv ved"
    recording.click(question.close_button)
    assert recording.app.recording.is_recording
    assert _messages(recording) == ()


def test_question_is_answered_by_its_button(recording: Running) -> None:
    recording.click(recording.room.now.recording.stop_button)
    recording.click(_question(recording).action_button)
    QApplication.processEvents()
    assert _state(recording) is RecordingState.IDLE
    (stored,) = recording.record.recordings
    assert stored.stopped is not None
    assert stored.length_ms == pytest.approx(3_000, abs=200)
    assert _messages(recording) == ()


def test_question_is_answered_by_the_same_keys(recording: Running) -> None:
    recording.key(Qt.Key.Key_R, STOP)
    recording.key(Qt.Key.Key_R, STOP)
    QApplication.processEvents()
    assert not recording.app.recording.is_recording


def test_nothing_is_asked_when_nothing_is_recorded(run: Running) -> None:
    run.key(Qt.Key.Key_R, STOP)
    assert _messages(run) == ()
    assert not run.app.commands.action("recording.stop").isEnabled()


def test_recording_goes_on_after_a_stop(recording: Running) -> None:
    recording.key(Qt.Key.Key_R, STOP)
    recording.key(Qt.Key.Key_R, STOP)
    QApplication.processEvents()
    recording.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    recording.app.advance(2_000)
    assert _state(recording) is RecordingState.RECORDING
    assert (recording.app.recording.position_ms() or 0) >= 4_500


def test_lost_microphone_is_told_until_it_is_back(recording: Running) -> None:
    recorder = recording.app.recorder
    recorder.tell(RecordingInterrupted(144_000))
    QApplication.processEvents()
    assert _state(recording) is RecordingState.LOST
    assert _messages(recording) == (sentence(FailureKind.DEVICE_LOST),)
    recorder.tell(RecordingResumed(160_000))
    QApplication.processEvents()
    assert _messages(recording) == ()


def test_dead_recorder_is_told_and_can_be_started_again(recording: Running) -> None:
    recording.app.recorder.tell(RecorderDied(-9, was_recording=True))
    QApplication.processEvents()
    assert _messages(recording) == (sentence(FailureKind.CHILD_DIED),)
    assert _state(recording) is RecordingState.IDLE
    assert recording.room.now.recording.toggle_button.text() == "Start optagelse"


def test_silent_recorder_is_told_while_it_may_still_write(recording: Running) -> None:
    recording.app.recorder.tell(RecorderHung(5_000))
    QApplication.processEvents()
    assert _messages(recording) == (sentence(FailureKind.CHILD_HUNG),)
    assert recording.app.recording.is_recording


def test_refused_start_says_what_to_do(run: Running) -> None:
    run.app.recorder.refuse_next_start(FailureKind.NO_DEVICE)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert _messages(run) == (sentence(FailureKind.NO_DEVICE),)
    assert _state(run) is RecordingState.IDLE
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert _state(run) is RecordingState.RECORDING


def test_one_microphone_is_no_choice_and_two_are(run: Running) -> None:
    desk, panel = run.app.recording, run.room.now.recording
    first = AudioDevice("Indbygget", "ALSA", 0, 1, is_default=True)
    second = AudioDevice("Bordmikrofon", "ALSA", 1, 2, is_default=False)
    desk.microphones.found = (first,)
    desk.microphones.changed.emit()
    assert not panel.device.isVisible()
    desk.microphones.found = (first, second)
    desk.microphones.changed.emit()
    assert panel.device.isVisible()
    names = [panel.device.itemText(row) for row in range(panel.device.count())]
    assert names == ["Computerens eget valg", "Indbygget", "Bordmikrofon"]
    panel.device.setFocus()
    run.key(Qt.Key.Key_End)
    panel.device.activated.emit(panel.device.currentIndex())
    assert run.app.preferences.device == "Bordmikrofon"
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(200)
    assert run.record.recordings[0].device == "Bordmikrofon"


def test_microphones_are_looked_for_off_the_windows_thread(qtbot: QtBot, run: Running) -> None:
    desk = run.app.recording
    found = (AudioDevice("Bordmikrofon", "ALSA", 1, 2, is_default=False),)
    desk.microphones = Microphones(lambda: found)
    desk.microphones.look(run.app.jobs)
    qtbot.waitUntil(lambda: desk.microphones.found == found)


def test_chosen_microphone_that_is_away_gives_way_to_the_default_one(run: Running) -> None:
    desk = run.app.recording
    desk.microphones.choose("Bordmikrofon")
    desk.microphones.found = (AudioDevice("Indbygget", "ALSA", 0, 1, is_default=True),)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(200)
    assert run.record.recordings[0].device == ""


def test_closing_ends_the_recording_in_the_knowledge_base(
    recording: Running, tmp_path: Path
) -> None:
    recording.app.recording.close()
    (stored,) = recording.record.recordings
    assert stored.stopped is not None
    assert all(segment.sha256 for segment in stored.segments)


def test_why_a_recording_failed_is_no_longer_told_when_one_begins(run: Running) -> None:
    run.app.recorder.refuse_next_start(FailureKind.NO_DEVICE)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert _state(run) is RecordingState.IDLE
    assert _messages(run) == (sentence(FailureKind.NO_DEVICE),)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(500)
    assert _state(run) is RecordingState.RECORDING
    assert _messages(run) == ()
