"""What is said off the record is nowhere on the disk, whoever is killed meanwhile."""

import os
import random
import shutil
import signal
import tempfile
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from flipdesk.audio.recording_folder import SegmentFault, verify
from flipdesk.domain.clock import SystemClock
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.recovery import Recovery
from tests.audio.sounds import noise
from tests.faults.bedside import RATE_HZ, Patient, frames_of, now_ns, patient
from tests.faults.disks import PowerDisk
from tests.helpers.figures import Figures
from tests.helpers.needle import files_with
from tests.helpers.sound import SoundRig, missing, sound_rig

RUNS = max(2, int(os.environ.get("FLIPDESK_FAULT_RUNS", "20")) // 10)
LACKING = missing()
TONE_HZ = 2_640
CUTS = int(os.environ.get("FLIPDESK_POWER_CUTS", "2"))
NAMES = ("", "sealed: ")
FORMS = pytest.mark.parametrize("sealed", [0, 1], ids=["clear", "sealed"])
pytestmark = pytest.mark.slow
PLAYED = noise(20 * RATE_HZ)


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("played") / "noise.wav"
    _write(path, np.frombuffer(PLAYED, "<i2"))
    return f"fake:{path}?latency_ms=120"


def said(from_sample: int, to_sample: int | None = None) -> bytes:
    """Return what was played between two places, else for 6 s, by the first recorder's time."""
    end = from_sample + 6 * RATE_HZ if to_sample is None else to_sample
    return PLAYED[2 * from_sample : 2 * end]


def holding(one: Patient, sound: bytes) -> list[str]:
    """Return the files of a knowledge base that hold a sound, in clear or for who has the key."""
    return files_with(one.base, sound, one.key())


@FORMS
def test_recorder_killed_at_any_moment_after_the_wish(
    tmp_path: Path, device: str, figures: Figures, sealed: int
) -> None:
    hits = 0
    for run in range(RUNS):
        rng = random.Random(run)
        with patient(tmp_path / f"{run}.flipkb", device, sealed=sealed) as one:
            one.records_for(1.0)
            time.sleep(rng.uniform(0, 0.3))
            wished = one.place_now()
            one.say("off")
            # At once, before it can have been heard; or some time after it was.
            time.sleep(rng.choice((0, 0.005, 0.05, 0.4)))
            os.kill(one.child, signal.SIGKILL)
            one.wait_for("RecordingStarted")
            one.wait_for("RecordingPaused", where=lambda line: line["off_record"])
            hits += len(holding(one, said(wished)))
            one.stop()
        hits += len(holding(one, said(wished)))
        assert one.lost_notes() == set()
        # What was wished after all that had been written leaves a segment as a kill does.
        faults = {problem.fault for problem in verify(one.folder, one.key())}
        assert faults <= {SegmentFault.NEVER_CLOSED}
    figures.add(
        f"{NAMES[sealed]}kill -9 of the recorder, files with a sound off the record", hits, "", "0"
    )
    assert hits == 0


@FORMS
def test_everything_killed_off_the_record(
    tmp_path: Path, device: str, figures: Figures, sealed: int
) -> None:
    hits = 0
    for run in range(RUNS):
        rng = random.Random(100 + run)
        with patient(tmp_path / f"{run}.flipkb", device, sealed=sealed) as one:
            one.records_for(1.0)
            time.sleep(rng.uniform(0, 0.3))
            wished = one.place_now()
            one.say("off")
            one.wait_for("RecordingPaused")
            time.sleep(rng.choice((0, rng.uniform(0, 1.0))))
            one.kill()
        hits += len(holding(one, said(wished)))
        assert holding(one, said(0, RATE_HZ // 2)) != []
        assert one.lost_notes() == set()
        _recover(one)
        hits += len(holding(one, said(wished)))
    figures.add(
        f"{NAMES[sealed]}kill -9 of everything, files with a sound off the record", hits, "", "0"
    )
    assert hits == 0


@FORMS
def test_killed_just_after_it_goes_on(tmp_path: Path, device: str, sealed: int) -> None:
    with patient(tmp_path / "on.flipkb", device, sealed=sealed) as one:
        one.records_for(1.0)
        wished = one.place_now()
        one.say("off")
        one.wait_for("RecordingPaused")
        time.sleep(0.7)
        one.say("on")
        resumed = one.place_now()
        one.wait_for("RecordingResumed")
        one.records_for(0.3)
        one.kill()
    assert holding(one, said(wished, resumed)) == []
    (gap,) = one.contents().gaps
    assert gap.reason == "off_record"
    assert gap.first_sample <= wished
    assert gap.first_sample + gap.samples >= resumed
    assert one.lost_notes() == set()


@FORMS
def test_power_cut_around_going_off_the_record(
    power: PowerDisk, device: str, figures: Figures, sealed: int
) -> None:
    hits = lost_notes = 0
    for run in range(CUTS):
        rng = random.Random(200 + run)
        base = power.place / f"{run}.flipkb"
        with patient(base, device, segment_s=2, sealed=sealed) as one:
            one.records_for(rng.uniform(0.5, 2.5))
            wished = one.place_now()
            one.say("off")
            one.wait_for("RecordingPaused")
            # Told to be off: what had been written is gone already, and stays so.
            time.sleep(rng.choice((0, rng.uniform(0, 0.5))))
            begins_ns = now_ns()
            power.cut()
            one.kill()
        power.come_back()
        hits += len(holding(one, said(wished)))
        assert holding(one, said(0, RATE_HZ // 4)) != []
        _recover(one)
        hits += len(holding(one, said(wished)))
        lost_notes += len(one.lost_notes(until_ns=begins_ns))
        shutil.rmtree(one.base)
    figures.add(f"{NAMES[sealed]}power cut, files with a sound off the record", hits, "", "0")
    assert hits == 0
    assert lost_notes == 0


@pytest.mark.sound
@pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}")
def test_tone_that_a_real_sound_server_plays_off_the_record(
    rig: SoundRig, tmp_path: Path, figures: Figures
) -> None:
    tone = tmp_path / "tone.wav"
    at = np.arange(2 * RATE_HZ) / RATE_HZ
    _write(tone, (12_000 * np.sin(2 * np.pi * TONE_HZ * at)).astype("<i2"))
    environment = rig.environment
    with patient(tmp_path / "lyd.flipkb", "bordmikrofon", environment=environment) as one:
        one.records_for(1.0)
        _hear(rig, tone)
        quiet_ns = now_ns() + 800_000_000
        one.wait_for("level", where=lambda line: line["at_ns"] >= quiet_ns)
        one.say("off")
        # The very moment it is wished, and until the very moment it is over.
        _hear(rig, tone)
        one.say("on")
        one.wait_for("RecordingResumed")
        one.records_for(1.0)
        one.stop()
    contents = one.contents()
    whole = frames_of(contents)
    (gap,) = [gap for gap in contents.gaps if gap.reason == "off_record"]
    before, after = whole[: gap.first_sample], whole[gap.first_sample + gap.samples :]
    beside = max(_tone(before[-RATE_HZ // 4 :]), _tone(after), 1e-3)
    loudest = 20 * np.log10(beside / _tone_played(before))
    figures.add(
        "tone off the record, what is heard of it beside it", float(loudest), "dB", "-60 dB"
    )
    assert gap.samples / RATE_HZ >= 2.0
    assert loudest <= -60


@pytest.fixture
def rig() -> Iterator[SoundRig]:
    folder = Path(tempfile.mkdtemp(prefix="lyd-"))
    with sound_rig(folder) as rig:
        yield rig
    shutil.rmtree(folder)


def _hear(rig: SoundRig, path: Path) -> None:
    with rig.play(path) as player:
        assert player.wait(20) == 0


def _tone(samples: NDArray[np.int16]) -> float:
    """Return the greatest strength of the tone in any 50 ms."""
    step = RATE_HZ // 20
    turns = np.exp(-2j * np.pi * TONE_HZ * np.arange(step) / RATE_HZ)
    pieces = samples[: len(samples) // step * step].reshape(-1, step).astype(np.float64)
    return float(np.abs(pieces @ turns).max()) if len(pieces) else 0.0


def _tone_played(before: NDArray[np.int16]) -> float:
    """Return how strong it is where it was played on the record."""
    strength = _tone(before)
    assert strength > 1e5, "the tone was not heard at all"
    return strength


def _recover(one: Patient) -> None:
    base = KnowledgeBase.open(one.base, SystemClock(), keys=one.keys())
    try:
        recovery = Recovery(base)
        for found in recovery.find():
            recovery.take_back(found)
    finally:
        base.close()


def _write(path: Path, samples: NDArray[np.int16]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
