"""Faults at the n-th touch of the disk, in copies of a process that has disturbance.c loaded."""

import ctypes
import errno
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, NoReturn

Tell = Callable[..., None]


@dataclass(frozen=True)
class Fault:
    """What happens at the n-th touch of the disk, and perhaps at every one after it."""

    at: int
    kind: str
    lasts: bool
    is_torn: bool

    @property
    def kills(self) -> bool:
        return self.kind == "kill"

    def arm(self) -> None:
        error = 0 if self.kills else getattr(errno, self.kind)
        _shim().disturb_arm(ctypes.c_long(self.at), error, self.lasts, self.is_torn)


def drawn(random: Random, touches: int, *, kills: bool) -> Fault:
    """Return a fault at one of so many touches, at none of them if there are none."""
    kind = "kill" if kills else random.choice(("ENOSPC", "EIO"))
    at = random.randint(1, touches) if touches else 0
    return Fault(at, kind, not kills and random.random() < 0.5, random.random() < 0.5)


def disarm() -> None:
    _shim().disturb_arm(ctypes.c_long(0), 0, 0, 0)


def touches() -> int:
    return int(_shim().disturb_seen())


def is_met() -> bool:
    return bool(_shim().disturb_met())


def _shim() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def forked(work: Callable[[Tell], None]) -> Iterator[dict[str, Any]]:
    """Do work in a copy of this process and yield what it tells, until it ends or dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _end(work, writing)
    os.close(writing)
    with os.fdopen(reading) as lines:
        yield from (json.loads(line) for line in lines if line.endswith("\n"))
    _child, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        yield {"fault": "kill"}


def _end(work: Callable[[Tell], None], writing: int) -> NoReturn:
    def tell(**told: object) -> None:
        os.write(writing, (json.dumps(told) + "\n").encode())

    try:
        work(tell)
    finally:
        disarm()
        if sys.exc_info()[0] is not None:
            tell(broke=traceback.format_exc())
        os._exit(0)


def pause() -> None:
    """Let the disk take everything again; whether a fault was met is still known."""
    _shim().disturb_pause()
