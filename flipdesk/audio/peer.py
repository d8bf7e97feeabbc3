"""The two ways in which a recorder's process is spoken to: its pipes, or a connection."""

import contextlib
import os
import select
import socket
import sys
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

READ_BYTES = 65_536
GOODBYE = b"\n"
"""Said over a connection by a window that has no more commands, but still listens."""


class Peer(Protocol):
    """A window, as its recorder sees it."""

    def read(self) -> bytes:
        """Wait for bytes of commands; b"" when no more can come."""
        ...

    def takes_at_once(self, size: int, /) -> bool:
        """Return whether so many bytes can be sent now without waiting; False when unknown."""
        ...

    def send(self, line: bytes) -> None:
        """Send a whole line; may wait for ever.

        Raises:
            OSError: nobody reads any more.
        """
        ...

    def hang_up(self) -> None:
        """Let the window see that nothing more comes."""
        ...


class PipePeer:
    """The window that started this process: commands on one descriptor, events on another."""

    def __init__(self, commands: int, events: int) -> None:
        self._commands = commands
        self._events = events

    def read(self) -> bytes:
        # Not sys.stdin: a thread that waits inside it makes Python die when it exits.
        with contextlib.suppress(OSError):
            return os.read(self._commands, READ_BYTES)
        return b""

    def takes_at_once(self, size: int, /) -> bool:
        if sys.platform == "win32" or size > select.PIPE_BUF:
            return False
        poll = select.poll()
        poll.register(self._events, select.POLLOUT)
        return poll.poll(0) == [(self._events, select.POLLOUT)]

    def send(self, line: bytes) -> None:
        while line:
            line = line[os.write(self._events, line) :]

    def hang_up(self) -> None:
        with contextlib.suppress(OSError):
            os.close(self._events)


class ConnectionPeer:
    """A window that found this process."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection

    def read(self) -> bytes:
        with contextlib.suppress(OSError, EOFError):
            data = self._connection.recv_bytes(READ_BYTES)
            return b"" if data == GOODBYE else data
        return b""

    def takes_at_once(self, _size: int, /) -> bool:
        return False

    def send(self, line: bytes) -> None:
        self._connection.send_bytes(line)

    def hang_up(self) -> None:
        # Not closed: a thread may read it, and would then read whatever gets its number next.
        if sys.platform != "win32":
            copy = os.dup(self._connection.fileno())
            with contextlib.suppress(OSError), socket.socket(fileno=copy) as line:
                line.shutdown(socket.SHUT_RDWR)
