"""The real stack: Danish speech through PulseAudio, ALSA, PortAudio and the recorder's process."""

import json
import shutil
import signal
import tempfile
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
    RecorderDied,
    RecorderFailed,
    RecordingInterrupted,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.recorder import RecorderState
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import read_recording, verify
from flipdesk.audio.spec import AudioSpec
from flipdesk.cli.record import devices
from tests.audio.sounds import read_wav
from tests.helpers.heard import Heard
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
    assert likeness > 0.95, f"speech after {lag / rate_hz:.3f} s"
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
    rig.stop_server()
    interrupted = heard.wait_for(RecordingInterrupted)
    assert heard.wait_for(RecorderFailed).kind is FailureKind.DEVICE_LOST
    rig.start_server()
    gap = heard.wait_for(GapLogged)
    assert (gap.first_sample, gap.reason) == (interrupted.first_sample, "device")
    speech = rig.say("Nu er mikrofonen tilbage.")
    let_hear(rig, heard, speech)
    recorder.stop()
    heard.wait_for(RecordingStopped)
    last = read_wav(read_recording(tmp_path).segments[-1].path)
    assert lag_and_likeness(last, read_wav(speech))[1] > 0.9


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


def test_devices_that_do_not_answer_in_time_are_a_known_failure() -> None:
    with pytest.raises(AudioError):
        devices_now(timeout_s=0.001)
