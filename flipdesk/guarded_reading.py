"""Reading what comes from outside in a process of its own, with limits of time and memory.

What a file does to its reader, it does to that process alone. It is told on standard input what to
read, in JSON with the documents as they are behind the first line, and answers in JSON on standard
output. On Windows only the clock can be set.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread
from typing import IO

from flipdesk.core_dumps import forbid_core_dumps
from flipdesk.errors import KnownError
from flipdesk.i18n import _, language, use_language

MOST_MEMORY = 1_500_000_000
"""Bytes of address space, where the system can be told."""
MOST_SECONDS = 60
"""Of work; the one who waits gives up at about the same time."""
_LOOK_S = 0.2
"""How often somebody looks whether the answer is still wanted."""
IsCancelled = Callable[[], bool]


def never() -> bool:
    return False


def command_of(argument: str, module: str) -> list[str]:
    """Return how a reader is started: by its argument when frozen, else by its module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, argument]
    return [sys.executable, "-m", module]


def ask(
    command: Sequence[str],
    documents: Sequence[bytes],
    too_much: str,
    is_cancelled: IsCancelled = never,
    timeout_s: float = MOST_SECONDS,
) -> object:
    """Return what a reader made of documents, as plain values; safe on any thread.

    Raises:
        KnownError: the reader refused them; or `too_much`: it took too long, or died, or talked
            nonsense, or nobody waits for it any more.
    """
    head = {"language": language(), "sizes": [len(one) for one in documents]}
    request = b"".join((json.dumps(head).encode(), b"\n", *documents))
    try:
        answer = json.loads(_answer(command, request, is_cancelled, timeout_s))
        if "refused" in answer:
            raise KnownError(str(answer["refused"]))
        made: object = answer["made"]
    except (subprocess.TimeoutExpired, ValueError, TypeError, KeyError) as error:
        raise KnownError(too_much) from error
    except OSError as error:
        sentence = _("Documents cannot be read just now ({reason}). Try again.")
        raise KnownError(sentence.format(reason=error.strerror)) from error
    return made


def serve(read: Callable[[Sequence[bytes]], object]) -> int:
    """Answer one question in the process that was started for it; return its exit status."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    use_language(asked["language"])
    documents = [sys.stdin.buffer.read(size) for size in asked["sizes"]]
    answer: dict[str, object]
    try:
        answer = {"made": read(documents)}
    except KnownError as error:
        answer = {"refused": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _answer(
    command: Sequence[str], request: bytes, is_cancelled: IsCancelled, timeout_s: float
) -> bytes:
    """Return what the process prints, and end it when it takes too long or nobody waits."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=_quiet_flags(),
    )
    # `communicate` forgets what is still to be written once it has waited too long.
    asking = Thread(target=_write, args=(process.stdin, request), daemon=True)
    process.stdin = None
    asking.start()
    until = time.monotonic() + timeout_s
    with process:
        try:
            while True:
                left_s = max(0.0, until - time.monotonic())
                try:
                    return process.communicate(timeout=min(_LOOK_S, left_s))[0]
                except subprocess.TimeoutExpired:
                    if time.monotonic() >= until or is_cancelled():
                        raise
        finally:
            process.kill()
            asking.join()


def _write(pipe: IO[bytes] | None, request: bytes) -> None:
    """Hand over everything; a reader that has ended takes no more of it."""
    if pipe is not None:
        with contextlib.suppress(OSError), pipe:
            pipe.write(request)


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        home = str(Path(__file__).resolve().parents[1])
        paths = [home, environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment


def _quiet_flags() -> int:
    """Return the creation flags that keep Windows from opening a console."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def _limit() -> None:
    # One that is ended for its time would leave the document in a picture of its memory.
    forbid_core_dumps()
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most, hard))
