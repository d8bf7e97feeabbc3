"""Cases 2, 3 and 5: work killed or refused at any touch of the disk, and so its next opening.

`FLIPDESK_FAULT_POINTS` says how often, a half of it in an encrypted knowledge base.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
POINTS = int(os.environ.get("FLIPDESK_FAULT_POINTS", "200"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or shutil.which("cc") is None, reason="needs Linux and a compiler"
    ),
]


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("shim") / "disturbance.so"
    source = Path(__file__).with_name("disturbance.c")
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(built), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return built


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_nothing_that_was_said_to_be_done_is_lost(
    tmp_path: Path, figures: Figures, shim: Path, kind: str
) -> None:
    first = 0 if kind == "plain" else 1_000_000
    command = [sys.executable, "-m", "tests.faults.disturbed", str(tmp_path), kind]
    quiet = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LD_PRELOAD": str(shim)}
    done = subprocess.run(
        [*command, str(first), str(POINTS // 2)],
        cwd=ROOT, env={**os.environ, **quiet}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    wrong = [one for one in runs if one["wrong"]]
    assert not wrong, f"{len(wrong)} runs went wrong, first {wrong[0]}\n{wrong[0]['wrong'][0]}"
    met = sum((Counter(one["faults"]) for one in runs), start=Counter())
    openings, refused, changes, lost = (
        sum(one[name] for one in runs) for name in ("openings_disturbed", "refused", "done", "lost")
    )
    words = f"{met['kill']} kills, {met['EIO']} EIO, {met['ENOSPC']} ENOSPC"
    name = f"changes lost of {changes} in {met.total()} faults, {kind} ({words}"
    figures.add(f"{name}, {openings} at the next opening)", lost, "changes", "0")
    assert lost == 0
    assert min(met["kill"], met["EIO"], met["ENOSPC"]) >= met.total() // 10
    assert openings >= met.total() // 50
    assert refused >= met.total() // 4
