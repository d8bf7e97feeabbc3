"""The sound system breaks while a session is recorded: killed, frozen, its device gone or muted."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.bedside import RATE_HZ, Patient, gap_s, now_ns, patient
from tests.helpers.figures import Figures
from tests.helpers.sound import SoundRig, missing, sound_rig

LACKING = missing()
MICROPHONE = "bordmikrofon"
pytestmark = [
    pytest.mark.sound,
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}"),
]


@pytest.fixture
def rig() -> Iterator[SoundRig]:
    folder = Path(tempfile.mkdtemp(prefix="lyd-"))
    with sound_rig(folder) as rig:
        yield rig
    shutil.rmtree(folder)


@pytest.fixture
def one(rig: SoundRig, tmp_path: Path) -> Iterator[Patient]:
    with patient(tmp_path / "lyd.flipkb", MICROPHONE, environment=rig.environment) as one:
        one.records_for(1.0)
        yield one


def told_within(one: Patient, kind: str, *, since_ns: int) -> float:
    """Return the seconds until an alarm of a kind was told."""
    one.wait_for("RecorderFailed", where=lambda line: line["kind_"] == kind)
    return (now_ns() - since_ns) / 1e9


def pactl(rig: SoundRig, *command: str) -> str:
    done = subprocess.run(
        ["pactl", *command], env=rig.environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def module_of(rig: SoundRig, sink: str) -> str:
    """Return the number of the module that made a sink."""
    lines = pactl(rig, "list", "short", "modules").splitlines()
    (found,) = [line.split("\t")[0] for line in lines if f"sink_name={sink} " in line + " "]
    return found


def test_sound_server_killed_and_started_again(
    rig: SoundRig, one: Patient, figures: Figures
) -> None:
    last = one.of("level")[-1]
    rig.stop_server()
    killed_ns = now_ns()
    alarm_s = told_within(one, "device_lost", since_ns=killed_ns)
    time.sleep(2.0)  # so long there is no sound system
    rig.start_server()
    back_ns = now_ns()
    one.wait_for("RecordingResumed")
    back_s = (now_ns() - back_ns) / 1e9
    later = one.records_for(1.0)
    one.stop()
    contents = one.contents()
    (gap,) = contents.gaps
    before = last["samples"] + (killed_ns - last["at_ns"]) * RATE_HZ / 1e9
    figures.add("sound server killed, alarm after", alarm_s, "s", "1.5 s")
    figures.add("sound server back, recording again after", back_s, "s", "3 s")
    lost_s = max(0.0, before - gap.first_sample) / RATE_HZ
    figures.add("sound server killed, sound lost before the kill", lost_s, "s", "1 s")
    by_clock_s = (later["at_ns"] - last["at_ns"]) / 1e9
    error_s = abs((later["samples"] - last["samples"]) / RATE_HZ - by_clock_s)
    figures.add("sound server killed, error of the gap's length", error_s, "s", "0.05 s")
    assert gap.reason == "device"
    assert alarm_s <= 1.5
    assert back_s <= 3.0
    assert lost_s <= 1.0
    assert error_s <= 0.05
    assert one.lost_notes() == set()


def test_sound_server_frozen_for_a_while(rig: SoundRig, one: Patient, figures: Figures) -> None:
    os.kill(rig.server_pid, signal.SIGSTOP)
    frozen_ns = now_ns()
    try:
        alarm_s = told_within(one, "stalled", since_ns=frozen_ns)
        time.sleep(0.5)
    finally:
        os.kill(rig.server_pid, signal.SIGCONT)
    one.wait_for("RecorderRecovered", where=lambda line: line["kind_"] == "stalled")
    one.records_for(2.0)
    one.stop()
    lost_s = gap_s(one.contents())
    figures.add("sound server frozen, alarm after", alarm_s, "s", "1.5 s")
    figures.add("sound server frozen, sound lost", lost_s, "s", "1 s")
    assert alarm_s <= 1.5 + 0.2
    assert lost_s <= 1.0
    assert one.lost_notes() == set()


def test_sound_server_frozen_for_long_and_then_killed(
    rig: SoundRig, one: Patient, figures: Figures
) -> None:
    os.kill(rig.server_pid, signal.SIGSTOP)
    frozen_ns = now_ns()
    told_within(one, "stalled", since_ns=frozen_ns)
    one.wait_for("RecordingInterrupted")
    time.sleep(6.0)  # long enough for a recorder that hangs to be replaced
    rig.stop_server()
    rig.start_server()
    back_ns = now_ns()
    one.records_for(1.0)
    back_s = max(0.0, (now_ns() - back_ns) / 1e9 - 1.0)
    one.stop()
    figures.add("frozen sound server replaced, recording again after", back_s, "s", "5 s")
    assert back_s <= 5.0
    assert one.lost_notes() == set()


def test_device_taken_away_and_put_back(rig: SoundRig, one: Patient, figures: Figures) -> None:
    """PulseAudio moves the stream to another source without a word, or ends it."""
    gone_ns = now_ns()
    pactl(rig, "unload-module", module_of(rig, "desk"))
    line = one.wait_for(
        "RecorderFailed",
        where=lambda line: line["kind_"] in {"device_lost", "stalled", "microphone_changed"},
        timeout_s=15,
    )
    alarm_s = (now_ns() - gone_ns) / 1e9
    goal_s = 10.0 if line["kind_"] == "microphone_changed" else 1.5
    figures.add(f"device gone ({line['kind_']}), alarm after", alarm_s, "s", f"{goal_s:g} s")
    assert alarm_s <= goal_s + 0.2
    pactl(rig, "load-module", "module-null-sink", "sink_name=desk", "rate=48000", "channels=1")
    one.records_for(2.0)
    one.stop()
    assert one.contents().closed_properly
    assert one.lost_notes() == set()


def test_muted_microphone_is_told(rig: SoundRig, one: Patient, figures: Figures) -> None:
    muted_ns = now_ns()
    pactl(rig, "set-source-mute", "desk.monitor", "1")
    line = one.wait_for(
        "RecorderFailed",
        where=lambda line: line["kind_"] in {"microphone_muted", "microphone_dead"},
        timeout_s=15,
    )
    alarm_s = (now_ns() - muted_ns) / 1e9
    figures.add("microphone muted, told after", alarm_s, "s", "10 s")
    assert alarm_s <= 10
    kind = line["kind_"]
    pactl(rig, "set-source-mute", "desk.monitor", "0")
    with rig.play(rig.say("Kan I høre mig nu? Jeg siger lige noget mere.")):
        one.wait_for("RecorderRecovered", where=lambda line: line["kind_"] == kind)
    one.stop()


def test_microphone_that_hears_only_zeros_is_told(
    rig: SoundRig, one: Patient, figures: Figures
) -> None:
    """Nothing is played into the virtual microphone, which is as dead as one can be."""
    line = one.wait_for(
        "RecorderFailed", where=lambda line: line["kind_"] == "microphone_dead", timeout_s=15
    )
    levels = [level["samples"] for level in one.of("level")]
    told_s = max(levels) / RATE_HZ
    figures.add("dead microphone, told after", told_s, "s", "10 s")
    assert told_s <= 10
    assert json.dumps(line)
    one.stop()
