"""What the window says while something is wrong with the recording, and when it is right again."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flipdesk.audio.device import AudioDevice
from flipdesk.audio.events import (
    GapLogged,
    KeptAwake,
    LevelMeasured,
    MicrophoneHeard,
    RecorderDied,
    RecorderEvent,
    RecorderFailed,
    RecorderFound,
    RecorderHung,
    RecorderRecovered,
    RecorderReplaced,
    RecordingInterrupted,
)
from flipdesk.audio.failure import FailureKind, sentence
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.ui.recording_alarms import RecordingAlarms
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.ui.rooms.run.conftest import Running

TALK = "Der bliver talt, men der optages ikke."


def tell(run: Running, *events: RecorderEvent) -> None:
    for event in events:
        run.app.recorder.tell(event)
    QApplication.processEvents()


def monitored(run: Running) -> str | None:
    return run.app.recorder.monitored


def state(run: Running) -> RecordingState:
    return run.app.recording.state


def messages(run: Running) -> tuple[str, ...]:
    return run.app.frame.messages.sentences


@pytest.fixture
def recording(run: Running) -> Running:
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(1_000)
    return run


@pytest.fixture
def sounded(recording: Running) -> list[None]:
    heard: list[None] = []
    recording.app.recording.alarms.sounded.connect(lambda: heard.append(None))
    return heard


@pytest.mark.parametrize(
    "kind",
    [
        FailureKind.STALLED,
        FailureKind.MICROPHONE_DEAD,
        FailureKind.MICROPHONE_MUTED,
        FailureKind.DISK_FULL,
    ],
)
def test_alarm_stands_until_it_is_over_and_sounds_once(
    recording: Running, sounded: list[None], kind: FailureKind
) -> None:
    tell(recording, RecorderFailed(kind), RecorderFailed(kind))
    assert messages(recording) == (sentence(kind),)
    assert len(sounded) == 1
    tell(recording, RecorderRecovered(kind))
    assert messages(recording) == ()
    tell(recording, RecorderFailed(kind))
    assert messages(recording) == (sentence(kind),)
    assert len(sounded) == 1, "the room hears it too, and not again so soon"


def test_another_alarm_is_heard_and_the_same_after_a_while() -> None:
    clock = [0.0]
    alarms = RecordingAlarms(lambda: clock[0])
    heard: list[float] = []
    alarms.sounded.connect(lambda: heard.append(clock[0]))
    for at in range(0, 100, 10):
        clock[0] = at
        alarms.tell(RecorderFailed(FailureKind.STALLED))
        alarms.end(FailureKind.STALLED)
    alarms.tell(RecorderFailed(FailureKind.DEVICE_LOST))
    assert heard == [0, 30, 60, 90, 90]


def test_muted_microphone_is_one_alarm_and_seen_at_once(recording: Running) -> None:
    tell(recording, RecorderFailed(FailureKind.MICROPHONE_MUTED))
    tell(recording, RecorderFailed(FailureKind.MICROPHONE_DEAD))
    assert messages(recording) == (sentence(FailureKind.MICROPHONE_MUTED),)
    recording.app.advance(100)
    assert state(recording) is RecordingState.NO_SOUND
    tell(recording, RecorderRecovered(FailureKind.MICROPHONE_MUTED))
    recording.app.advance(100)
    assert state(recording) is RecordingState.RECORDING


def test_answered_message_gives_the_focus_back_to_the_room(recording: Running) -> None:
    recording.room.go_to_capture()
    tell(recording, RecorderFailed(FailureKind.STALLED))
    recording.key(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    (message,) = recording.app.frame.messages.findChildren(InlineMessage)
    assert recording.has_focus(message.close_button)
    recording.key(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert messages(recording) == ()
    assert recording.room.capture.writes


def test_message_that_goes_by_itself_leaves_the_focus_where_it_is(recording: Running) -> None:
    tell(recording, RecorderFailed(FailureKind.STALLED))
    recording.room.go_to_capture()
    tell(recording, RecorderRecovered(FailureKind.STALLED))
    assert recording.room.capture.writes


def test_pause_button_is_seen_under_two_messages_in_a_low_window(recording: Running) -> None:
    recording.app.window.resize(853, 480)
    tell(recording, RecorderFailed(FailureKind.STALLED), RecorderFailed(FailureKind.CLOCK_CHANGED))
    QApplication.processEvents()
    panel = recording.room.now.recording
    assert not panel.toggle_button.visibleRegion().isEmpty()
    assert panel.toggle_button.visibleRegion().boundingRect().size() == panel.toggle_button.size()


def test_pill_counts_what_was_recorded_and_not_the_timeline(recording: Running) -> None:
    pill = recording.app.window.strip.pill
    recording.app.advance(4_000)
    assert pill.content.text == "Optager 00:00:05"
    recording.app.recording.stop()
    QApplication.processEvents()
    recording.app.recorder.clock.advance(600_000)
    recording.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    recording.app.advance(2_000)
    assert recording.app.recording.length_ms > 600_000
    assert pill.content.text == "Optager 00:00:07"


def test_newer_word_on_the_disk_takes_the_place_of_the_older(recording: Running) -> None:
    tell(recording, RecorderFailed(FailureKind.DISK_LOW, "29"))
    tell(recording, RecorderFailed(FailureKind.DISK_LOW, "4"))
    assert messages(recording) == (sentence(FailureKind.DISK_LOW, "4"),)


def test_replaced_recorder_and_changed_clock_are_told_while_it_records(recording: Running) -> None:
    tell(recording, RecorderReplaced(2_500), RecorderFailed(FailureKind.CLOCK_CHANGED))
    assert set(messages(recording)) == {
        sentence(FailureKind.CHILD_REPLACED),
        sentence(FailureKind.CLOCK_CHANGED),
    }
    assert state(recording) is RecordingState.RECORDING


def test_what_is_missing_is_counted_in_the_panel(recording: Running) -> None:
    level = LevelMeasured(0.2, 0.1, 480_000, 0, 3, 1, paused=False, missing_ms=2_400)
    tell(recording, GapLogged(100, 200, "missed"), GapLogged(400, 100, "pause"), level)
    panel = recording.room.now.recording
    assert panel.caption.text() == "Der optages · 2 sek. mangler"
    assert "1 hul" in panel.caption.toolTip()
    assert "plads til" in panel.caption.toolTip()


def test_computer_that_may_fall_asleep_is_told_of(recording: Running) -> None:
    panel = recording.room.now.recording
    assert "dvale" not in panel.caption.toolTip()
    tell(recording, KeptAwake(kept=False))
    assert "sæt strøm til" in panel.caption.toolTip()


def test_another_microphone_is_taken_while_it_records(recording: Running) -> None:
    microphones, panel = recording.app.recording.microphones, recording.room.now.recording
    microphones.found = tuple(
        AudioDevice(name, "ALSA", at, 1, is_default=not at)
        for at, name in enumerate(("Indbygget", "Bordmikrofon"))
    )
    microphones.changed.emit()
    assert panel.device.isVisible()
    panel.device.setCurrentIndex(2)
    panel.device.activated.emit(2)
    assert recording.app.recorder._device == "Bordmikrofon"
    assert recording.app.recording.is_recording


def hear(run: Running, peak: float, seconds: int, from_s: int = 0) -> None:
    for at in range(from_s * 5, (from_s + seconds) * 5):
        run.app.recorder.tell(MicrophoneHeard(peak, peak / 3, at * 200_000_000))
    QApplication.processEvents()


def begin_session(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    QApplication.processEvents()


def test_talk_is_told_when_the_session_runs_and_nothing_is_recorded(run: Running) -> None:
    assert monitored(run) is None
    begin_session(run)
    assert monitored(run) == ""
    hear(run, 0.01, 10)
    assert messages(run) == ()
    hear(run, 0.4, 10, 10)
    assert messages(run) == (TALK,)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert messages(run) == ()
    assert state(run) is RecordingState.RECORDING


def test_talk_that_was_put_aside_is_told_again_after_a_pause(run: Running) -> None:
    begin_session(run)
    hear(run, 0.4, 10)
    run.app.frame.messages.dismiss(TALK)
    hear(run, 0.4, 30, 10)
    assert messages(run) == ()
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(500)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert state(run) is RecordingState.PAUSED
    run.app.advance(12_000)
    assert messages(run) == (TALK,)


def test_talk_in_a_break_is_nobodys_business(run: Running) -> None:
    begin_session(run)
    item = replace(run.record.agenda[0], kind=AgendaKind.BREAK)
    run.app.workspace.tell(run.app.base.agenda.save(item))
    hear(run, 0.4, 20)
    assert messages(run) == ()


def test_microphone_is_left_alone_when_the_hint_is_turned_off(run: Running) -> None:
    begin_session(run)
    assert monitored(run) == ""
    run.app.preferences.talk_hint = False
    run.app.watch.follow_preferences()
    assert monitored(run) is None
    hear(run, 0.4, 20)
    assert messages(run) == ()


def test_threat_is_over_when_the_recording_is(recording: Running) -> None:
    tell(recording, RecordingInterrupted(48_000), RecorderFailed(FailureKind.DISK_FULL))
    assert len(messages(recording)) == 2
    recording.app.recording.stop()
    QApplication.processEvents()
    assert messages(recording) == ()


def test_why_a_recording_was_ended_stays(recording: Running) -> None:
    tell(recording, RecorderFailed(FailureKind.DISK_ENDS))
    recording.app.recording.stop()
    QApplication.processEvents()
    assert messages(recording) == (sentence(FailureKind.DISK_ENDS),)


def test_recorder_that_hangs_while_it_only_listens_alarms_nobody(run: Running) -> None:
    begin_session(run)
    tell(run, RecorderHung(5_000))
    assert messages(run) == ()
    run.app.watch.talk_hint.follow()
    hear(run, 0.4, 10)
    assert messages(run) == (TALK,)


def test_microphone_in_another_socket_is_the_same_and_looking_changes_nothing(
    recording: Running,
) -> None:
    microphones = recording.app.recording.microphones
    microphones.chosen = "Jabra Speak 750: USB (hw:1,0)"
    moved = AudioDevice("Jabra Speak 750: USB (hw:2,0)", "ALSA", 2, 1, is_default=False)
    microphones.found = (moved,)
    assert microphones.present() == "Jabra Speak 750: USB (hw:2,0)"
    before = recording.app.recorder._device
    microphones.changed.emit()
    assert recording.app.recorder._device == before


def test_microphone_that_is_away_is_replaced_and_that_is_told(run: Running) -> None:
    microphones = run.app.recording.microphones
    microphones.choose("Bordmikrofon")
    microphones.found = (AudioDevice("Indbygget", "ALSA", 0, 1, is_default=True),)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert messages(run) == (sentence(FailureKind.MICROPHONE_REPLACED, "Indbygget"),)


def test_nothing_else_is_recorded_while_a_recorder_is_sought(run: Running) -> None:
    app, session_id = run.app, run.record.session.id
    folder = app.base.recording_folder(session_id)
    app.recorder.alone_in = folder
    assert app.recording.look_for_recorder(session_id, folder)
    run.ctrl(Qt.Key.Key_R)
    assert state(run) is RecordingState.STARTING
    failed: list[str] = []
    app.recording.search_failed.connect(failed.append)
    tell(run, RecorderDied(0, was_recording=True))
    assert state(run) is RecordingState.IDLE
    assert failed == [""]
    assert messages(run) == ()


def test_what_several_recorders_lack_is_added_up(recording: Running) -> None:
    lacking = LevelMeasured(0.2, 0.1, 480_000, 0, 3, 1, paused=False, missing_ms=2_000)
    whole = LevelMeasured(0.2, 0.1, 960_000, 0, 0, 0, paused=False)
    replaced = GapLogged(480_000, 48_000, "stopped")
    tell(recording, lacking, RecorderReplaced(2_100), replaced, whole)
    losses = recording.app.recording.losses
    assert (losses.missing_ms, losses.gaps) == (3_000, 1)
    tell(recording, GapLogged(960_000, 48_000, "stopped"))
    assert recording.app.recording.losses == losses


def test_recorder_that_went_on_alone_is_followed_again(run: Running, tmp_path: Path) -> None:
    app, session_id = run.app, run.record.session.id
    folder = app.base.recording_folder(session_id)
    app.recorder.alone_in = folder
    assert app.recording.look_for_recorder(session_id, folder)
    found = RecorderFound(str(folder), "", 48_000, 1, app.clock.now(), 480_000, paused=False)
    tell(run, found)
    assert state(run) is RecordingState.RECORDING
    assert app.recording.session_id == session_id
    assert app.recording.length_ms == 10_000
    (stored,) = run.record.recordings
    assert (stored.started, stored.stopped) == (app.clock.now(), None)
    assert not app.recording.look_for_recorder(session_id, folder)
