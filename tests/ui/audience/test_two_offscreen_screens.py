"""Two screens without a display: Qt reads them from a file, once a process."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TESTS = 6
SCREENS = (("laptop", 0, 1280, 720), ("projector", 1280, 1920, 1080))


def test_where_there_are_two_screens(tmp_path: Path) -> None:
    described = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height,
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for name, x, width, height in SCREENS
    ]  # fmt: skip
    file = tmp_path / "screens.json"
    # Qt takes the first as the primary one only when they come the other way round.
    file.write_text(json.dumps({"screens": described[::-1]}))
    options = ["-q", "-n", "0", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options,
         str(Path(__file__).with_name("on_two_offscreen_screens.py"))],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={file}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-6_000:] + run.stderr[-2_000:]
    assert f"{TESTS} passed" in run.stdout
