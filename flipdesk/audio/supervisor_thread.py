"""The thread on which a recorder is supervised, from the first wish until it is closed."""

import queue
import threading
from collections.abc import Callable
from contextlib import suppress

from flipdesk.audio.clock import Clock
from flipdesk.audio.commands import Monitor, Start
from flipdesk.audio.events import RecorderEvent
from flipdesk.audio.recorder_settings import RecorderSettings
from flipdesk.audio.supervisor import LOOK_NS, Supervisor
from flipdesk.audio.wishes import Adopt, Close, Heard, Sought, WarmUp, Wish

_Inbox = queue.SimpleQueue[Wish | Heard | Sought]


class SupervisorThread:
    """Takes wishes on any thread, and tells everything on its own."""

    def __init__(
        self, settings: RecorderSettings, clock: Clock, tell: Callable[[RecorderEvent], None]
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._tell = tell
        self._lock = threading.Lock()
        self._inbox: _Inbox | None = None
        self._supervisor: Supervisor | None = None
        self._thread: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """Return the id of the recorder's process, None when there is none."""
        supervisor = self._supervisor
        return supervisor.pid if supervisor is not None else None

    def put(self, wish: Wish) -> None:
        """Wish for something; returns at once. Where there is nothing yet, some mean nothing."""
        with self._lock:
            if self._inbox is None and isinstance(wish, Start | Monitor | Adopt | WarmUp):
                self._inbox = self._begin()
            if self._inbox is not None:
                self._inbox.put(wish)

    def close(self) -> None:
        """End everything, and wait until it is so, at most some seconds."""
        self.put(Close())
        if self._thread is not None:
            self._thread.join()
        with self._lock:
            self._inbox = self._supervisor = self._thread = None

    def _begin(self) -> _Inbox:
        inbox: _Inbox = queue.SimpleQueue()
        supervisor = Supervisor(self._settings, self._clock, self._tell, inbox.put)
        thread = threading.Thread(target=self._run, args=(supervisor, inbox), daemon=True)
        thread.name = "recorder-supervisor"
        self._supervisor, self._thread = supervisor, thread
        thread.start()
        return inbox

    def _run(self, supervisor: Supervisor, inbox: _Inbox) -> None:
        while not supervisor.over:
            with suppress(queue.Empty):
                supervisor.take(inbox.get(timeout=LOOK_NS / 1e9))
            if not supervisor.over:
                supervisor.look(self._clock.monotonic_ns())
