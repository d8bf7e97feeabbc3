"""The player on the real stack, in a process of its own.

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
TESTS = Path(__file__).with_name("player_on_a_sound_card.py")


@pytest.mark.sound
@pytest.mark.slow
@pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}")
def test_player_on_a_virtual_sound_card() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-s", "-p", "no:cacheprovider", TESTS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    heard = [line for line in run.stdout.splitlines() if "Stream #" not in line]
    print("\n".join(heard))
    assert run.returncode == 0, "\n".join([*heard[-60:], run.stderr[-2_000:]])
    assert "11 passed" in run.stdout
