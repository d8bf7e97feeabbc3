"""Killing work at a moment of the file system: a fork that dies at its n-th touch of a file."""

import os
import signal
import sys
from collections.abc import Callable

TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.link"}


def run_until_touch(work: Callable[[], object], number: int) -> bool:
    """Do work in a copy of this process that is killed before its n-th touch of a file.

    Returns whether it came to its end before that.
    """
    child = os.fork()
    if child:
        _child, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return False
        assert os.waitstatus_to_exitcode(status) == 0
        return True
    status = 1
    try:
        left = [number]

        def watch(event: str, _arguments: object) -> None:
            if event in TOUCHES:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        work()
        status = 0
    finally:
        os._exit(status)
