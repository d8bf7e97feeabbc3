"""Reads one hostile file after the other, in a process of its own, and tells what went wrong.

`python -m tests.faults.fuzzer FOLDER FIRST LAST [TARGET …]` reads the inputs from FIRST up to LAST,
of all targets or of some. It prints one JSON object: how many were read and refused, the longest,
the memory, and every trouble.
"""

import ctypes
import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from flipdesk.errors import KnownError
from tests.faults.fuzz_targets import Target, targets

LONGEST_S = 5.0
MOST_TROUBLES = 40
PROGRESS = "progress"
_CLONE_NEWNET = 0x40000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.remove",
    "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate",
    "shutil.", "ctypes.dlopen", "urllib.", "webbrowser.",
)  # fmt: skip


class HungError(Exception):
    """An input took too long."""


class Watch:
    """Notes every call that an input has no business to make: Python tells them all (PEP 578)."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = str(scratch)
        self.is_on = False
        self.seen: list[str] = []
        sys.addaudithook(self._heard)

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "open":
            path, flags = str(args[0]), int(args[2] or 0)
            if (flags & _WRITING and not path.startswith(self._scratch)) or not self._may_read(
                path
            ):
                self.seen.append(f"{event} {path}")
        elif event.startswith(_FORBIDDEN):
            self.seen.append(f"{event} {args!r:.200}")

    def _may_read(self, path: str) -> bool:
        ours = (self._scratch, sys.prefix, sys.base_prefix, str(Path.cwd()), "/usr/share/zoneinfo")
        return path.startswith(ours) or path.isdecimal()


def most_memory_mb() -> float:
    """Return the most memory this program has had; `getrusage` counts that of who started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> int:
    scratch, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    every = targets(scratch)
    # Everything is imported and warm before anything is held against the rules.
    for target in every:
        for data in target.seeds:
            _read(target, data)
    _without_network()
    watch = Watch(scratch)
    signal.signal(signal.SIGALRM, _hang)
    progress = os.open(scratch / PROGRESS, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    troubles: list[str] = []
    counts: Counter[str] = Counter()
    longest = 0.0
    for number in range(first, last):
        target = _target_of(every, number)
        if len(sys.argv) > 4 and target.name not in sys.argv[4:]:
            continue
        data = target.input(number)
        os.pwrite(progress, f"{target.name} {number:<40}".encode(), 0)
        began = time.perf_counter()
        trouble = _tried(target, data, watch, counts)
        longest = max(longest, time.perf_counter() - began)
        if trouble:
            troubles.append(f"{target.name} {number}: {trouble}")
            if len(troubles) >= MOST_TROUBLES:
                break
    memory = most_memory_mb()
    told = {"counts": counts, "longest_s": longest, "memory_mb": memory, "troubles": troubles}
    sys.stdout.write(json.dumps(told))
    return 0


def _target_of(every: tuple[Target, ...], number: int) -> Target:
    place = (number * 37) % sum(one.share for one in every)
    for one in every:
        place -= one.share
        if place < 0:
            return one
    raise AssertionError(number)


def _tried(target: Target, data: bytes, watch: Watch, counts: "Counter[str]") -> str:
    watch.seen.clear()
    watch.is_on = True
    signal.setitimer(signal.ITIMER_REAL, LONGEST_S)
    try:
        counts[_read(target, data)] += 1
    except HungError as error:
        return f"over {LONGEST_S} s\n{_last_lines(error)}"
    except BaseException as error:  # noqa: BLE001 - whatever else it is, is what is looked for
        return f"{type(error).__name__}: {error!s:.300}\n{_last_lines(error)}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        watch.is_on = False
    return f"escape: {watch.seen[:3]}" if watch.seen else ""


def _read(target: Target, data: bytes) -> str:
    try:
        found = target.read(data)
    except KnownError as error:
        str(error).encode()
        return "refused"
    for text in _texts(found):
        # What a file says is to be stored, and a half of a character cannot be.
        if not target.is_typed:
            text.encode()
    return "read"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(key)
            yield from _texts(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _hang(_number: int, _frame: FrameType | None) -> None:
    raise HungError


def _last_lines(error: BaseException) -> str:
    return "".join(traceback.format_tb(error.__traceback__)[-6:])


def _without_network() -> None:
    """Be in a network of its own that has nothing in it, where the system allows."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET)


if __name__ == "__main__":
    sys.exit(main())
