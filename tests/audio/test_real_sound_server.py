"""The real stack when the sound system, or the recorder itself, stands still or dies."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.device import devices_now
from flipdesk.audio.events import (
    GapLogged,
    LevelMeasured,
    RecorderDied,
    RecorderFailed,
    RecorderRecovered,
    RecorderReplaced,
    RecordingInterrupted,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.recording_folder import read_recording
from flipdesk.cli.record import devices
from tests.audio.real_sound import REAL, heard, let_hear, recorder, rig, through_the_rig
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard
from tests.helpers.sound import SoundRig, lag_and_likeness

__all__ = ["heard", "recorder", "rig", "through_the_rig"]

pytestmark = REAL


def test_sound_server_that_dies_and_returns_costs_only_the_time_it_was_gone(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    recorder.start(tmp_path, "bordmikrofon")
    started = heard.wait_for(RecordingStarted)
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > started.rate_hz)
    clock = SystemClock()
    rig.stop_server()
    killed_ns = clock.monotonic_ns()
    interrupted = heard.wait_for(RecordingInterrupted)
    assert heard.wait_for(RecorderFailed).kind is FailureKind.DEVICE_LOST
    told_s = (clock.monotonic_ns() - killed_ns) / 1e9
    assert told_s < 1.5
    back_ns = clock.monotonic_ns()
    rig.start_server()
    gap = heard.wait_for(GapLogged)
    resumed_s = (clock.monotonic_ns() - back_ns) / 1e9
    print(f"\nsound server killed: told after {told_s:.2f} s, back in {resumed_s:.2f} s")
    assert resumed_s < 3 + 1  # it takes its own time to start
    assert (gap.first_sample, gap.reason) == (interrupted.first_sample, "device")
    speech = rig.say("Nu er mikrofonen tilbage.")
    let_hear(rig, heard, speech)
    recorder.stop()
    heard.wait_for(RecordingStopped)
    last = read_wav(read_recording(tmp_path).segments[-1].path)
    assert lag_and_likeness(last, read_wav(speech))[1] > 0.9


def test_frozen_sound_server_is_told_in_time_and_loses_nothing(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    clock = SystemClock()
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(RecordingStarted)
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > 2 * 48_000)
    rig.freeze()
    frozen_ns = clock.monotonic_ns()
    failed = heard.wait_for(RecorderFailed)
    told_s = (clock.monotonic_ns() - frozen_ns) / 1e9
    rig.thaw()
    assert failed.kind is FailureKind.STALLED
    assert told_s < 1.5 + 0.2, f"told after {told_s:.2f} s"
    assert heard.wait_for(RecorderRecovered).kind is FailureKind.STALLED
    thawed = heard.wait_for(LevelMeasured)
    last = heard.wait_for(
        LevelMeasured, where=lambda event: event.samples > thawed.samples + 6 * 48_000
    )
    recorder.stop()
    heard.wait_for(RecordingStopped)
    assert not heard.of(GapLogged)
    by_clock_s = (last.monotonic_ns - heard.of(LevelMeasured)[0].monotonic_ns) / 1e9
    by_samples_s = (last.samples - heard.of(LevelMeasured)[0].samples) / 48_000
    assert abs(by_clock_s - by_samples_s) < 0.3


def test_child_that_stood_still_says_so_and_loses_nothing(
    rig: SoundRig, heard: Heard, tmp_path: Path
) -> None:
    """As when the whole machine slept, window and all: nobody was there to replace it."""
    clock = SystemClock()
    recorder = ProcessRecorder(settings=RecorderSettings(hung_after_ms=30_000))
    recorder.listen(heard)
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(RecordingStarted)
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > 2 * 48_000)
    child = recorder.pid
    assert child is not None
    os.kill(child, signal.SIGSTOP)
    stopped_ns = clock.monotonic_ns()
    threading.Event().wait(3.5)  # what is tested is that nobody runs for a while
    os.kill(child, signal.SIGCONT)
    woken_ns = clock.monotonic_ns()
    slept = heard.wait_for(RecorderFailed)
    told_s = (clock.monotonic_ns() - woken_ns) / 1e9
    assert (slept.kind, slept.goes_on) == (FailureKind.SLEPT, True)
    assert told_s < 1.5
    heard.wait_for(LevelMeasured, where=lambda event: event.monotonic_ns > woken_ns + 6_000_000_000)
    recorder.stop()
    stopped = heard.wait_for(RecordingStopped)
    recorder.close()
    assert not heard.of(GapLogged)
    assert len(stopped.segments) == 2
    last = heard.of(LevelMeasured)[-1]
    before = [level for level in heard.of(LevelMeasured) if level.monotonic_ns < stopped_ns][-1]
    by_clock_s = (last.monotonic_ns - before.monotonic_ns) / 1e9
    assert abs(by_clock_s - (last.samples - before.samples) / 48_000) < 0.1


def test_without_a_sound_system_there_is_no_microphone(
    recorder: ProcessRecorder, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALSA_CONFIG_PATH")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nobody'}")
    assert devices_now() == ()
    listed = CliRunner().invoke(devices, [])
    assert listed.output == "Der er ingen mikrofon.\n"
    recorder.start(tmp_path / "rec")
    failed = heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.NO_DEVICE, False)


def test_sound_system_that_kills_whoever_asks_it_kills_the_child_alone(
    recorder: ProcessRecorder, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ALSA aborts the process when its configuration is empty."""
    nothing = tmp_path / "asound.conf"
    nothing.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(nothing))
    with pytest.raises(AudioError):
        devices_now()
    recorder.start(tmp_path / "rec")
    died = heard.wait_for(RecorderDied)
    assert (died.exit_code, died.was_recording) == (-signal.SIGABRT, True)
    assert recorder.state is RecorderState.IDLE


def test_sound_server_that_stands_still_is_awaited_by_a_new_child(
    rig: SoundRig, heard: Heard, tmp_path: Path
) -> None:
    """Opening a device hangs, so one child after another is given up until the server wakes."""
    recorder = ProcessRecorder(settings=RecorderSettings(slow_after_ms=2_000))
    recorder.listen(heard)
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(RecordingStarted)
    os.kill(rig.server_pid, signal.SIGSTOP)
    try:
        assert recorder.pid is not None
        os.kill(recorder.pid, signal.SIGKILL)
        heard.wait_for(RecorderReplaced)
        failed = heard.wait_for(RecorderFailed)
        assert (failed.kind, failed.goes_on) == (FailureKind.CHILD_RETRIED, True)
    finally:
        os.kill(rig.server_pid, signal.SIGCONT)
    heard.wait_for(RecordingStarted)
    assert heard.wait_for(RecorderRecovered).kind is FailureKind.CHILD_RETRIED
    recorder.stop()
    heard.wait_for(RecordingStopped)
    recorder.close()
    assert not heard.of(RecorderDied)


def test_stop_while_the_sound_server_stands_still_is_answered(
    rig: SoundRig, heard: Heard, tmp_path: Path
) -> None:
    """The files are closed before the device is touched, which then hangs and is let go."""
    recorder = ProcessRecorder(settings=RecorderSettings(close_s=1))
    recorder.listen(heard)
    recorder.start(tmp_path, "bordmikrofon")
    started = heard.wait_for(RecordingStarted)
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > started.rate_hz)
    os.kill(rig.server_pid, signal.SIGSTOP)
    try:
        recorder.stop()
        heard.wait_for(RecordingStopped)
        began = time.monotonic()
        recorder.close()
        print(f"closed within {time.monotonic() - began:.1f} s")
        assert time.monotonic() - began < 10
    finally:
        os.kill(rig.server_pid, signal.SIGCONT)
    assert read_recording(tmp_path).closed_properly


def test_devices_that_do_not_answer_in_time_are_a_known_failure() -> None:
    with pytest.raises(AudioError):
        devices_now(timeout_s=0.001)
