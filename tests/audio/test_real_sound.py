"""The real stack: Danish speech through PulseAudio, ALSA, PortAudio and the recorder's process."""

import json
import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner

from flipdesk.audio.clock import SystemClock
from flipdesk.audio.device import AudioDevice, devices_now
from flipdesk.audio.events import (
    GapLogged,
    LevelMeasured,
    MicrophoneHeard,
    RecorderFailed,
    RecorderRecovered,
    RecorderReplaced,
    RecordingInterrupted,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import FailureKind
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.spec import AudioSpec
from flipdesk.cli.record import devices
from tests.audio.real_sound import REAL, heard, let_hear, recorded, recorder, rig, through_the_rig
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard, wait_until
from tests.helpers.hold_ups import HoldUps
from tests.helpers.sound import SoundRig, lag_and_likeness

__all__ = ["heard", "recorder", "rig", "through_the_rig"]

pytestmark = REAL

SPEECH = (
    "Goddag og velkommen til samtaleflip. I dag taler vi om helhed og om, hvordan borgeren "
    "bliver inddraget. Hvem vil begynde?"
)


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
