"""Reading documents from outside in a process of their own, with limits of time and memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flipdesk.documents.returned.child import MOST_SECONDS
from flipdesk.domain.findings import Findings
from flipdesk.domain.plain_values import from_plain
from flipdesk.domain.returned import Returned
from flipdesk.errors import KnownError
from flipdesk.i18n import _, language

CHILD_ARGUMENT = "document-reader"
CHILD_MODULE = "flipdesk.documents.returned.child"
_LOOK_S = 0.2
"""How often somebody looks whether the answer is still wanted."""
IsCancelled = Callable[[], bool]
T = TypeVar("T")


def _never() -> bool:
    return False


def read_guarded(
    data: bytes, is_cancelled: IsCancelled = _never, *, timeout_s: float = MOST_SECONDS
) -> Returned:
    """Return what a .docx says; safe on any thread.

    Raises:
        KnownError: it is no Word file, is damaged, is one that must not be read, or asks for more
            time or memory than any document needs; or nobody waits for it any more.
    """
    return _asked(Returned, (data,), is_cancelled, timeout_s)


def compare_guarded(
    sent: bytes,
    back: bytes,
    is_cancelled: IsCancelled = _never,
    *,
    timeout_s: float = MOST_SECONDS,
) -> Findings:
    """Return what differs from the bytes that were sent; raises as `read_guarded` does."""
    return _asked(Findings, (sent, back), is_cancelled, timeout_s)


def _asked(
    kind: type[T], documents: tuple[bytes, ...], is_cancelled: IsCancelled, timeout_s: float
) -> T:
    head = {"language": language(), "sizes": [len(one) for one in documents]}
    request = b"".join((json.dumps(head).encode(), b"\n", *documents))
    try:
        answer = json.loads(_answer(request, is_cancelled, timeout_s))
        if "refused" in answer:
            raise KnownError(str(answer["refused"]))
        return from_plain(kind, answer["made"])
    except (subprocess.TimeoutExpired, ValueError, TypeError, KeyError) as error:
        raise KnownError(
            _(
                "This file asks for more than any document needs, and was not read. Ask for it to"
                " be saved again in Word."
            )
        ) from error
    except OSError as error:
        sentence = _("Documents cannot be read just now ({reason}). Try again.")
        raise KnownError(sentence.format(reason=error.strerror)) from error


def _answer(request: bytes, is_cancelled: IsCancelled, timeout_s: float) -> bytes:
    """Return what the process prints, and end it when it takes too long or nobody waits."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=_quiet_flags(),
    )
    left_s = timeout_s
    asked: bytes | None = request
    with process:
        try:
            while True:
                try:
                    return process.communicate(asked, timeout=min(_LOOK_S, left_s))[0]
                except subprocess.TimeoutExpired:
                    asked = None
                    left_s -= _LOOK_S
                    if left_s <= 0 or is_cancelled():
                        raise
        finally:
            process.kill()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_ARGUMENT]
    return [sys.executable, "-m", CHILD_MODULE]


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        home = str(Path(__file__).resolve().parents[3])
        paths = [home, environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment


def _quiet_flags() -> int:
    """Return the creation flags that keep Windows from opening a console."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
