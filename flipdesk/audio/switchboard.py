"""Who the recorder's process talks with: one window at a time, and then another that found it."""

import contextlib
import os
import queue
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from flipdesk.audio.beacon import (
    Beacon,
    new_address,
    remove_beacon,
    write_beacon,
)
from flipdesk.audio.commands import UseDevice
from flipdesk.audio.events import (
    Heartbeat,
    KeptAwake,
    RecorderEvent,
    RecorderFailed,
    RecordingStarted,
    RecordingStopped,
)
from flipdesk.audio.keep_awake import KeepAwake
from flipdesk.audio.named_thread import named_thread
from flipdesk.audio.outbox import Outbox
from flipdesk.audio.peer import READ_BYTES, ConnectionPeer, Peer
from flipdesk.audio.process_life import born, machine
from flipdesk.audio.recorder_loop import Disconnected, Garbage, Message, Newcomer
from flipdesk.audio.standing import Standing
from flipdesk.audio.wire import read_command

if TYPE_CHECKING:
    from multiprocessing.connection import Connection, Listener

_WAITING = 8
_TOLD_BYTES = 40
"""So much of what is not understood is told: where a key stands comes later."""
_PAUSE_S = 1.0


class Switchboard:
    """Passes on the commands of one window and tells it everything.

    While a recording runs, a beacon lies in its folder. Who comes by it is let in only when the
    main thread says that nobody listens.
    """

    def __init__(self, inbox: "queue.SimpleQueue[Message]", window: Peer) -> None:
        self._inbox = inbox
        self._lock = threading.Lock()
        self._standing = Standing()
        self._peer = window
        self._outbox = Outbox(window)
        self._awake = KeepAwake(lambda answer: self.emit(KeptAwake(answer.kept)))
        self._shining = threading.Lock()
        self._listener: Listener | None = None
        self._address = ""
        self._key = os.urandom(32)
        self._beacon: Beacon | None = None
        self._folder = ""
        self._window = os.getppid()
        self._obey(window)

    def begin(self, folder: str) -> None:
        """Let a recording into this folder be found; returns at once."""
        with self._lock:
            self._standing.begin(folder)
        self._begin_to_shine(folder)

    def _begin_to_shine(self, folder: str) -> None:
        self._folder = folder
        threading.Thread(target=self._shine, args=(folder,), name="beacon", daemon=True).start()

    def emit(self, event: RecorderEvent) -> None:
        """Tell the window that listens; on any thread."""
        if isinstance(event, RecordingStarted):
            self._awake.begin()
        elif isinstance(event, RecordingStopped) or _is_the_end(event):
            self._awake.end()
            self._go_dark()
        with self._lock:
            self._standing.note(event)
            self._outbox.put(event)

    def close(self) -> None:
        """Send what waits, and leave nothing behind."""
        self._go_dark()
        self._outbox.close()
        if self._listener is not None:
            self._listener.close()
            if sys.platform != "win32":
                with contextlib.suppress(OSError):
                    Path(self._address).parent.rmdir()

    def _obey(self, peer: Peer) -> None:
        named_thread(lambda: self._listen(peer), "commands").start()

    def _listen(self, peer: Peer) -> None:
        rest = b""
        while data := peer.read():
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self._pass_on(line, peer)
            rest = rest[-READ_BYTES:]
        if self._peer is peer:
            self._inbox.put(Disconnected())

    def _pass_on(self, line: bytes, peer: Peer) -> None:
        # A window that stood still may wake up when another has long taken its place.
        if self._peer is not peer:
            return
        try:
            command = read_command(line)
        except ValueError:
            self._inbox.put(Garbage(repr(line[:_TOLD_BYTES])))
            return
        if isinstance(command, UseDevice):
            with self._lock:
                self._standing.use_device(command.device)
        self._inbox.put(command)

    def _shine(self, folder: str) -> None:
        with contextlib.suppress(OSError), self._shining:
            # Without a beacon the recording is as good as with one.
            self._listen_for_newcomers()
            if folder and self._folder == folder:
                pid, window = os.getpid(), self._window
                beacon = Beacon(
                    pid=pid,
                    born=born(pid),
                    window=window,
                    window_born=born(window),
                    machine=machine(),
                    folder=folder,
                    address=self._address,
                    key=self._key.hex(),
                )
                write_beacon(beacon)
                self._beacon = beacon

    def _go_dark(self) -> None:
        self._folder = ""
        with self._shining:
            beacon, self._beacon = self._beacon, None
            if beacon is not None:
                remove_beacon(beacon)

    def _listen_for_newcomers(self) -> None:
        if self._listener is not None:
            return
        from multiprocessing.connection import Listener

        self._address = new_address()
        self._listener = Listener(self._address, backlog=_WAITING)
        threading.Thread(target=self._receive, name="newcomers", daemon=True).start()

    def _receive(self) -> None:
        assert self._listener is not None  # made just now, and for good
        while True:
            try:
                connection = self._listener.accept()
            except OSError:
                # The system has no descriptors left, say; it is asked again, but not all the time.
                threading.Event().wait(_PAUSE_S)
                continue
            # One that stands still in the middle of its greeting keeps nobody else out.
            threading.Thread(
                target=self._greet, args=(connection,), name="newcomer", daemon=True
            ).start()

    def _greet(self, connection: "Connection") -> None:
        from multiprocessing import AuthenticationError
        from multiprocessing.connection import answer_challenge, deliver_challenge

        try:
            deliver_challenge(connection, self._key)
            answer_challenge(connection, self._key)
        except (AuthenticationError, OSError, EOFError, AssertionError):
            connection.close()
            return
        self._inbox.put(Newcomer(lambda welcome: self._answer(connection, welcome=welcome)))

    def _answer(self, connection: "Connection", *, welcome: bool) -> None:
        if not welcome:
            connection.close()
            return
        peer = ConnectionPeer(connection)
        with self._lock:
            self._outbox.finish()
            self._peer, self._outbox = peer, Outbox(peer)
            self._outbox.put(self._standing.found or Heartbeat(recording=True))
            for event in self._standing.news():
                self._outbox.put(event)
        self._obey(peer)
        self._window = 0
        self._begin_to_shine(self._folder)


def _is_the_end(event: RecorderEvent) -> bool:
    return isinstance(event, RecorderFailed) and not event.goes_on
