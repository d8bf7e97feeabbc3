"""Events on their way out of the recorder's process."""

import queue
import threading

from flipdesk.audio.events import Heartbeat, LevelMeasured, RecorderEvent
from flipdesk.audio.peer import Peer
from flipdesk.audio.wire import event_line

_MANY = 100


class Outbox:
    """Sends events on a thread of its own: a reader that stands still must not stop the writing.

    When many wait, levels and heartbeats are left out; when nobody reads any more, all are.
    """

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._queue: queue.SimpleQueue[RecorderEvent | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._send, name="outbox", daemon=True)
        self._thread.start()

    def put(self, event: RecorderEvent) -> None:
        """Send an event; never waits."""
        dull = isinstance(event, LevelMeasured | Heartbeat)
        if not dull or self._queue.qsize() < _MANY:
            self._queue.put(event)

    def finish(self) -> None:
        """Hang up when everything is sent; returns at once."""
        self._queue.put(None)

    def close(self, *, timeout_s: float = 2.0) -> None:
        """Wait until everything is sent, but not for ever, and hang up."""
        self.finish()
        self._thread.join(timeout_s)

    def _send(self) -> None:
        broken = False
        while (event := self._queue.get()) is not None:
            if broken:
                continue
            try:
                self._peer.send(event_line(event))
            except OSError:
                broken = True
        self._peer.hang_up()
