"""kill -9 while somebody writes in Bearbejd without a pause: what was typed comes back."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.opening import open_or_create
from flipdesk.services.text_drafts import TextDrafts
from tests.faults.typist import written
from tests.helpers.app import sample_session_id
from tests.helpers.figures import Figures
from tests.helpers.hold_ups import HoldUps

RUNS = max(2, int(os.environ.get("FLIPDESK_FAULT_RUNS", "20")) // 10)
pytestmark = pytest.mark.slow


def killed_while_typing(folder: Path, kind: str, after_s: float) -> tuple[str, list[int], int]:
    """Return the GUID of a text, the moment of each key stroke, and that of the kill (ns)."""
    program = [sys.executable, "-m", "tests.faults.typist", str(folder), kind]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as window:
        assert window.stdout is not None
        key = window.stdout.readline().strip()
        strokes = [int(window.stdout.readline().split()[1])]
        time.sleep(after_s)
        window.send_signal(signal.SIGKILL)
        killed_ns = time.monotonic_ns()
        for line in window.stdout:
            words = line.split()
            if len(words) == 2 and line.endswith("\n"):
                strokes.append(int(words[1]))
    return key, strokes, killed_ns


@pytest.mark.parametrize("kind", ["note", "segment", "change"])
def test_kill_while_writing_costs_half_a_second_of_letters(
    tmp_path: Path, kind: str, figures: Figures
) -> None:
    lost_s: list[float] = []
    for run in range(RUNS):
        folder = tmp_path / str(run)
        folder.mkdir()
        wait_s = random.Random(f"{kind} {run}").uniform(1.0, 3.0)
        with HoldUps(tmp_path) as hold_ups:
            key, strokes, killed_ns = killed_while_typing(folder, kind, wait_s)
        base = open_or_create(folder / "test.flipkb", SystemClock())
        draft = TextDrafts(base).of(sample_session_id()).get(key, "")
        base.close()
        assert draft
        assert draft == written(len(draft))
        # The first letter that is not there was typed so long before the end.
        first = strokes[len(draft)] if len(draft) < len(strokes) else killed_ns
        lost_s.append(max(0.0, (killed_ns - first) / 1e9 - 2 * hold_ups.worst_s))
    figures.most(f"kill -9 while writing in Bearbejd ({kind}), letters lost", lost_s, "s", "0.6 s")
    assert max(lost_s) <= 0.6
