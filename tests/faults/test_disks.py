"""Disks that fill up, refuse, or lose their power while a session is recorded."""

import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from flipdesk.audio.recording_folder import RecordingContents
from tests.faults.bedside import (
    RATE_HZ,
    counted_device,
    frames_of,
    gap_s,
    misplaced_frames,
    now_ns,
    patient,
)
from tests.faults.disks import PowerDisk, fill, lacking, small_disk
from tests.faults.test_killed import heard_until
from tests.helpers.figures import Figures
from tests.helpers.hold_ups import HoldUps

BLOCK_FRAMES = 4096 // 2
CUTS = int(os.environ.get("FLIPDESK_POWER_CUTS", "8"))
WHY_NOT = lacking()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT),
]


def torn_frames(contents: RecordingContents) -> int:
    """Return how many frames at the very end are zeros instead of sound: at most one disk block.

    ext4 can have kept the new length of a file and not yet what was written into its last block.
    """
    end = frames_of(contents)[-BLOCK_FRAMES:]
    sounded = np.flatnonzero(end)
    return len(end) - 1 - int(sounded[-1]) if len(sounded) else len(end)


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> str:
    return counted_device(tmp_path_factory.mktemp("counted"), seconds=40)


def test_disk_that_fills_up_and_is_cleared_costs_nothing(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    with (
        small_disk(tmp_path, megabytes=48) as disk,
        patient(disk / "full.flipkb", device, reserve_bytes=0) as one,
    ):
        one.records_for(1.0)
        filler = fill(disk, leave_bytes=0)
        one.wait_for("RecorderFailed", where=lambda line: line["kind_"] == "disk_full")
        time.sleep(2.0)  # so long the disk is full
        filler.unlink()
        one.wait_for("RecorderRecovered", where=lambda line: line["kind_"] == "disk_full")
        one.records_for(3.0)
        one.stop()
        contents = one.contents()
        figures.add("full disk that is cleared, sound lost", gap_s(contents), "s", "1 s")
        assert contents.gaps == ()
        assert misplaced_frames(contents) == 0
        assert one.lost_notes() == set()


def test_disk_that_is_nearly_full_is_told_early_and_ends_the_recording_whole(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    with (
        small_disk(tmp_path, megabytes=64) as disk,
        patient(disk / "ends.flipkb", device, reserve_bytes=30_000_000) as one,
    ):
        one.records_for(0.5)
        fill(disk, leave_bytes=31_000_000)
        one.wait_for("RecorderFailed", where=lambda line: line["kind_"] == "disk_ends")
        told = [line["kind_"] for line in one.of("RecorderFailed")]
        assert told[0] == "disk_low"
        stopped = one.wait_for("RecordingStopped")
        last = max(line["samples"] for line in one.of("level"))
        contents = one.contents()
        assert contents.closed_properly
        lost = max(0, last - contents.end_sample) / RATE_HZ
        figures.add("nearly full disk, sound lost at the stop", lost, "s", "1 s")
        assert lost == 0
        assert contents.end_sample == stopped["end_sample"]
        assert misplaced_frames(contents) == 0
        one.wait_for("closed")
        assert one.lost_notes() == set()


def test_folder_made_read_only_is_told_and_loses_nothing(
    power: PowerDisk, device: str, figures: Figures
) -> None:
    with patient(power.place / "read-only.flipkb", device, segment_s=2) as one:
        one.records_for(1.0)
        subprocess.run(["chattr", "+i", str(one.folder)], check=True)
        one.wait_for("RecorderFailed", where=lambda line: line["kind_"] == "folder_refused")
        time.sleep(2.0)  # so long the folder is read-only
        subprocess.run(["chattr", "-i", str(one.folder)], check=True)
        one.wait_for("RecorderRecovered", where=lambda line: line["kind_"] == "folder_refused")
        one.records_for(3.0)
        one.stop()
        contents = one.contents()
        figures.add("folder made read-only, sound lost", gap_s(contents), "s", "1 s")
        assert contents.gaps == ()
        assert misplaced_frames(contents) == 0
        assert one.lost_notes() == set()


def test_disk_that_is_pulled_out_is_told_and_what_it_had_is_kept(
    power: PowerDisk, device: str, figures: Figures
) -> None:
    with patient(power.place / "pulled.flipkb", device, segment_s=2) as one:
        one.records_for(1.0)
        pulled_ns = now_ns()
        power.cut()
        one.wait_for("RecorderFailed")
        told_s = (now_ns() - pulled_ns) / 1e9
        figures.add("disk pulled out, told after", told_s, "s", "2 s")
        assert told_s <= 2
        for _note in range(3):
            refused = one.wait_for("refused")
            assert "beskadiget" not in refused["why"]
        one.kill()
    power.come_back()
    # What the disk had begun to write when it went may end in zeros.
    assert misplaced_frames(one.contents()) <= torn_frames(one.contents())
    assert one.lost_notes(until_ns=pulled_ns) == set()


def test_power_cut_at_random_moments(
    tmp_path: Path, power: PowerDisk, device: str, figures: Figures
) -> None:
    lost_s: list[float] = []
    lost_notes = 0
    for run in range(CUTS):
        rng = random.Random(run)
        with (
            HoldUps(tmp_path) as hold_ups,
            patient(power.place / f"{run}.flipkb", device, segment_s=2) as one,
        ):
            one.wait_for("RecordingStarted")
            one.records_for(rng.uniform(0.3, 3.0))
            time.sleep(rng.uniform(0, 0.5))  # the moment between two syncs
            begins_ns = now_ns()
            power.cut()
            cut_ns = now_ns()
            one.kill()
        power.come_back()
        spoken = heard_until(one, cut_ns)
        contents = one.contents()
        torn = torn_frames(contents)
        missing = max(0.0, spoken - contents.end_sample + torn) / RATE_HZ + gap_s(contents)
        lost_s.append(max(0.0, missing - 2 * hold_ups.worst_s))
        assert misplaced_frames(contents) <= torn
        lost_notes += len(one.lost_notes(until_ns=begins_ns))
        shutil.rmtree(one.base)  # a hundred of them do not fit
    figures.most("power cut, sound lost", lost_s, "s", "1.0 s, p95 0.6 s")
    figures.add("power cut, notes lost", lost_notes, "notes", "0")
    assert max(lost_s) <= 1.0
    assert lost_notes == 0
