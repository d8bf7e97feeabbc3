"""Cases 9, 12 and 25: files that may grow no more, a disk that stalls, too little processor."""

import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.bedside import counted_device, gap_s, misplaced_frames, patient
from tests.helpers.figures import Figures

BUSY = 8
STALL_US = 3_000_000
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs Linux"),
]


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> str:
    return counted_device(tmp_path_factory.mktemp("counted"), seconds=40)


@contextmanager
def stalling(pid: int) -> Iterator[None]:
    """Let each wait of a process for the disk take three seconds longer."""
    calls = "fsync,fdatasync"
    tracer = subprocess.Popen(
        ["strace", "-f", "-p", str(pid), "-e", f"trace={calls}",
         "-e", f"inject={calls}:delay_enter={STALL_US}"],
        stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert tracer.stderr is not None
        assert b"attached" in tracer.stderr.readline()
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.communicate()


@contextmanager
def busy() -> Iterator[None]:
    """Let more programs work than the machine has processors."""
    work = [sys.executable, "-c", "while True: pass"]
    programs = [subprocess.Popen(work) for _number in range(BUSY)]
    try:
        yield
    finally:
        for one in programs:
            one.kill()
            one.wait()


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_disk_that_stalls_loses_no_sound(tmp_path: Path, device: str, figures: Figures) -> None:
    with patient(tmp_path / "stalled.flipkb", device) as one:
        one.records_for(1.0)
        notes = len(one.of("marker"))
        with stalling(one.child):
            one.records_for(6.0)
        one.records_for(1.0)
        one.stop()
        contents = one.contents()
        figures.add("disk that stalls for 3 s at a time, sound lost", gap_s(contents), "s", "0 s")
        assert contents.gaps == ()
        assert misplaced_frames(contents) == 0
        assert len(one.of("marker")) - notes > 5, "the notes waited for the recorder"
        assert one.lost_notes() == set()


def test_file_that_may_grow_no_more_is_told_and_loses_nothing(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    with patient(tmp_path / "quota.flipkb", device) as one:
        one.records_for(1.0)
        free = resource.prlimit(one.child, resource.RLIMIT_FSIZE)
        resource.prlimit(one.child, resource.RLIMIT_FSIZE, (150_000, free[1]))
        one.wait_for("RecorderFailed")
        resource.prlimit(one.child, resource.RLIMIT_FSIZE, free)
        one.wait_for("RecorderRecovered")
        one.records_for(2.0)
        one.stop()
        contents = one.contents()
        figures.add("files that may grow no more, sound lost", gap_s(contents), "s", "1 s")
        assert gap_s(contents) <= 1
        assert misplaced_frames(contents) == 0
        assert one.lost_notes() == set()


def test_recorder_starved_of_the_processor_loses_nothing_in_silence(
    tmp_path: Path, device: str, figures: Figures
) -> None:
    with patient(tmp_path / "starved.flipkb", device) as one:
        one.records_for(0.5)
        with busy():
            last = one.records_for(5.0)
        one.stop()
    contents = one.contents()
    strayed = misplaced_frames(contents)
    figures.add(f"starved by {BUSY} programs, sound lost", gap_s(contents), "s", "as told")
    figures.add(f"starved by {BUSY} programs, frames out of place", strayed, "frames", "0")
    assert strayed == 0
    assert contents.end_sample >= last["samples"]
    assert one.lost_notes() == set()
