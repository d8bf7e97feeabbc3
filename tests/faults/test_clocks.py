"""The computer's clock is set while a session is recorded: nothing moves, and it is told."""

import shutil
from pathlib import Path

import pytest

from tests.faults.bedside import counted_device, gap_s, misplaced_frames, now_ns, patient
from tests.helpers.figures import Figures

LIBRARIES = [str(path) for path in Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not LIBRARIES, reason="this machine lacks faketime"),
]


@pytest.mark.parametrize("hours", [1, -1])
def test_clock_set_by_an_hour(tmp_path: Path, figures: Figures, hours: int) -> None:
    shift = tmp_path / "shift"
    shift.write_text("+0\n")
    environment = {
        "LD_PRELOAD": LIBRARIES[0],
        "FAKETIME_TIMESTAMP_FILE": str(shift),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    device = counted_device(tmp_path, seconds=20)
    with patient(tmp_path / "ur.flipkb", device, environment=environment) as one:
        one.records_for(1.0)
        after = tmp_path / "after"
        after.write_text(f"{hours:+d}h\n")
        shutil.move(after, shift)
        set_ns = now_ns()
        changed = one.wait_for("ClockChanged")
        told_s = (now_ns() - set_ns) / 1e9
        one.records_for(1.5)
        one.stop()
    contents = one.contents()
    figures.add(f"clock set by {hours:+d} h, told after", told_s, "s", "1.5 s")
    figures.add(
        f"clock set by {hours:+d} h, frames out of place", misplaced_frames(contents), "frames", "0"
    )
    assert changed["shift_ms"] == pytest.approx(hours * 3_600_000, abs=500)
    assert told_s <= 1.5
    assert gap_s(contents) == 0
    assert misplaced_frames(contents) == 0
    assert len(contents.segments) == 2
    assert one.lost_notes() == set()
