"""A recorder's process as the window holds on to it, whichever way it came by it."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from flipdesk.audio.beacon import remove_sockets_of
from flipdesk.audio.commands import Command
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.wire import command_line, read_event


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing more comes from a process; it has ended, or it was `taken` over by another window.

    `detail` is what it said last, for the log.
    """

    exit_code: int
    detail: str = ""
    taken: bool = False


class Link(ABC):
    """Tells commands, and passes on every event from a thread of its own, at last a Lost."""

    def __init__(self, pid: int, heard: Callable[["Link", RecorderEvent | Lost], None]) -> None:
        self.pid = pid
        self._heard = heard
        self._telling = threading.Lock()

    def begin(self) -> None:
        """Begin to listen."""
        threading.Thread(target=self._read, name="recorder-events", daemon=True).start()

    def tell(self, command: Command) -> None:
        """Send a command; one to a process that is gone is answered by Lost."""
        self._send(command_line(command))

    @abstractmethod
    def leave(self) -> None:
        """Have no more commands: the process ends when its work is done."""

    @abstractmethod
    def kill(self) -> None:
        """End the process at once; what it has written stands."""

    @abstractmethod
    def _write(self, data: bytes) -> None:
        """Send bytes.

        Raises:
            OSError: nobody reads any more.
        """

    @abstractmethod
    def _chunks(self) -> Iterator[bytes]:
        """Wait for bytes until there are no more."""

    @abstractmethod
    def _loss(self) -> Lost:
        """Return what became of the process, when nothing more comes from it."""

    @abstractmethod
    def _let_go(self) -> None:
        """Give back what the system lent."""

    def _send(self, data: bytes) -> None:
        with self._telling, suppress(OSError, ValueError):
            self._write(data)

    def _read(self) -> None:
        rest = b""
        for data in self._chunks():
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                # A recorder that was found may be of another version, with words of its own.
                with suppress(ValueError):
                    self._heard(self, read_event(line))
        lost = self._loss()
        if not lost.taken:
            remove_sockets_of(self.pid)
        self._heard(self, lost)
        self._let_go()
