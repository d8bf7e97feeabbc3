"""How FlipDesk starts a process of its own for sound, from a checkout as from a frozen app."""

import os
import subprocess
import sys
from pathlib import Path

CHILD_ARGUMENT = "recorder-child"
CHILD_MODULE = "flipdesk.audio.recorder_child"


def child_command() -> list[str]:
    """Return the command that starts the recorder's process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT]
    return [sys.executable, "-m", CHILD_MODULE]


def child_environment() -> dict[str, str]:
    """Return the environment for it: flipdesk importable, and no pool of threads for arithmetic."""
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        home = str(Path(__file__).resolve().parents[2])
        paths = [home, environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    environment.setdefault("OPENBLAS_NUM_THREADS", "1")
    return environment


def quiet_flags() -> int:
    """Return the creation flags that keep Windows from opening a console."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
