"""The player and the alarm on the real stack, each in a process of its own.

Qt keeps its line to the sound server until the process ends, and complains in whatever test comes
after the server has gone.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.sound import missing

LACKING = missing()
ROOT = Path(__file__).resolve().parents[2]
TESTS = {"player_on_a_sound_card.py": 13, "alarm_on_a_sound_card.py": 1}
"""The files, and how many tests are to pass in each."""


@pytest.mark.sound
@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}")
@pytest.mark.parametrize("tests", TESTS)
def test_on_a_virtual_sound_card(tests: str) -> None:
    options = ["-q", "-n", "0", "-s", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, Path(__file__).with_name(tests)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    heard = [line for line in run.stdout.splitlines() if "Stream #" not in line]
    print("\n".join(heard))
    assert run.returncode == 0, "\n".join([*heard[-60:], run.stderr[-2_000:]])
    assert f"{TESTS[tests]} passed" in run.stdout
