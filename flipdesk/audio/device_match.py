"""Which of the microphones that are there is the one that was chosen some time ago."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from flipdesk.audio.device import AudioDevice

_GOOD = 0.86
_PLACE = re.compile(r"\(hw:\d+(,\d+)?\)|\bhw:\d+(,\d+)?|(?<=\()\d+\s*-\s*|^\d+\s*-\s*", re.ASCII)
_SPACES = re.compile(r"[\W_]+")


def match_device(wanted: str, devices: Sequence[AudioDevice]) -> AudioDevice | None:
    """Return the device that bears a name, be it from another socket or written otherwise.

    First the very name; then the same but for what changes when it is plugged in elsewhere, as
    "(hw:1,0)" and "2- "; then the only one that is much alike, but never one of two that are.
    Where the sound systems of one machine name the same device, the default's system is preferred.
    """
    defaults = {device.host_api for device in devices if device.is_default}
    ordered = sorted(devices, key=lambda device: (device.host_api not in defaults, device.index))
    plain = _plain(wanted)
    for device in ordered:
        if device.name == wanted:
            return device
    if not plain:
        return None
    for device in ordered:
        if _plain(device.name) == plain:
            return device
    usual = [device for device in ordered if not defaults or device.host_api in defaults]
    likeness = {_plain(device.name): _likeness(plain, _plain(device.name)) for device in usual}
    good = [name for name, ratio in likeness.items() if ratio >= _GOOD]
    if len(good) != 1:
        return None
    return next(device for device in usual if _plain(device.name) == good[0])


def _plain(name: str) -> str:
    return _SPACES.sub("", _PLACE.sub("", name.casefold()))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
