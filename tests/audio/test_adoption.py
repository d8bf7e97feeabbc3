"""Windows that are killed while they record, and others that find the recorder again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.beacon import BEACON_NAME, has_ended, read_beacon, write_beacon
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderDied,
    RecorderFailed,
    RecorderFound,
    RecorderReplaced,
    RecordingPaused,
    RecordingResumed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.fake_source import speech_like
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.spec import AudioSpec
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard, wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of POSIX"),
]
Start = Callable[..., "Window"]


class Window:
    """A program that records, and can be killed."""

    def __init__(self, folder: Path, alone_s: int, *, pauses: bool) -> None:
        program = [sys.executable, "-m", "tests.helpers.window_that_dies"]
        self.process = subprocess.Popen(
            [*program, str(folder), str(alone_s), str(int(pauses))],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.recorder_pid, self.samples = self.look()

    def look(self) -> tuple[int, int]:
        """Return the recorder's process and how many samples it has heard by now."""
        assert self.process.stdout is not None
        pid, samples = self.process.stdout.readline().split()
        return int(pid), int(samples)

    def die(self, number: signal.Signals = signal.SIGKILL) -> None:
        """End it without any warning."""
        self.process.send_signal(number)
        self.process.wait()

    def close(self) -> None:
        """Leave nothing behind."""
        self.process.kill()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        if not has_ended(self.recorder_pid, ""):
            os.kill(self.recorder_pid, signal.SIGKILL)


class Finder:
    """A recorder that finds others, with what it tells."""

    def __init__(self, **settings: float) -> None:
        self.heard = Heard()
        self.recorder = ProcessRecorder(settings=RecorderSettings(**settings))  # type: ignore[arg-type]
        self.recorder.listen(self.heard)

    def state(self) -> RecorderState:
        return self.recorder.state


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    # Longer than any address of a socket may be.
    return tmp_path / ("æ" * 60) / "optagelse"


@pytest.fixture
def window(folder: Path) -> Iterator[Start]:
    begun: list[Window] = []

    def start(*, alone_s: int = 600, pauses: bool = False) -> Window:
        begun.append(Window(folder, alone_s, pauses=pauses))
        wait_until((folder / BEACON_NAME).exists)
        return begun[-1]

    yield start
    for one in begun:
        one.close()


@pytest.fixture
def finder() -> Iterator[Finder]:
    finder = Finder()
    yield finder
    finder.recorder.close()


def gone(window: Window) -> bool:
    return has_ended(window.recorder_pid, "")


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
    wait_until(lambda: gone(first))
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


def test_adopted_recorder_that_hangs_is_replaced(
    window: Start, finder: Finder, folder: Path
) -> None:
    first = window()
    first.die()
    assert finder.recorder.adopt(folder)
    finder.heard.wait_for(RecorderFound)
    os.kill(first.recorder_pid, signal.SIGSTOP)
    assert finder.heard.wait_for(RecorderReplaced).silent_ms >= 1_900
    assert finder.heard.wait_for(RecordingStarted).device == "fake:tone"
    wait_until(lambda: gone(first))
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)
    assert not finder.heard.of(RecorderDied)


def test_adopted_recorder_that_is_killed_is_replaced(
    window: Start, finder: Finder, folder: Path
) -> None:
    first = window()
    first.die()
    assert finder.recorder.adopt(folder)
    finder.heard.wait_for(RecorderFound)
    os.kill(first.recorder_pid, signal.SIGKILL)
    finder.heard.wait_for(RecorderReplaced)
    finder.heard.wait_for(RecordingStarted)


def test_orphan_that_hangs_is_ended_and_told(window: Start, folder: Path) -> None:
    first = window()
    first.die()
    os.kill(first.recorder_pid, signal.SIGSTOP)
    finder = Finder(adopt_s=0.5)
    assert finder.recorder.adopt(folder)
    failed = finder.heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.CHILD_HUNG, False)
    wait_until(lambda: gone(first))
    finder.recorder.start(folder, "fake:tone")
    finder.heard.wait_for(RecordingStarted)
    finder.recorder.close()


def test_recorder_that_is_gone_leaves_a_beacon_that_is_taken_away(
    window: Start, finder: Finder, folder: Path
) -> None:
    first = window()
    first.die()
    os.kill(first.recorder_pid, signal.SIGKILL)
    wait_until(lambda: gone(first))
    beacon = read_beacon(folder)
    assert beacon is not None
    asked_ns = time.monotonic_ns()
    assert not finder.recorder.adopt(folder)
    assert time.monotonic_ns() - asked_ns < 50_000_000
    assert not (folder / BEACON_NAME).exists()
    assert not Path(beacon.address).parent.exists()


def test_wrong_key_opens_nothing_and_the_beacon_stays(
    window: Start, finder: Finder, folder: Path
) -> None:
    from dataclasses import replace

    first = window()
    first.die()
    beacon = read_beacon(folder)
    assert beacon is not None
    write_beacon(replace(beacon, key="00" * 32))
    assert finder.recorder.adopt(folder)
    assert finder.heard.wait_for(RecorderFailed).kind is FailureKind.RECORDED_ELSEWHERE
    assert not gone(first)
    write_beacon(beacon)
    assert finder.recorder.adopt(folder)
    finder.heard.wait_for(RecorderFound)


def test_stop_before_it_is_found_ends_the_recording(
    window: Start, finder: Finder, folder: Path
) -> None:
    window().die()
    assert finder.recorder.adopt(folder)
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)
    assert read_recording(folder).closed_properly


def adopted(finder: Finder, folder: Path) -> bool:
    assert finder.recorder.adopt(folder)
    answers = (RecorderFound, RecorderFailed)
    answer = finder.heard.wait_for(object, where=lambda event: isinstance(event, answers))
    return isinstance(answer, RecorderFound)


def test_window_that_wakes_up_too_late_lets_go(folder: Path, window: Start, finder: Finder) -> None:
    """It stood still for so long that its recorder went to another one."""
    first = window()
    first.process.send_signal(signal.SIGSTOP)
    until = time.monotonic() + 60
    while not adopted(finder, folder):
        assert time.monotonic() < until
    found = finder.heard.wait_for(LevelMeasured)
    first.process.send_signal(signal.SIGCONT)
    finder.heard.wait_for(
        LevelMeasured, where=lambda event: event.samples > found.samples + 4 * 48_000
    )
    assert not gone(first)
    assert not finder.heard.of(RecorderReplaced)
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)
    assert not read_recording(folder).gaps
