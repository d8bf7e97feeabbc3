"""Whether somebody is recording into a folder at this moment."""

import json
import os
import sys
from pathlib import Path

from flipdesk.audio.manifest import Opened, Stopped, read_manifest

BEACON_NAME = "recorder.json"


def is_recorded_into(folder: Path) -> bool:
    """Return whether a recorder that is alive has this folder, by its beacon or its manifest."""
    beaconed = _beacon_pid(folder)
    if beaconed is not None and _is_recorder(beaconed):
        return True
    ends = [
        line
        for line in read_manifest(folder, chunks=False).lines
        if isinstance(line, Opened | Stopped)
    ]
    last = ends[-1] if ends else None
    # Recorders are children: a line with our own number was written in a life before.
    return isinstance(last, Opened) and last.pid != os.getpid() and _is_recorder(last.pid)


def _beacon_pid(folder: Path) -> int | None:
    try:
        beacon = json.loads((folder / BEACON_NAME).read_bytes())
        return int(beacon["pid"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _is_recorder(pid: int) -> bool:
    """Return whether the process lives and, where that can be seen, is a recorder.

    Numbers are given out again, after a restart soon.
    """
    if not is_alive(pid):
        return False
    if not sys.platform.startswith("linux"):
        return True
    try:
        # Empty for a process that has ended and not been waited for.
        return b"recorder" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def is_alive(pid: int) -> bool:
    """Return whether there is a process of this number."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


if sys.platform == "win32":

    def _is_alive_on_windows(pid: int) -> bool:
        # os.kill would end the process here, whatever the signal.
        import ctypes

        synchronize, still_running = 0x0010_0000, 0x102
        handle = ctypes.windll.kernel32.OpenProcess(synchronize, 0, pid)
        if not handle:
            return False
        try:
            return bool(ctypes.windll.kernel32.WaitForSingleObject(handle, 0) == still_running)
        finally:
            ctypes.windll.kernel32.CloseHandle(handle)
