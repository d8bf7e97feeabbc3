"""100,000 hostile files through every reader there is (cases 29 to 33): no crash, hang or escape.

`make faults` reads all of them; the tests read the first 2,000. What they are, `fuzz_targets` says;
the same number is always the same file, so that a trouble can be looked at again.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.faults.fuzz_targets import targets
from tests.faults.fuzzer import LONGEST_S, PROGRESS
from tests.helpers.figures import Figures

INPUTS = int(os.environ.get("FLIPDESK_FUZZ", "2000"))
AT_A_TIME = 10_000
ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 300


def read_all(scratch: Path, first: int, last: int) -> dict[str, Any]:
    """Read some inputs in a process of its own, and return what it tells."""
    command = [sys.executable, "-m", "tests.faults.fuzzer", str(scratch), str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COVERAGE_PROCESS_START": ""}
    done = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, check=False, timeout=3_600
    )
    if done.returncode != 0:
        at = (
            (scratch / PROGRESS).read_text("utf-8", "replace")
            if (scratch / PROGRESS).exists()
            else ""
        )
        said = done.stderr.decode("utf-8", "replace")[-2_000:]
        pytest.fail(f"the reader died with {done.returncode} at {at.strip()}: {said}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_no_hostile_file_does_more_than_be_refused(tmp_path: Path, figures: Figures) -> None:
    scratch = tmp_path / "skrab"
    scratch.mkdir()
    began = time.perf_counter()
    read = refused = 0
    longest = memory = 0.0
    troubles: list[str] = []
    for first in range(0, INPUTS, AT_A_TIME):
        told = read_all(scratch, first, min(first + AT_A_TIME, INPUTS))
        read += told["counts"].get("read", 0)
        refused += told["counts"].get("refused", 0)
        longest = max(longest, told["longest_s"])
        memory = max(memory, told["memory_mb"])
        troubles += told["troubles"]
    figures.add("hostile files read or refused", read + refused, "files", f"{INPUTS} of {INPUTS}")
    figures.add("hostile files that crash, hang or escape", len(troubles), "files", "0")
    figures.add("hostile files, the longest", longest, "s", f"at most {LONGEST_S:g}")
    figures.add("hostile files, memory of the reader", memory, "MB", f"at most {MOST_MB}")
    figures.add("hostile files, all of them", time.perf_counter() - began, "s", "20 of 2,000")
    assert not troubles, "\n".join(troubles[:10])
    assert read + refused == INPUTS
    # Both happen often, or the files would test nothing.
    assert min(read, refused) > INPUTS / 5
    assert longest <= LONGEST_S
    assert memory <= MOST_MB
    assert sorted(one.name for one in tmp_path.iterdir()) == ["skrab"]


def test_the_same_number_is_the_same_file(tmp_path: Path) -> None:
    for one in targets(tmp_path):
        assert one.input(7) == one.input(7)
        assert len({one.input(number) for number in range(20)}) > 10, one.name
