"""Going off the record from Afvikl: everybody sees it, no sound is kept, every note is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flipdesk.audio.recording_folder import read_recording
from flipdesk.domain.sound_gap import GapKind
from flipdesk.ui.recording_state import RecordingState
from tests.ui.rooms.run.conftest import Running

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def recording(run: Running) -> Running:
    run.click(run.room.now.recording.toggle_button)
    QApplication.processEvents()
    run.app.advance(3_000)
    return run


def _state(run: Running) -> RecordingState:
    return run.app.recording.state


def test_button_goes_off_the_record_and_the_big_one_comes_back(recording: Running) -> None:
    panel = recording.room.now.recording
    assert panel.off_button.text() == "Uden for optagelsen"
    assert "Ctrl+Skift+O" in panel.off_button.toolTip()
    recording.click(panel.off_button)
    QApplication.processEvents()
    assert _state(recording) is RecordingState.OFF_RECORD
    assert panel.caption.isVisible()
    assert panel.caption.text() == "Lyden gemmes ikke nu, men det gør noter"
    assert not panel.off_button.isVisible()
    assert not panel.level.isVisible()
    pill = recording.app.window.strip.pill
    assert "Uden for optagelsen" in pill.accessibleName() + pill.text()
    recording.app.advance(5_000)
    recording.click(panel.toggle_button)
    QApplication.processEvents()
    recording.app.advance(1_000)
    assert _state(recording) is RecordingState.RECORDING
    assert recording.app.recording.losses.missing_ms == 0


def test_keys_do_the_same_and_no_note_is_lost(recording: Running) -> None:
    recording.room.go_to_capture()
    recording.type("MH: halvt skrevet")
    recording.key(Qt.Key.Key_O, KEYS)
    QApplication.processEvents()
    assert _state(recording) is RecordingState.OFF_RECORD
    recording.app.advance(2_000)
    recording.type(" og skrevet færdigt")
    recording.key(Qt.Key.Key_Return)
    recording.enter("noget nyt, mens lyden ikke gemmes")
    recording.key(Qt.Key.Key_O, KEYS)
    QApplication.processEvents()
    recording.app.advance(1_000)
    texts = [one.text for one in recording.record.reflections]
    assert any("halvt skrevet og skrevet færdigt" in text for text in texts)
    assert any("noget nyt" in text for text in texts)
    assert _state(recording) is RecordingState.RECORDING


def test_only_how_long_it_lasted_is_kept(recording: Running) -> None:
    recording.key(Qt.Key.Key_O, KEYS)
    QApplication.processEvents()
    recording.app.advance(4_000)
    recording.key(Qt.Key.Key_O, KEYS)
    QApplication.processEvents()
    recording.app.advance(1_000)
    recording.app.recording.stop()
    QApplication.processEvents()
    (stored,) = recording.record.recordings
    (gap,) = read_recording(recording.app.base.folder / stored.folder).gaps
    assert gap.kind is GapKind.OFF_RECORD
    assert gap.samples / stored.rate_hz == pytest.approx(4.0, abs=0.2)
    assert stored.sounding_ms == pytest.approx(4_000, abs=300)


def test_it_is_not_offered_when_nothing_is_recorded(run: Running) -> None:
    assert not run.room.now.recording.off_button.isVisible()
    assert not run.app.commands.action("recording.off_record").isEnabled()
    run.key(Qt.Key.Key_O, KEYS)
    assert _state(run) is RecordingState.IDLE


def test_nobody_is_told_that_people_are_talking(recording: Running) -> None:
    recording.room.next_item()
    recording.key(Qt.Key.Key_O, KEYS)
    QApplication.processEvents()
    recording.app.advance(40_000)
    assert recording.app.frame.messages.sentences == ()


def test_nobody_has_the_floor_in_the_sound_meanwhile(recording: Running) -> None:
    person = recording.record.by_initials("MH")
    assert person is not None
    floor = recording.room.people.floor
    recording.key(Qt.Key.Key_O, KEYS)
    QApplication.processEvents()
    recording.app.advance(1_000)
    assert floor.position_ms is None
    floor.give(person.id)
    assert floor.speaker_id == person.id
    assert recording.record.turns == ()
