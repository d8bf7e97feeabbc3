"""Events on their way out of the recorder's process."""

import queue
import threading

from flipdesk.audio.events import Heartbeat, LevelMeasured, RecorderEvent
from flipdesk.audio.named_thread import named_thread
from flipdesk.audio.peer import Peer
from flipdesk.audio.wire import event_line

_MANY = 100


class Outbox:
    """Sends events, on a thread of its own when the reader is slow: it must not stop the writing.

    What the reader takes at once is sent at once, for to wake a thread costs more than to send.
    When many wait, levels and heartbeats are left out; when nobody reads any more, all are.
    """

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._queue: queue.SimpleQueue[RecorderEvent | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._broken = False
        self._finished = False
        self._thread = named_thread(self._send, "outbox")
        self._thread.start()

    def put(self, event: RecorderEvent) -> None:
        """Send an event; never waits."""
        dull = isinstance(event, LevelMeasured | Heartbeat)
        with self._lock:
            if self._broken or self._finished:
                return
            if self._waiting == 0 and self._sent_at_once(event):
                return
            if not dull or self._waiting < _MANY:
                self._waiting += 1
                self._queue.put(event)

    def finish(self) -> None:
        """Hang up when everything is sent; returns at once."""
        with self._lock:
            self._finished = True
            self._queue.put(None)

    def close(self, *, timeout_s: float = 2.0) -> None:
        """Wait until everything is sent, but not for ever, and hang up."""
        self.finish()
        self._thread.join(timeout_s)

    def _sent_at_once(self, event: RecorderEvent) -> bool:
        line = event_line(event)
        try:
            if not self._peer.takes_at_once(len(line)):
                return False
            self._peer.send(line)
        except OSError:
            self._broken = True
        return True

    def _send(self) -> None:
        while (event := self._queue.get()) is not None:
            try:
                if not self._broken:
                    self._peer.send(event_line(event))
            except OSError:
                self._broken = True
            with self._lock:
                self._waiting -= 1
        self._peer.hang_up()
