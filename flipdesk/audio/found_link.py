"""A recorder's process that another window started, found by its beacon."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from typing_extensions import override

from flipdesk.audio.beacon import Beacon
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.failure import AudioError, FailureKind
from flipdesk.audio.peer import GOODBYE
from flipdesk.audio.recorder_link import Link, Lost

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MOST_BYTES = 1 << 20
_AGAIN_S = 0.2
_END_S = 2.0
_UNKNOWN_EXIT = 255


class FoundLink(Link):
    """Speaks over the connection to a recorder that has let this window in."""

    def __init__(
        self,
        beacon: Beacon,
        connection: "Connection",
        first: bytes,
        heard: Callable[[Link, RecorderEvent | Lost], None],
    ) -> None:
        """`first` is what it said when it let us in."""
        super().__init__(beacon.pid, heard)
        self._beacon = beacon
        self._connection = connection
        self._first = first

    @override
    def leave(self) -> None:
        self._send(GOODBYE)

    @override
    def kill(self) -> None:
        self._beacon.kill()

    @override
    def _write(self, data: bytes) -> None:
        self._connection.send_bytes(data)

    @override
    def _chunks(self) -> Iterator[bytes]:
        yield self._first
        with suppress(EOFError, OSError):
            while True:
                yield self._connection.recv_bytes(_MOST_BYTES)

    @override
    def _loss(self) -> Lost:
        ended = _comes_true(lambda: self._beacon.is_gone, _END_S)
        # Where the system does not say, an end of the process is likelier than another window.
        return Lost(_UNKNOWN_EXIT, taken=not ended and bool(self._beacon.born))

    @override
    def _let_go(self) -> None:
        with self._telling:
            self._connection.close()


def find(
    beacon: Beacon, timeout_s: float, heard: Callable[[Link, RecorderEvent | Lost], None]
) -> FoundLink:
    """Return a link to the recorder of a beacon, which has not begun to listen yet; waits.

    Raises:
        AudioError: it has ended, hangs (an orphan is then killed) or has a window that listens.
    """
    until = time.monotonic() + timeout_s
    refused = False
    while (left_s := until - time.monotonic()) > 0 and not beacon.is_gone:
        answers: queue.SimpleQueue[tuple[Connection, bytes] | None] = queue.SimpleQueue()
        # The greeting has no deadline of its own, so it is waited for from outside.
        threading.Thread(target=_knock, args=(beacon, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=left_s)
        except queue.Empty:
            if beacon.is_orphan:
                beacon.kill()
            raise AudioError(FailureKind.CHILD_HUNG) from None
        if answer is not None:
            return FoundLink(beacon, *answer, heard)
        refused = True
        # It may not have noticed yet that its window died.
        _comes_true(lambda: beacon.is_gone, min(_AGAIN_S, left_s))
    elsewhere = refused and not beacon.is_gone
    raise AudioError(FailureKind.RECORDED_ELSEWHERE if elsewhere else FailureKind.CHILD_DIED)


def _knock(beacon: Beacon, answers: "queue.SimpleQueue[tuple[Connection, bytes] | None]") -> None:
    from multiprocessing import AuthenticationError
    from multiprocessing.connection import Client

    try:
        connection = Client(beacon.address, authkey=bytes.fromhex(beacon.key))
    except (OSError, EOFError, AuthenticationError, AssertionError):
        answers.put(None)
        return
    try:
        answers.put((connection, connection.recv_bytes(_MOST_BYTES)))
    except (OSError, EOFError):
        connection.close()
        answers.put(None)


def _comes_true(true: Callable[[], bool], within_s: float) -> bool:
    until = time.monotonic() + within_s
    while not true():
        if time.monotonic() >= until:
            return False
        # Of a process that is not our child each system tells the end in a way of its own (pidfd,
        # kqueue, a handle); looking for the 2 s it may take is one way for all.
        time.sleep(0.02)
    return True
