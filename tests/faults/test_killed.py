"""kill -9 at random moments: of the window and the recorder together, and of each alone."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
import soundfile

from tests.faults.bedside import (
    RATE_HZ,
    Patient,
    counted_device,
    gap_s,
    misplaced_frames,
    patient,
)
from tests.helpers.figures import Figures
from tests.helpers.hold_ups import HoldUps

RUNS = int(os.environ.get("FLIPDESK_FAULT_RUNS", "20"))
pytestmark = pytest.mark.slow


def heard_until(killed: Patient, killed_ns: int) -> float:
    """Return how many frames had been said when the kill came, by the newest level's clock."""
    level = killed.of("level")[-1]
    return float(level["samples"] + (killed_ns - level["at_ns"]) * RATE_HZ / 1e9)


def readable_frames(folder: Path) -> int:
    """Return the frames that libsndfile reads from what the kill left."""
    return sum(
        len(soundfile.read(path, dtype="int16")[0]) for path in sorted(folder.glob("segment-*.wav"))
    )


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> str:
    return counted_device(tmp_path_factory.mktemp("counted"), seconds=20)


def test_kill_of_everything_at_random_moments(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    lost_s: list[float] = []
    lost_notes = 0
    for run in range(RUNS):
        rng = random.Random(run)
        with HoldUps(tmp_path) as hold_ups, patient(tmp_path / f"{run}.flipkb", device) as one:
            one.wait_for("RecordingStarted")
            one.records_for(rng.uniform(0.1, 1.5))
            time.sleep(rng.uniform(0, 0.15))  # the moment within the recorder's own rhythm
            killed_ns = one.kill()
        spoken = heard_until(one, killed_ns)
        missing = max(0.0, spoken - readable_frames(one.folder)) / RATE_HZ
        # A machine that stands still holds up the recorder as it does this process.
        lost_s.append(max(0.0, missing - 2 * hold_ups.worst_s))
        assert misplaced_frames(one.contents()) == 0
        lost_notes += len(one.lost_notes())
    figures.most("kill -9 of window and recorder, sound lost", lost_s, "s", "0.3 s")
    figures.add("kill -9 of window and recorder, notes lost", lost_notes, "notes", "0")
    assert max(lost_s) <= 0.3
    assert lost_notes == 0


def test_window_killed_alone_costs_no_sound(tmp_path: Path, device: str, figures: Figures) -> None:
    with patient(tmp_path / "alone.flipkb", device, alone_s=3) as one:
        one.records_for(1.0)
        killed_ns = one.kill(child=False)
        spoken = heard_until(one, killed_ns)
        deadline = time.monotonic() + 20
        while not one.contents().closed_properly:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    contents = one.contents()
    assert contents.end_sample - spoken >= 2.5 * RATE_HZ
    assert misplaced_frames(contents) == 0
    figures.add("kill -9 of the window alone, sound lost", gap_s(contents), "s", "0 s")
    assert contents.gaps == ()
    assert one.lost_notes() == set()


def test_recorder_killed_alone_is_replaced(tmp_path: Path, device: str, figures: Figures) -> None:
    with patient(tmp_path / "replaced.flipkb", device) as one:
        one.records_for(1.0)
        os.kill(one.child, signal.SIGKILL)
        one.wait_for("RecorderReplaced")
        one.wait_for("RecordingStarted")
        one.records_for(0.5)
        one.stop()
    contents = one.contents()
    assert [gap.reason for gap in contents.gaps] == ["stopped"]
    lost = gap_s(contents)
    figures.add("kill -9 of the recorder alone, sound lost", lost, "s", "1 s")
    assert lost <= 1
    assert one.lost_notes() == set()


def test_recorder_that_hangs_is_replaced(tmp_path: Path, device: str, figures: Figures) -> None:
    with patient(tmp_path / "hung.flipkb", device) as one:
        one.records_for(1.0)
        os.kill(one.child, signal.SIGSTOP)
        one.wait_for("RecorderReplaced")
        one.wait_for("RecordingStarted")
        one.records_for(0.5)
        one.stop()
    lost = gap_s(one.contents())
    figures.add("recorder that hangs, sound lost until another records", lost, "s", "4 s")
    assert 0 < lost <= 4
    assert one.lost_notes() == set()
