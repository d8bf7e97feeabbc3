"""The real child process, hung and killed while it records; others take its place."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flipdesk.audio.beacon import read_beacon
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderDied,
    RecorderFailed,
    RecorderHung,
    RecorderRecovered,
    RecorderReplaced,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.recording_folder import SegmentFault, read_recording, verify
from tests.helpers.heard import Heard, wait_until
from tests.helpers.hold_ups import HoldUps

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process like this"),
]


class Rig:
    """A recorder with what it tells and a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heard = Heard()
        self.recorder = ProcessRecorder(settings=RecorderSettings(stop_s=8))
        self.recorder.listen(self.heard)

    def start(self, device: str = "fake:tone") -> RecordingStarted:
        self.recorder.start(self.folder, device)
        started = self.heard.wait_for(RecordingStarted)
        self.heard.wait_for(LevelMeasured)
        return started

    def state(self) -> RecorderState:
        return self.recorder.state

    def send(self, number: signal.Signals) -> int:
        pid = self.recorder.pid
        assert pid is not None
        os.kill(pid, number)
        return pid


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(tmp_path / "optagelse")
    yield rig
    rig.recorder.close()


def test_hung_child_is_replaced_within_three_seconds(rig: Rig, tmp_path: Path) -> None:
    rig.start()
    with HoldUps(tmp_path) as hold_ups:
        hung = rig.send(signal.SIGSTOP)
        hung_ns = time.monotonic_ns()
        replaced = rig.heard.wait_for(RecorderReplaced)
        wait_until(lambda: rig.recorder.pid not in {None, hung})
        took_ms = (time.monotonic_ns() - hung_ns) // 1_000_000
    assert rig.state() in {RecorderState.STARTING, RecorderState.RECORDING}
    again = rig.heard.wait_for(RecordingStarted)
    rig.heard.wait_for(LevelMeasured)
    lost_ms = read_recording(rig.folder).gaps[0].samples * 1000 // again.rate_hz
    print(f"replaced {took_ms} ms after it hung; {lost_ms} ms of sound lost")
    # Only time in which this process was awake counts against the child.
    most_ms = 3_000 + 10_000 * hold_ups.worst_s
    assert 1_900 <= replaced.silent_ms <= most_ms
    assert took_ms <= most_ms
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    assert [gap.reason for gap in read_recording(rig.folder).gaps] == ["stopped"]
    # The one that hung could not close its file; all else is whole.
    assert [problem.fault for problem in verify(rig.folder)] == [SegmentFault.NEVER_CLOSED]
    assert not rig.heard.of(RecorderDied)
    assert not rig.heard.of(RecorderHung)


def test_killed_child_is_replaced_at_once_and_the_timeline_goes_on(rig: Rig) -> None:
    rig.start()
    level = rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples > 48_000)
    rig.send(signal.SIGKILL)
    killed_ns = time.monotonic_ns()
    rig.heard.wait_for(RecorderReplaced)
    again = rig.heard.wait_for(RecordingStarted)
    away_ms = (time.monotonic_ns() - killed_ns) / 1e6
    print(f"sound again {away_ms:.0f} ms after the kill")
    assert again.first_sample > level.samples
    assert again.first_sample <= level.samples + (away_ms + 500) * 48
    rig.heard.wait_for(LevelMeasured)
    assert rig.state() is RecorderState.RECORDING
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    assert not rig.heard.of(RecorderDied)
    assert [gap.reason for gap in read_recording(rig.folder).gaps] == ["stopped"]


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL])
def test_child_that_is_replaced_leaves_no_socket(rig: Rig, number: signal.Signals) -> None:
    rig.start()
    wait_until(lambda: read_beacon(rig.folder) is not None)
    beacon = read_beacon(rig.folder)
    assert beacon is not None
    home = Path(beacon.address).parent
    assert home.is_dir()
    rig.send(number)
    rig.heard.wait_for(RecorderReplaced)
    wait_until(lambda: not home.exists())


def test_pause_outlives_the_child(rig: Rig) -> None:
    rig.start()
    rig.recorder.pause()
    paused = rig.heard.wait_for(RecordingPaused)
    rig.send(signal.SIGKILL)
    rig.heard.wait_for(RecorderReplaced)
    began = rig.heard.wait_for(RecordingStarted)
    assert rig.heard.wait_for(RecordingPaused).first_sample == began.first_sample
    level = rig.heard.wait_for(LevelMeasured)
    assert level.paused
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples > level.samples + 24_000)
    assert read_recording(rig.folder).recorded_ms <= paused.first_sample * 1000 // 48_000 + 1
    rig.recorder.resume()
    resumed = rig.heard.wait_for(RecordingResumed)
    rig.heard.wait_for(LevelMeasured, where=lambda event: not event.paused)
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    before, after = read_recording(rig.folder).segments
    # Not one sample that was said between the two is on the disk.
    assert before.first_sample + before.samples == paused.first_sample
    assert after.first_sample == resumed.first_sample
    assert verify(rig.folder) == ()


def test_pause_that_a_hung_child_never_heard_holds_for_the_next(rig: Rig) -> None:
    rig.start()
    rig.send(signal.SIGSTOP)
    rig.recorder.pause()
    rig.heard.wait_for(RecorderReplaced)
    began = rig.heard.wait_for(RecordingStarted)
    rig.heard.wait_for(RecordingPaused)
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples > began.first_sample)
    assert rig.heard.events[-1].paused  # type: ignore[union-attr]
    segments = read_recording(rig.folder).segments
    assert all(part.first_sample < began.first_sample for part in segments)


def test_newest_microphone_is_that_of_the_next_child(rig: Rig) -> None:
    rig.start()
    rig.recorder.use_device("fake:tone?speed=2")
    rig.send(signal.SIGKILL)
    rig.heard.wait_for(RecorderReplaced)
    assert rig.heard.wait_for(RecordingStarted).device == "fake:tone?speed=2"


def test_stop_of_a_hung_child_ends(rig: Rig) -> None:
    rig.start()
    rig.send(signal.SIGSTOP)
    rig.recorder.stop()
    assert rig.state() is RecorderState.STOPPING
    died = rig.heard.wait_for(RecorderDied)
    assert died.was_recording
    assert rig.state() is RecorderState.IDLE
    assert not rig.heard.of(RecorderReplaced)
    again = rig.start()
    assert again.first_sample > 0


def test_start_after_a_stop_that_was_never_answered_ends_when_it_is_told_to(rig: Rig) -> None:
    rig.start()
    rig.send(signal.SIGSTOP)
    rig.recorder.stop()
    rig.recorder.start(rig.folder, "fake:tone")
    started = rig.heard.wait_for(RecordingStarted)
    assert started.first_sample > 0
    rig.heard.wait_for(LevelMeasured)
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    assert rig.state() is RecorderState.IDLE


def test_child_that_dies_again_and_again_before_it_ever_recorded_is_given_up(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [sys.executable, "-c", "import sys; sys.exit('ingen lyd')"]
    monkeypatch.setattr("flipdesk.audio.child_link.child_command", lambda: broken)
    rig.recorder.start(rig.folder, "fake:tone")
    died = rig.heard.wait_for(RecorderDied)
    assert (died.exit_code, died.was_recording, died.detail) == (1, True, "ingen lyd\n")
    assert rig.state() is RecorderState.IDLE
    monkeypatch.undo()
    rig.start()


def test_recording_that_had_begun_is_never_given_up(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody may be looking; it is tried again until it goes."""
    rig.start()
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    with monkeypatch.context() as patch:
        patch.setattr("flipdesk.audio.child_link.child_command", lambda: broken)
        rig.send(signal.SIGKILL)
        failed = rig.heard.wait_for(RecorderFailed)
        assert (failed.kind, failed.goes_on) == (FailureKind.CHILD_RETRIED, True)
        assert rig.state() is RecorderState.STARTING
    rig.heard.wait_for(RecordingStarted)
    assert rig.heard.wait_for(RecorderRecovered).kind is FailureKind.CHILD_RETRIED
    assert not rig.heard.of(RecorderDied)


def test_microphone_that_is_away_when_the_child_is_replaced_is_awaited(
    rig: Rig, tmp_path: Path
) -> None:
    source = tmp_path / "lyd.wav"
    rig.start("fake:tone?seconds=2&speed=0")
    wav = next(rig.folder.glob("segment-*.wav"))
    source.write_bytes(wav.read_bytes())
    rig.recorder.use_device(f"fake:{source}")
    source.rename(tmp_path / "væk.wav")
    rig.send(signal.SIGKILL)
    failed = rig.heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.UNKNOWN_DEVICE, True)
    (tmp_path / "væk.wav").rename(source)
    rig.heard.wait_for(RecordingStarted)
    assert rig.heard.wait_for(RecorderRecovered).kind is FailureKind.UNKNOWN_DEVICE


def test_stop_between_two_children_ends(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.start()
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr("flipdesk.audio.child_link.child_command", lambda: broken)
    rig.send(signal.SIGKILL)
    rig.heard.wait_for(RecorderFailed)
    rig.recorder.stop()
    assert rig.heard.wait_for(RecorderDied).was_recording
    assert rig.state() is RecorderState.IDLE


def test_level_that_freezes_is_told(tmp_path: Path) -> None:
    heard = Heard()
    recorder = ProcessRecorder(settings=RecorderSettings(slow_after_ms=1_000))
    recorder.listen(heard)
    recorder.monitor("fake:tone")
    wait_until(lambda: recorder.pid is not None)
    assert recorder.pid is not None
    os.kill(recorder.pid, signal.SIGSTOP)
    assert heard.wait_for(RecorderHung).silent_ms >= 1_000
    recorder.start(tmp_path, "fake:tone")
    heard.wait_for(RecordingStarted)
    recorder.close()
    assert not heard.of(RecorderDied)
