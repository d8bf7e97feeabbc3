"""Sound that is sealed as it is recorded keeps the promises of sound in clear."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from flipdesk.audio.events import (
    RecorderFound,
    RecorderReplaced,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.recorder_process import ProcessRecorder
from flipdesk.audio.recording_folder import SegmentFault, verify
from tests.faults.bedside import (
    RATE_HZ,
    Patient,
    counted,
    counted_device,
    gap_s,
    misplaced_frames,
    now_ns,
    patient,
)
from tests.faults.disks import PowerDisk, fill, lacking, small_disk
from tests.faults.test_killed import heard_until
from tests.helpers.figures import Figures
from tests.helpers.heard import Heard
from tests.helpers.hold_ups import HoldUps

KILLS = int(os.environ.get("FLIPDESK_FAULT_RUNS", "8"))
CUTS = int(os.environ.get("FLIPDESK_POWER_CUTS", "4"))
WHY_NOT = lacking()
on_disks = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> str:
    return counted_device(tmp_path_factory.mktemp("counted"), seconds=40)


def readable_files(one: Patient) -> list[str]:
    """Return the files of a knowledge base in which 20 ms of what was said can be read."""
    pieces = [counted(at + 960)[at:].tobytes() for at in range(0, 65_000, 480)]
    found = []
    for path in one.base.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if any(piece in data for piece in pieces) or b"counted.wav" in data:
            found.append(path.name)
    return found


def test_kill_of_everything_at_random_moments(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    lost_s: list[float] = []
    lost_notes, readable = 0, []
    for run in range(KILLS):
        rng = random.Random(run)
        with (
            HoldUps(tmp_path) as hold_ups,
            patient(tmp_path / f"{run}.flipkb", device, sealed=1) as one,
        ):
            one.wait_for("RecordingStarted")
            one.records_for(rng.uniform(0.1, 1.5))
            time.sleep(rng.uniform(0, 0.15))  # the moment within the recorder's own rhythm
            killed_ns = one.kill()
        spoken = heard_until(one, killed_ns)
        contents = one.contents()
        missing = max(0.0, spoken - contents.end_sample) / RATE_HZ
        lost_s.append(max(0.0, missing - 2 * hold_ups.worst_s))
        assert misplaced_frames(contents) == 0
        lost_notes += len(one.lost_notes())
        readable += readable_files(one)
    figures.most("sealed: kill -9 of window and recorder, sound lost", lost_s, "s", "0.3 s")
    figures.add("sealed: kill -9 of window and recorder, notes lost", lost_notes, "notes", "0")
    figures.add("sealed: files readable after kill -9", len(readable), "files", "0")
    assert max(lost_s) <= 0.3
    assert lost_notes == 0
    assert readable == []


def test_recorder_killed_alone_is_replaced_by_one_with_the_same_key(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    with patient(tmp_path / "replaced.flipkb", device, sealed=1) as one:
        one.records_for(1.0)
        os.kill(one.child, signal.SIGKILL)
        one.wait_for("RecorderReplaced")
        one.wait_for("RecordingStarted")
        one.records_for(0.5)
        one.stop()
    contents = one.contents()
    assert [gap.reason for gap in contents.gaps] == ["stopped"]
    assert {part.path.suffix for part in contents.segments} == {".sealed-wav"}
    assert misplaced_frames(contents) <= contents.segments[-1].samples  # it begins anew
    figures.add("sealed: kill -9 of the recorder alone, sound lost", gap_s(contents), "s", "1 s")
    assert gap_s(contents) <= 1
    assert readable_files(one) == []


def test_window_that_finds_the_recorder_again_seals_with_the_same_key(
    tmp_path: Path, device: str
) -> None:
    heard, recorder = Heard(), ProcessRecorder()
    recorder.listen(heard)
    with patient(tmp_path / "found.flipkb", device, sealed=1) as one:
        one.records_for(0.5)
        one.kill(child=False)
        key = one.key()
        assert key is not None
        try:
            assert recorder.adopt(one.folder, key=key)
            heard.wait_for(RecorderFound)
            for told in ("cmdline", "environ"):
                data = Path(f"/proc/{one.child}/{told}").read_bytes()
                assert key not in data
                assert key.hex().encode() not in data
            os.kill(one.child, signal.SIGKILL)
            heard.wait_for(RecorderReplaced)
            heard.wait_for(RecordingStarted)
            recorder.stop()
            heard.wait_for(RecordingStopped)
        finally:
            recorder.close()
    contents = one.contents()
    assert len(contents.segments) == 2
    assert {part.path.suffix for part in contents.segments} == {".sealed-wav"}
    assert verify(one.folder, key)[0].fault is SegmentFault.NEVER_CLOSED
    assert len(verify(one.folder, key)) == 1
    assert readable_files(one) == []


@on_disks
def test_disk_that_fills_up_and_is_cleared_costs_nothing(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    with (
        small_disk(tmp_path, megabytes=48) as disk,
        patient(disk / "full.flipkb", device, reserve_bytes=0, sealed=1) as one,
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
        figures.add("sealed: full disk that is cleared, sound lost", gap_s(contents), "s", "1 s")
        assert contents.gaps == ()
        assert misplaced_frames(contents) == 0
        assert one.lost_notes() == set()


@on_disks
def test_power_cut_at_random_moments(
    tmp_path: Path, power: PowerDisk, device: str, figures: Figures
) -> None:
    lost_s: list[float] = []
    lost_notes = 0
    for run in range(CUTS):
        rng = random.Random(run)
        with (
            HoldUps(tmp_path) as hold_ups,
            patient(power.place / f"{run}.flipkb", device, segment_s=2, sealed=1) as one,
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
        missing = max(0.0, spoken - contents.end_sample) / RATE_HZ + gap_s(contents)
        lost_s.append(max(0.0, missing - 2 * hold_ups.worst_s))
        assert misplaced_frames(contents) == 0
        lost_notes += len(one.lost_notes(until_ns=begins_ns))
        shutil.rmtree(one.base)  # a hundred of them do not fit
    figures.most("sealed: power cut, sound lost", lost_s, "s", "1.0 s, p95 0.6 s")
    figures.add("sealed: power cut, notes lost", lost_notes, "notes", "0")
    assert max(lost_s) <= 1.0
    assert lost_notes == 0
