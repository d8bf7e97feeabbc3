"""What dies with keys in its memory leaves no picture of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="core dumps of Linux")

NEEDLE = "Nåletræsnålepude"
DIES = """
import os, resource, sys
hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
needle = sys.stdin.read()
if "{how}" == "keys":
    from pathlib import Path
    from flipdesk.knowledge.keys import Keys
    keys = Keys(Path("."), bytes(32))
os.abort()
"""


def dumps(place: Path, how: str) -> int:
    """Let a process die and return how many files it left that hold the needle."""
    place.mkdir()
    died = subprocess.run(
        [sys.executable, "-c", DIES.replace("{how}", how)],
        input=NEEDLE.encode(),
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        check=False,
        capture_output=True,
    )
    assert died.returncode < 0
    return sum(NEEDLE.encode() in path.read_bytes() for path in place.iterdir())


def test_a_process_with_keys_leaves_no_core(tmp_path: Path) -> None:
    pattern = Path("/proc/sys/kernel/core_pattern").read_text("utf-8").strip()
    if pattern == "core" and not dumps(tmp_path / "without", "no keys"):
        pytest.skip("this machine writes no core dumps at all")
    assert dumps(tmp_path / "with", "keys") == 0


def test_nobody_else_may_read_its_memory() -> None:
    asked = (
        "import ctypes, resource; from pathlib import Path;"
        "from flipdesk.knowledge.keys import Keys; Keys(Path('.'), bytes(32));"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert told.stdout.split() == [b"0", b"0", b"0"]
