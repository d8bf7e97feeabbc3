"""Run first in the frozen program: `find_library` asks the machine and never sees the bundle."""

import ctypes.util
import sys
from pathlib import Path

ask_the_machine = ctypes.util.find_library


def find_library(name: str) -> str | None:
    """Return the bundled PortAudio, and whatever the machine has for every other name."""
    bundled = Path(getattr(sys, "_MEIPASS", "")) / "libportaudio.so.2"
    if name == "portaudio" and bundled.is_file():
        return str(bundled)
    return ask_the_machine(name)


ctypes.util.find_library = find_library
