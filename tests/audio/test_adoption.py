"""Windows that are killed while they record, and others that find the recorder again."""

import signal
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.beacon import BEACON_NAME, read_beacon
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderFailed,
    RecorderFound,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.fake_source import speech_like
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import read_wav
from tests.helpers.heard import wait_until
from tests.helpers.killed_window import Finder, Start

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of POSIX"),
]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_not_a_sample_is_lost_when_the_window_dies(
    window: Start, finder: Finder, folder: Path, number: signal.Signals
) -> None:
    first = window()
    before = first.look()[1]
    first.die(number)
    alone_ns = time.monotonic_ns()
    wait_until(lambda: read_recording(folder).end_sample > before + 24_000)
    asked_ns = time.monotonic_ns()
    assert finder.recorder.adopt(folder)
    answered_ns = time.monotonic_ns()
    assert finder.state() is RecorderState.STARTING
    found = finder.heard.wait_for(RecorderFound)
    print(
        f"adopt returned after {(answered_ns - asked_ns) / 1e6:.1f} ms, found after "
        f"{(time.monotonic_ns() - asked_ns) / 1e6:.0f} ms"
    )
    assert answered_ns - asked_ns < 50_000_000
    assert Path(found.folder) == folder
    assert (found.device, found.rate_hz, found.channels) == ("fake:tone", 48_000, 1)
    assert found.samples > before
    assert not found.paused
    assert finder.state() is RecorderState.RECORDING
    assert finder.recorder.pid == first.recorder_pid
    finder.heard.wait_for(LevelMeasured, where=lambda event: event.samples > found.samples)
    assert finder.recorder.position_ms is not None
    assert finder.recorder.position_ms >= (time.monotonic_ns() - alone_ns) // 1_000_000
    finder.recorder.stop()
    stopped = finder.heard.wait_for(RecordingStopped)
    contents = read_recording(folder)
    sound = np.concatenate([read_wav(part.path) for part in contents.segments])
    tone = np.frombuffer(speech_like(AudioSpec()), "<i2")
    assert len(sound) == stopped.end_sample
    assert (sound == np.resize(tone, len(sound))).all()
    assert not contents.gaps
    assert contents.closed_properly
    assert verify(folder) == ()
    assert not (folder / BEACON_NAME).exists()


def test_beacon_is_for_its_owner_alone_and_goes_with_the_recording(
    window: Start, finder: Finder, folder: Path
) -> None:
    window().die()
    path = folder / BEACON_NAME
    beacon = read_beacon(folder)
    assert beacon is not None
    assert path.stat().st_mode & 0o777 == 0o600
    socket = Path(beacon.address)
    assert socket.parent.stat().st_mode & 0o777 == 0o700
    assert finder.recorder.adopt(folder)
    finder.heard.wait_for(RecorderFound)
    finder.recorder.close()
    assert not path.exists()
    assert not socket.parent.exists()


def test_adopted_recorder_obeys(window: Start, finder: Finder, folder: Path) -> None:
    window().die()
    assert finder.recorder.adopt(folder)
    finder.heard.wait_for(RecorderFound)
    finder.recorder.pause()
    finder.heard.wait_for(RecordingPaused)
    assert finder.recorder.state is RecorderState.PAUSED
    finder.recorder.resume()
    finder.heard.wait_for(RecordingResumed)
    finder.recorder.stop()
    stopped = finder.heard.wait_for(RecordingStopped)
    finder.recorder.start(folder, "fake:tone")
    assert finder.heard.wait_for(RecordingStarted).first_sample >= stopped.end_sample


def test_pings_keep_an_adopted_recorder_going_past_its_time_alone(
    window: Start, finder: Finder, folder: Path
) -> None:
    window(alone_s=2).die()
    assert finder.recorder.adopt(folder)
    found = finder.heard.wait_for(RecorderFound)
    finder.heard.wait_for(
        LevelMeasured, where=lambda event: event.samples > found.samples + 4 * 48_000
    )
    assert not finder.heard.of(RecordingStopped)
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)


def test_recorder_that_nobody_finds_ends_cleanly(
    window: Start, finder: Finder, folder: Path
) -> None:
    first = window(alone_s=1)
    first.die()
    wait_until(first.recorder_is_gone)
    assert read_recording(folder).closed_properly
    assert not (folder / BEACON_NAME).exists()
    assert not finder.recorder.adopt(folder)


def test_recorder_is_found_again_and_again(window: Start, finder: Finder, folder: Path) -> None:
    """The second window finds it, and dies as the first did."""
    first = window()
    first.die()
    second = window()
    assert second.recorder_pid == first.recorder_pid
    second.die()
    assert finder.recorder.adopt(folder)
    assert finder.heard.wait_for(RecorderFound).samples >= second.samples
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)
    assert not read_recording(folder).gaps


def test_recorder_of_a_window_that_lives_is_not_taken(
    window: Start, finder: Finder, folder: Path
) -> None:
    first = window()
    finder.recorder.adopt(folder)
    failed = finder.heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.RECORDED_ELSEWHERE, False)
    assert "andet FlipDesk" in failed.sentence()
    assert finder.recorder.state is RecorderState.IDLE
    then = first.look()[1]
    wait_until(lambda: first.look()[1] > then + 24_000)
    first.die()
    assert finder.recorder.adopt(folder)
    finder.heard.wait_for(RecorderFound)


def test_pause_is_found_as_a_pause(window: Start, finder: Finder, folder: Path) -> None:
    window(pauses=True).die()
    assert finder.recorder.adopt(folder)
    found = finder.heard.wait_for(RecorderFound)
    assert found.paused
    assert finder.recorder.state is RecorderState.PAUSED
    finder.heard.wait_for(LevelMeasured, where=lambda event: event.samples > found.samples)
    finder.recorder.resume()
    resumed = finder.heard.wait_for(RecordingResumed)
    finder.heard.wait_for(LevelMeasured, where=lambda event: not event.paused)
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)
    (gap,) = read_recording(folder).gaps
    assert (gap.first_sample + gap.samples, gap.reason) == (resumed.first_sample, "pause")
