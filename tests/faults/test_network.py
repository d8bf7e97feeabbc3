"""Nothing calls out (case 38): the real program is watched by the system, and cut off from it.

Every call that can reach a network is followed, in every process that FlipDesk starts. Sockets of
this machine are fine: they lead to the display, the sound server, and FlipDesk's own processes.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from flipdesk.domain.clock import SystemClock
from flipdesk.opening import open_or_create
from flipdesk.ui.first_window import call_first
from tests.faults.fuzz_targets import research_files
from tests.helpers.figures import Figures
from tests.helpers.word_templates import template_file

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "flipdesk"]
_TIMEOUT_S = 120
_FAMILY = re.compile(r"\b[AP]F_(?!UNIX\b|LOCAL\b|UNSPEC\b)\w+")
_CALL = re.compile(r"^\s*(?:\d+\s+)?(?:<\.\.\. )?(\w+)")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def environment(folder: Path) -> dict[str, str]:
    homes = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    own = {name: str(folder.parent / name) for name in homes}
    path = os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))
    return {
        **os.environ,
        **own,
        "PYTHONPATH": path,
        "FLIPDESK_KB": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
    }


def watched(log: Path, command: Sequence[str]) -> list[str]:
    return [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=%network",
        "-o",
        str(log),
        *command,
    ]


def outside(log: Path) -> tuple[int, list[str]]:
    """Return how many calls were seen, and those that have to do with anything but this machine."""
    lines = [one for one in log.read_text("utf-8", "replace").splitlines() if "(" in one]
    return len(lines), [one for one in lines if _FAMILY.search(one)]


def run(folder: Path, *arguments: str, before: Sequence[str] = ()) -> str:
    done = subprocess.run(
        [*before, *PROGRAM, *arguments],
        env=environment(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_TIMEOUT_S,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "nordby.flipkb"


@pytest.fixture
def tell(figures: Figures) -> Iterator[list[Path]]:
    """Takes the logs of a test, and counts what is in them."""
    logs: list[Path] = []
    yield logs
    seen = [outside(one) for one in logs]
    strangers = [line for _count, lines in seen for line in lines]
    name = "calls that leave the machine"
    figures.add(f"{name}, of {sum(count for count, _lines in seen)} seen", len(strangers), "", "0")
    assert strangers == []


@needs_strace
def test_whole_job_on_the_command_line_calls_nobody(
    folder: Path, tmp_path: Path, tell: list[Path]
) -> None:
    """The demonstration prepares, records with its fake microphone, captures and writes minutes."""
    log = tmp_path / "job.strace"
    run(folder, "demo", before=watched(log, ()))
    tell.append(log)
    files = {
        "a.qdpx": research_files()[0],
        "b.docx": template_file(tmp_path / "b", "x").read_bytes(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    for number, command in enumerate(
        (
            ("import", "qdpx", str(tmp_path / "a.qdpx")),
            ("template", "add", str(tmp_path / "b.docx")),
            ("kb", "check"),
        )
    ):
        log = tmp_path / f"{number}.strace"
        run(folder, *command, before=watched(log, ()))
        tell.append(log)


@needs_strace
def test_window_calls_nobody(folder: Path, tmp_path: Path, tell: list[Path]) -> None:
    open_or_create(folder, SystemClock()).close()
    log = tmp_path / "window.strace"
    window = subprocess.Popen(
        watched(log, PROGRAM), env=environment(folder), cwd=ROOT, stderr=subprocess.PIPE
    )
    try:
        deadline = time.monotonic() + _TIMEOUT_S
        while not call_first(folder):
            assert window.poll() is None, "it ended"
            assert time.monotonic() < deadline, "it does not answer"
            time.sleep(0.05)  # nothing tells when another program listens
    finally:
        # strace leaves what it follows running when it is ended itself.
        for child in _children(window.pid):
            os.kill(child, signal.SIGTERM)
        window.communicate(timeout=_TIMEOUT_S)
    tell.append(log)
    assert outside(log)[0] > 0, "its own socket at least was to be seen"


@needs_strace
def test_a_call_that_leaves_the_machine_would_be_seen(tmp_path: Path) -> None:
    log = tmp_path / "caller.strace"
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run(watched(log, [sys.executable, "-c", code]), check=True, timeout=_TIMEOUT_S)
    called = {match[1] for line in outside(log)[1] if (match := _CALL.match(line))}
    assert {"socket", "connect"} <= called


def test_whole_job_is_done_without_any_network(folder: Path, figures: Figures) -> None:
    """In a network of its own that has nothing in it, not even this machine's own address."""
    alone = ["unshare", "-n"]
    allowed = shutil.which("unshare") and subprocess.run([*alone, "true"], check=False).returncode
    if allowed != 0:
        pytest.skip("a network of its own needs unshare and the right to use it")
    began = time.monotonic()
    said = run(folder, "demo", "--json", before=alone)
    assert '"minutes' in said
    figures.add("whole job without a network", time.monotonic() - began, "s", "as with one")


def _children(pid: int) -> list[int]:
    words = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [int(one) for one in words]
