"""Recorders that cannot be found, or are lost after they were."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flipdesk.audio.beacon import BEACON_NAME, read_beacon, write_beacon
from flipdesk.audio.events import (
    LevelMeasured,
    RecorderDied,
    RecorderFailed,
    RecorderFound,
    RecorderReplaced,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.recording_folder import read_recording
from tests.helpers.heard import wait_until
from tests.helpers.killed_window import Finder, Start

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="the signals are those of POSIX"),
]


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
    wait_until(first.recorder_is_gone)
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
    wait_until(first.recorder_is_gone)
    finder.recorder.start(folder, "fake:tone")
    finder.heard.wait_for(RecordingStarted)
    finder.recorder.close()


def test_recorder_that_is_gone_leaves_a_beacon_that_is_taken_away(
    window: Start, finder: Finder, folder: Path
) -> None:
    first = window()
    first.die()
    os.kill(first.recorder_pid, signal.SIGKILL)
    wait_until(first.recorder_is_gone)
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
    first = window()
    first.die()
    beacon = read_beacon(folder)
    assert beacon is not None
    write_beacon(replace(beacon, key="00" * 32))
    assert finder.recorder.adopt(folder)
    assert finder.heard.wait_for(RecorderFailed).kind is FailureKind.RECORDED_ELSEWHERE
    assert not first.recorder_is_gone()
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


def test_window_that_wakes_up_too_late_lets_go(folder: Path, window: Start, finder: Finder) -> None:
    """It stood still for so long that its recorder went to another one."""
    first = window()
    first.process.send_signal(signal.SIGSTOP)
    until = time.monotonic() + 60
    while not finder.adopts(folder):
        assert time.monotonic() < until
    found = finder.heard.wait_for(LevelMeasured)
    first.process.send_signal(signal.SIGCONT)
    finder.heard.wait_for(
        LevelMeasured, where=lambda event: event.samples > found.samples + 4 * 48_000
    )
    assert not first.recorder_is_gone()
    assert not finder.heard.of(RecorderReplaced)
    finder.recorder.stop()
    finder.heard.wait_for(RecordingStopped)
    assert not read_recording(folder).gaps
