"""Events on their way out of the recorder's process."""

import os
import queue
import threading

from flipdesk.audio.events import Heartbeat, LevelMeasured, RecorderEvent
from flipdesk.audio.wire import event_line

_MANY = 100


class Outbox:
    """Sends events on a thread of its own: a reader that stands still must not stop the writing.

    When many wait, levels and heartbeats are left out; when nobody reads any more, all are.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._queue: queue.SimpleQueue[RecorderEvent | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._send, name="outbox", daemon=True)
        self._thread.start()

    def put(self, event: RecorderEvent) -> None:
        """Send an event; never waits."""
        dull = isinstance(event, LevelMeasured | Heartbeat)
        if not dull or self._queue.qsize() < _MANY:
            self._queue.put(event)

    def close(self, *, timeout_s: float = 2.0) -> None:
        """Wait until everything is sent, but not for ever."""
        self._queue.put(None)
        self._thread.join(timeout_s)

    def _send(self) -> None:
        broken = False
        while (event := self._queue.get()) is not None:
            if broken:
                continue
            line = event_line(event)
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except OSError:
                broken = True
