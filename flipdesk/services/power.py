"""Whether this computer runs on its battery, where the system says so without being guessed at."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_LINUX = Path("/sys/class/power_supply")
_MAINS = ("Mains", "USB")
_DRAINS = "Discharging"


@dataclass(frozen=True, slots=True)
class Power:
    """Where the power comes from; `percent` is how full the battery is, None without one."""

    on_mains: bool
    percent: int | None = None


class PowerReader(Protocol):
    """Says where the power comes from now, None when nobody knows."""

    def read(self) -> Power | None: ...


class LinuxPower:
    """Reads the kernel's power supplies (Documentation/ABI/testing/sysfs-class-power)."""

    def __init__(self, folder: Path = _LINUX) -> None:
        self._folder = folder

    def read(self) -> Power | None:
        supplies = [_supply(one) for one in sorted(self._folder.glob("*"))]
        online = [one["online"] == "1" for one in supplies if one["type"] in _MAINS]
        # A mouse or a headset has a battery of its own.
        batteries = [
            one for one in supplies if one["type"] == "Battery" and one["scope"] != "Device"
        ]
        if not batteries:
            return Power(on_mains=True) if any(online) else None
        percents = [int(one["capacity"]) for one in batteries if one["capacity"].isdecimal()]
        drains = any(one["status"] == _DRAINS for one in batteries)
        return Power(any(online) or not drains, min(percents, default=None))


class UnknownPower:
    """Knows nothing of the power, as on systems where no file says it."""

    def read(self) -> Power | None:
        return None


def power_reader() -> PowerReader:
    """Return the reader for this system."""
    return LinuxPower() if sys.platform == "linux" else UnknownPower()


def _supply(folder: Path) -> dict[str, str]:
    names = ("type", "online", "status", "capacity", "scope")
    return {name: _read(folder / name) for name in names}


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii", "replace").strip()
    except OSError:
        return ""
