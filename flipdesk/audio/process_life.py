"""Whether another process lives, and whether it is still the same one."""

import contextlib
import os
import socket
import sys
from pathlib import Path


def machine() -> str:
    """Return a name for the space of process numbers in which this process lives."""
    space = ""
    with contextlib.suppress(OSError):
        space = str(Path("/proc/self/ns/pid").readlink())
    return f"{socket.gethostname()} {space}".strip()


def born(pid: int) -> str:
    """Return when a process began, in the system's own words, "" when it does not say."""
    if sys.platform == "win32":
        return _life_on_windows(pid)[1]
    return _life(pid)[1]


def has_ended(pid: int, since: str = "") -> bool:
    """Return whether a process is no more; False where the system does not say.

    `since` is when it was born: another of the same number is not it.
    """
    if pid <= 0:
        return True
    if sys.platform == "win32":
        ended, began = _life_on_windows(pid)
        return ended or bool(since and began and began != since)
    state, began = _life(pid)
    if state:
        return state in "ZX" or bool(since and began != since)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def _life(pid: int) -> tuple[str, str]:
    """Return the state of a process and the moment it began, where there is a /proc."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return "", ""
    # The name before the last bracket may hold anything.
    words = text.rpartition(")")[2].split()
    return words[0], words[19]


if sys.platform == "win32":

    def _life_on_windows(pid: int) -> tuple[bool, str]:
        # Not os.kill, which would end the process whatever the signal.
        import ctypes

        from flipdesk.audio.windows_life import windows_life

        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        return windows_life(pid, kernel32, ctypes.get_last_error)
