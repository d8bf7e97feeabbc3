"""Events of a recorder, awaited with a deadline."""

import queue
import time
from collections.abc import Callable
from typing import TypeVar

from flipdesk.audio.events import RecorderEvent

Kind = TypeVar("Kind")


class Heard:
    """A listener that keeps every event, for a test to await them on its own thread."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[RecorderEvent] = queue.SimpleQueue()
        self.events: list[RecorderEvent] = []

    def __call__(self, event: RecorderEvent) -> None:
        self._queue.put(event)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return the events of a kind that were taken so far."""
        return [event for event in self.events if isinstance(event, kind)]

    def take_all(self) -> list[RecorderEvent]:
        """Take what has come, without waiting, and return everything taken so far."""
        while not self._queue.empty():
            self.events.append(self._queue.get())
        return self.events

    def wait_for(
        self,
        kind: type[Kind],
        *,
        where: Callable[[Kind], bool] = lambda _event: True,
        timeout_s: float = 20.0,
    ) -> Kind:
        """Return the next event of a kind for which `where` holds; fail when it does not come."""
        deadline = time.monotonic() + timeout_s
        while (left := deadline - time.monotonic()) > 0:
            try:
                event = self._queue.get(timeout=left)
            except queue.Empty:
                break
            self.events.append(event)
            if isinstance(event, kind) and where(event):
                return event
        raise AssertionError(f"no {kind.__name__} within {timeout_s} s, but {self.events[-8:]}")


def wait_until(true: Callable[[], bool], *, timeout_s: float = 20.0) -> None:
    """Return as soon as something holds; fail when it does not within the time."""
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline, "it did not become true"
        time.sleep(0.005)
