"""The real stack: Danish speech through PulseAudio, ALSA, PortAudio and the recorder's process."""

import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.device import AudioDevice, devices_now
from flipdesk.audio.events import (
    GapLogged,
    LevelMeasured,
    MicrophoneHeard,
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
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.spec import AudioSpec
from flipdesk.cli.record import devices
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard, wait_until
from tests.helpers.hold_ups import HoldUps
from tests.helpers.sound import SoundRig, lag_and_likeness, missing, sound_rig

LACKING = missing()
pytestmark = [
    pytest.mark.sound,
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}"),
]

SPEECH = (
    "Goddag og velkommen til samtaleflip. I dag taler vi om helhed og om, hvordan borgeren "
    "bliver inddraget. Hvem vil begynde?"
)


@pytest.fixture(scope="module")
def rig() -> Iterator[SoundRig]:
    folder = Path(tempfile.mkdtemp(prefix="lyd-"))
    with sound_rig(folder) as rig:
        yield rig
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _through_the_rig(rig: SoundRig, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in rig.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def recorder(heard: Heard) -> Iterator[ProcessRecorder]:
    recorder = ProcessRecorder()
    recorder.listen(heard)
    yield recorder
    recorder.close()


def let_hear(rig: SoundRig, heard: Heard, speech: Path) -> None:
    """Play to the end, and until half a second after it is recorded."""
    with rig.play(speech) as player:
        assert player.wait(60) == 0
    enough_ns = SystemClock().monotonic_ns() + 500_000_000
    heard.wait_for(LevelMeasured, where=lambda event: event.monotonic_ns > enough_ns)


def recorded(folder: Path) -> NDArray[np.int16]:
    return np.concatenate([read_wav(part.path) for part in read_recording(folder).segments])


@pytest.mark.parametrize("rate_hz", [48_000, 16_000])
def test_speech_is_recorded_as_it_was_played(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path, rate_hz: int
) -> None:
    speech = rig.say(SPEECH, rate_hz=rate_hz)
    played = read_wav(speech)
    recorder.start(tmp_path, "bordmikrofon", AudioSpec(rate_hz, 1))
    heard.wait_for(RecordingStarted)
    let_hear(rig, heard, speech)
    recorder.stop()
    heard.wait_for(RecordingStopped)
    lag, likeness = lag_and_likeness(recorded(tmp_path), played)
    assert likeness > 0.9, f"speech after {lag / rate_hz:.3f} s"
    assert max(event.peak for event in heard.of(LevelMeasured)) > 0.1
    last = heard.of(LevelMeasured)[-1]
    assert (last.dropped_blocks, last.overflows) == (0, 0)
    contents = read_recording(tmp_path)
    assert contents.device == "bordmikrofon"
    assert not contents.gaps
    assert verify(tmp_path) == ()


def test_timeline_keeps_pace_with_the_clock(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    with HoldUps(tmp_path) as hold_ups:
        recorder.start(tmp_path / "rec")
        started = heard.wait_for(RecordingStarted)
        first = heard.wait_for(LevelMeasured)
        last = heard.wait_for(
            LevelMeasured, where=lambda event: event.samples > first.samples + 4 * started.rate_hz
        )
    by_clock_s = (last.monotonic_ns - first.monotonic_ns) / 1e9
    by_samples_s = (last.samples - first.samples) / started.rate_hz
    assert abs(by_clock_s - by_samples_s) < 0.25 + 2 * hold_ups.worst_s


def test_other_microphone_hears_other_sound(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    speech = rig.say("Det her siges kun til bordmikrofonen.")
    recorder.start(tmp_path, "headset")
    heard.wait_for(RecordingStarted)
    let_hear(rig, heard, speech)
    recorder.stop()
    heard.wait_for(RecordingStopped)
    assert not recorded(tmp_path).any()


def test_devices_are_listed_as_they_are_now(rig: SoundRig) -> None:
    found = {device.name: device for device in devices_now()}
    assert {"bordmikrofon", "headset", "default"} <= set(found)
    assert isinstance(found["headset"], AudioDevice)
    assert found["headset"].host_api == "ALSA"
    assert [device.name for device in found.values() if device.is_default] == ["default"]


def test_devices_command_lists_them() -> None:
    plain = CliRunner().invoke(devices, [])
    assert plain.exit_code == 0
    assert "* default  (ALSA)" in plain.output.splitlines()
    as_json = CliRunner().invoke(devices, ["--json"])
    names = [device["name"] for device in json.loads(as_json.output)]
    assert "bordmikrofon" in names


def test_microphone_of_another_name_is_not_found(
    recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    recorder.start(tmp_path / "rec", "bordmik")
    failed = heard.wait_for(RecorderFailed)
    assert (failed.kind, failed.goes_on) == (FailureKind.UNKNOWN_DEVICE, False)
    assert failed.sentence() == (
        "Mikrofonen ”bordmik” er der ikke: sæt den til, eller vælg en anden."
    )


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


def test_silent_change_of_the_microphone_is_told(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    """The server goes on with another microphone, and PortAudio says nothing."""
    clock = SystemClock()
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(RecordingStarted)
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > 2 * 48_000)
    unplugged_ns = clock.monotonic_ns()
    rig.unplug()
    changed = heard.wait_for(
        RecorderFailed, where=lambda event: event.kind is FailureKind.MICROPHONE_CHANGED
    )
    told_s = (clock.monotonic_ns() - unplugged_ns) / 1e9
    assert changed.detail
    assert told_s < 10
    rig.plug_in()
    recorder.stop()
    heard.wait_for(RecordingStopped)
    print(f"\nanother microphone in its place: told after {told_s:.2f} s")


def test_muted_microphone_is_told_and_when_it_is_not_any_more(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    clock = SystemClock()
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(RecordingStarted)
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > 2 * 48_000)
    muted_ns = clock.monotonic_ns()
    rig.pactl("set-source-mute", "desk.monitor", "1")
    try:
        heard.wait_for(
            RecorderFailed, where=lambda event: event.kind is FailureKind.MICROPHONE_MUTED
        )
        told_s = (clock.monotonic_ns() - muted_ns) / 1e9
    finally:
        rig.pactl("set-source-mute", "desk.monitor", "0")
    heard.wait_for(
        RecorderRecovered, where=lambda event: event.kind is FailureKind.MICROPHONE_MUTED
    )
    assert told_s < 10
    recorder.stop()
    heard.wait_for(RecordingStopped)
    recorder.close()
    print(f"\nmuted: told after {told_s:.2f} s")


def test_nothing_is_left_of_what_followed_the_route(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > 48_000)
    child = recorder.pid
    assert child is not None
    wait_until(lambda: bool(children_of(child)))
    followers = children_of(child)
    os.kill(child, signal.SIGKILL)
    heard.wait_for(RecorderReplaced)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in followers))


def children_of(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_other_microphone_is_heard_in_the_same_recording(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    recorder.start(tmp_path, "bordmikrofon")
    heard.wait_for(LevelMeasured, where=lambda event: event.samples > 48_000)
    recorder.use_device("headset")
    gap = heard.wait_for(GapLogged)
    speech = rig.say("Nu taler jeg i headsettet.")
    with rig.play(speech, microphone="head") as player:
        assert player.wait(60) == 0
    enough_ns = SystemClock().monotonic_ns() + 500_000_000
    heard.wait_for(LevelMeasured, where=lambda event: event.monotonic_ns > enough_ns)
    recorder.stop()
    heard.wait_for(RecordingStopped)
    assert gap.reason == "device"
    assert gap.samples < 3 * 48_000
    assert not heard.of(RecordingInterrupted)
    last = read_wav(read_recording(tmp_path).segments[-1].path)
    assert lag_and_likeness(last, read_wav(speech))[1] > 0.9


def test_monitored_microphone_is_heard_and_then_recorded(
    rig: SoundRig, recorder: ProcessRecorder, heard: Heard, tmp_path: Path
) -> None:
    recorder.monitor("bordmikrofon")
    heard.wait_for(MicrophoneHeard)
    with rig.play(rig.say("Kan I høre mig?")) as player:
        heard.wait_for(MicrophoneHeard, where=lambda event: event.peak > 0.05)
        player.kill()
    recorder.start(tmp_path / "rec", "bordmikrofon")
    heard.wait_for(LevelMeasured)
    recorder.stop()
    heard.wait_for(RecordingStopped)
    assert not heard.of(RecorderFailed)


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
