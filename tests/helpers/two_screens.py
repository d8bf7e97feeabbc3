"""A display with two monitors and a window manager, and FlipDesk on it, driven by xdotool."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NEEDED = ("Xvfb", "xrandr", "openbox", "xdotool")
ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT = 1280, 720
_PATIENCE_S = 20.0


def missing() -> str:
    """Return which programs this machine lacks, "" for none."""
    return ", ".join(name for name in NEEDED if shutil.which(name) is None)


class Display:
    """An X display of two monitors, the left one first."""

    def __init__(self, name: str, home: Path) -> None:
        self.environment = os.environ | {
            "DISPLAY": name,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
        }
        self.environment.pop("WAYLAND_DISPLAY", None)

    def run(self, *command: str) -> str:
        """Run a program on the display and return what it prints."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, timeout=20
        )
        return done.stdout

    def plug_in(self) -> None:
        """Let there be the second monitor."""
        place = f"{WIDTH}/340x{HEIGHT}/190+{WIDTH}+0"
        self.run("xrandr", "--setmonitor", "projector", place, "none")

    def unplug(self) -> None:
        """Take the second monitor away."""
        self.run("xrandr", "--delmonitor", "projector")

    def key(self, *keys: str) -> None:
        """Press keys, whatever has the focus."""
        self.run("xdotool", "key", "--delay", "30", *keys)

    def write(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "15", text)

    def click(self, x: int, y: int) -> None:
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")


class Window:
    """FlipDesk on a display; see `window_on_screens`."""

    def __init__(self, display: Display, folder: Path) -> None:
        program = [sys.executable, "-m", "tests.helpers.window_on_screens", str(folder)]
        self.process = subprocess.Popen(
            program,
            cwd=ROOT,
            env=display.environment | {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.read() == "ready"

    def state(self) -> dict[str, Any]:
        """Return what the window says of itself."""
        self.ask("state")
        told: dict[str, Any] = json.loads(self.read())
        return told

    def grab(self, screen: int, path: Path) -> None:
        """Save a picture of a screen, by its number."""
        self.ask(f"grab {screen} {path}")
        assert self.read() == "grabbed"

    def wait_for(self, what: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the state as soon as it is so.

        Raises:
            AssertionError: it does not come to that.
        """
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            state = self.state()
            if what(state):
                return state
        raise AssertionError(f"it stayed so: {state}")

    def ask(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        """End it and leave nothing behind."""
        try:
            self.ask("quit")
            self.process.wait(timeout=20)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@contextmanager
def two_screens(folder: Path) -> Iterator[Display]:
    """Give a display with two monitors beside each other, and take it away again."""
    reading, writing = os.pipe()
    # Without -noreset it forgets its monitors as soon as no program is on it.
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{2 * WIDTH}x{HEIGHT}x24",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        display = Display(f":{told.readline().strip()}", folder)
    manager: subprocess.Popen[bytes] | None = None
    try:
        place = f"{WIDTH}/340x{HEIGHT}/190+0+0"
        display.run("xrandr", "--setmonitor", "laptop", place, "screen")
        display.plug_in()
        manager = subprocess.Popen(
            ["openbox"], env=display.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _wait_for_manager(display)
        yield display
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()


def _wait_for_manager(display: Display) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            display.run("xdotool", "get_num_desktops")
        except subprocess.CalledProcessError:
            continue
        return
    raise AssertionError("no window manager came")
