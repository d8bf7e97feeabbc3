"""The real child process with a fake device: its whole life, and its deaths."""

import os
import random
import signal
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.events import (
    GapLogged,
    LevelMeasured,
    RecorderDied,
    RecorderFailed,
    RecorderReady,
    RecorderReplaced,
    RecordingInterrupted,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
    SegmentOpened,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.spec import AudioSpec
from flipdesk.errors import BugError
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard
from tests.helpers.hold_ups import HoldUps

SPEC = AudioSpec()


class Rig:
    """A process recorder with its events and a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.heard = Heard()
        self.recorder = ProcessRecorder(settings=RecorderSettings(segment_s=1))
        self.recorder.listen(self.heard)

    def start(self, device: str = "fake:tone") -> None:
        self.recorder.start(self.folder, device)

    def state(self) -> RecorderState:
        return self.recorder.state

    def position_ms(self) -> int:
        position_ms = self.recorder.position_ms
        return -1 if position_ms is None else position_ms

    def child_pid(self) -> int:
        pid = self.recorder.pid
        assert pid is not None
        return pid


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    rig = Rig(tmp_path / "lyd æøå")
    yield rig
    rig.recorder.close()


def test_whole_life(rig: Rig) -> None:
    assert rig.state() is RecorderState.IDLE
    assert rig.position_ms() == -1
    rig.start()
    assert rig.state() is RecorderState.STARTING
    ready = rig.heard.wait_for(RecorderReady)
    assert ready.pid == rig.recorder.pid
    started = rig.heard.wait_for(RecordingStarted)
    assert (started.first_sample, started.rate_hz) == (0, 48_000)
    rig.heard.wait_for(SegmentOpened, where=lambda event: event.number == 2)
    level = rig.heard.wait_for(LevelMeasured, where=lambda event: event.peak > 0.1)
    assert level.samples >= 48_000
    assert rig.state() is RecorderState.RECORDING
    assert rig.position_ms() >= 1_000
    rig.recorder.stop()
    assert rig.state() is RecorderState.STOPPING
    stopped = rig.heard.wait_for(RecordingStopped)
    assert rig.state() is RecorderState.IDLE
    contents = read_recording(rig.folder)
    assert contents.closed_properly
    assert contents.end_sample == stopped.end_sample
    assert [part.path.name for part in contents.segments] == [
        digest.file for digest in stopped.segments
    ]
    assert verify(rig.folder) == ()
    assert {path.stat().st_mode & 0o777 for path in rig.folder.iterdir()} == {0o600}
    assert rig.folder.stat().st_mode & 0o777 == 0o700
    rig.recorder.close()
    assert not rig.heard.of(RecorderDied)


def test_starting_does_not_wait_for_the_child(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    mute = [sys.executable, "-c", "import sys; sys.stdin.buffer.read()"]
    monkeypatch.setattr("flipdesk.audio.child_link.child_command", lambda: mute)
    rig.start()
    assert rig.state() is RecorderState.STARTING
    assert rig.heard.take_all() == []


def test_known_sound_is_recorded_sample_for_sample(rig: Rig) -> None:
    rig.start("fake:tone?speed=0&seconds=70.25")
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples == 70.25 * 48_000)
    rig.recorder.stop()
    stopped = rig.heard.wait_for(RecordingStopped)
    assert stopped.end_sample == 70.25 * 48_000
    contents = read_recording(rig.folder)
    assert not contents.gaps
    heard = np.concatenate([read_wav(part.path) for part in contents.segments])
    from flipdesk.audio.fake_source import speech_like

    tone = np.frombuffer(speech_like(SPEC), "<i2")
    assert (heard == np.resize(tone, len(heard))).all()
    assert not any(event.dropped_blocks for event in rig.heard.of(LevelMeasured))


def test_pause_and_resume(rig: Rig) -> None:
    rig.start("fake:tone?speed=10")
    rig.heard.wait_for(LevelMeasured)
    rig.recorder.pause()
    paused = rig.heard.wait_for(RecordingPaused)
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.paused)
    assert rig.state() is RecorderState.PAUSED
    rig.heard.wait_for(
        LevelMeasured, where=lambda event: event.samples > paused.first_sample + 48_000
    )
    rig.recorder.resume()
    resumed = rig.heard.wait_for(RecordingResumed)
    rig.heard.wait_for(LevelMeasured, where=lambda event: not event.paused)
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    (gap,) = rig.heard.of(GapLogged)
    assert gap.first_sample == paused.first_sample
    assert gap.first_sample + gap.samples == resumed.first_sample
    (on_disk,) = read_recording(rig.folder).gaps
    assert (on_disk.first_sample, on_disk.samples, on_disk.reason) == (
        gap.first_sample,
        gap.samples,
        "pause",
    )


def test_second_recording_of_one_process_goes_on_with_the_timeline(rig: Rig) -> None:
    rig.start("fake:tone?speed=0&seconds=3")
    rig.heard.wait_for(LevelMeasured, where=lambda event: event.samples == 144_000)
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    rig.start()
    again = rig.heard.wait_for(RecordingStarted)
    assert again.first_sample >= 144_000
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)
    assert len(rig.heard.of(RecorderReady)) == 1


def test_lost_device_is_opened_again(rig: Rig) -> None:
    rig.start("fake:tone?seconds=0.5&ends=1")
    rig.heard.wait_for(RecordingInterrupted)
    failed = rig.heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.DEVICE_LOST, True)
    gap = rig.heard.wait_for(GapLogged)
    assert gap.reason == "device"
    assert gap.samples > 24_000
    back = rig.heard.wait_for(RecordingResumed)
    assert back.first_sample == gap.first_sample + gap.samples
    rig.recorder.stop()
    rig.heard.wait_for(RecordingStopped)


def test_unknown_device_is_told_with_a_sentence(rig: Rig) -> None:
    rig.start("fake:/nowhere/lyd.wav")
    failed = rig.heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.UNKNOWN_DEVICE, False)
    assert "lyd.wav" in failed.sentence()
    assert rig.state() is RecorderState.IDLE
    rig.start()
    rig.heard.wait_for(RecordingStarted)


def test_folder_that_cannot_be_made_is_told(rig: Rig) -> None:
    rig.folder.parent.joinpath("file").write_text("in the way")
    rig.folder = rig.folder.parent / "file" / "recording"
    rig.start()
    failed = rig.heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.WRITE_FAILED, False)
    assert rig.state() is RecorderState.IDLE


def test_second_start_is_a_mistake_of_ours(rig: Rig) -> None:
    rig.start()
    with pytest.raises(BugError):
        rig.start()
    rig.heard.wait_for(RecordingStarted)


def test_start_while_it_stops_begins_anew(rig: Rig) -> None:
    rig.start()
    rig.heard.wait_for(LevelMeasured)
    rig.recorder.stop()
    rig.start()
    stopped = rig.heard.wait_for(RecordingStopped)
    started = rig.heard.wait_for(RecordingStarted)
    assert started.first_sample >= stopped.end_sample
    rig.heard.wait_for(LevelMeasured)
    assert rig.state() is RecorderState.RECORDING


def test_closing_while_recording_stops_cleanly(rig: Rig) -> None:
    rig.start()
    rig.heard.wait_for(LevelMeasured)
    rig.recorder.close()
    rig.heard.wait_for(RecordingStopped)
    assert read_recording(rig.folder).closed_properly
    assert not rig.heard.of(RecorderDied)


def readable_frames(segments: list[Path]) -> tuple[int, int]:
    """Return the frames that the standard library and libsndfile read from segments."""
    by_wave = by_soundfile = 0
    for path in segments:
        with wave.open(str(path), "rb") as file:
            by_wave += len(file.readframes(file.getnframes())) // 2
        by_soundfile += len(soundfile.read(path, dtype="int16")[0])
    return by_wave, by_soundfile


@pytest.mark.slow
@pytest.mark.parametrize("run", range(12))
def test_kill_at_any_moment_loses_less_than_a_third_of_a_second(tmp_path: Path, run: int) -> None:
    rng = random.Random(run)
    rig = Rig(tmp_path / "killed")
    with HoldUps(tmp_path) as hold_ups:
        rig.start()
        rig.heard.wait_for(RecordingStarted)
        moment = rng.uniform(0.05, 1.6)
        level = rig.heard.wait_for(
            LevelMeasured, where=lambda event: event.samples > moment * 48_000
        )
        time.sleep(rng.uniform(0, 0.1))  # the phase within the writer's tenth of a second
        os.kill(rig.child_pid(), signal.SIGKILL)
        killed_ns = SystemClock().monotonic_ns()
        # The one that takes its place begins with a file of its own.
        segments = sorted(rig.folder.glob("segment-*.wav"))
    rig.heard.wait_for(RecorderReplaced)
    levels = rig.heard.of(LevelMeasured)
    rig.recorder.close()
    played = level.samples + SPEC.samples_in_ns(killed_ns - level.monotonic_ns)
    by_wave, by_soundfile = readable_frames(segments)
    # A machine that stands still for a while holds up the child as it does this process.
    most = (0.3 + 2 * hold_ups.worst_s) * 48_000
    assert played - by_wave <= most
    assert played - by_soundfile <= most
    # All that was ever told to be heard is there.
    told = [event.samples for event in levels]
    assert min(by_wave, by_soundfile) >= max(told)
    assert read_recording(rig.folder).end_sample >= by_wave
