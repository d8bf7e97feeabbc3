"""A process that looks like a recorder at work, and its beacon."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flipdesk.audio.beacon import Beacon, new_address
from flipdesk.audio.child_process import CHILD_ARGUMENT
from flipdesk.audio.process_life import born, machine


@contextmanager
def at_work() -> Iterator[int]:
    """Give the number of a process that lives until the end."""
    waiting = [sys.executable, "-c", "import sys; sys.stdin.read()", CHILD_ARGUMENT]
    with subprocess.Popen(waiting, stdin=subprocess.PIPE) as process:
        yield process.pid


def beacon_of(folder: Path, pid: int) -> Beacon:
    """Return the beacon of a process in a folder, with an address where nobody answers."""
    address = Path(new_address())
    address.parent.rmdir()
    return Beacon(pid, born(pid), 0, "", machine(), str(folder), str(address), "ab" * 32)
