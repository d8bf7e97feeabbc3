"""Whether windows can be shown on this machine, asked in a process that may die of it."""

import json
import subprocess
import sys
from dataclasses import dataclass

from flipdesk.audio.child_process import child_environment, quiet_flags

CHILD_ARGUMENT = "window-probe"


@dataclass(frozen=True, slots=True)
class WindowCheck:
    """What Qt said: its version or why it cannot be loaded, and the screens it sees.

    `died` means that Qt ended the process when it tried to use the screen.
    """

    version: str = ""
    problem: str = ""
    platform: str = ""
    screens: tuple[str, ...] = ()
    died: bool = False


def check_window(*, timeout_s: float = 30.0) -> WindowCheck:
    """Ask Qt, in a process of its own; takes about half a second."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            _command(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=timeout_s,
            check=False,
            env=child_environment(),
            creationflags=quiet_flags(),
        )
    except subprocess.TimeoutExpired:
        return WindowCheck(died=True)
    return read_answer(done.stdout.decode("utf-8", "replace"), done.returncode)


def read_answer(printed: str, status: int) -> WindowCheck:
    """Return what the process printed, and whether it died: its status is not 0 then."""
    answer: dict[str, object] = {}
    for line in printed.splitlines():
        if line.startswith("{"):
            answer |= json.loads(line)
    screens = answer.get("screens")
    return WindowCheck(
        version=str(answer.get("version", "")),
        problem=str(answer.get("problem", "")),
        platform=str(answer.get("platform", "")),
        screens=tuple(str(screen) for screen in screens) if isinstance(screens, list) else (),
        died=status != 0 and "problem" not in answer,
    )


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT]
    return [sys.executable, "-m", "flipdesk.ui.window_probe"]
