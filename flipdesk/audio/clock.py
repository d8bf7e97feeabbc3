"""The time, injected: the machine's own, or one that a test turns by hand."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Monotonic time for distances, UTC as an anchor, and waiting."""

    def monotonic_ns(self) -> int:
        """Return nanoseconds that never jump."""
        ...

    def utc(self) -> datetime:
        """Return the wall clock, aware, in UTC."""
        ...

    def wait_until(self, moment_ns: int, stop: threading.Event) -> bool:
        """Wait for a monotonic moment; return False at once when `stop` is set before it."""
        ...


class SystemClock:
    """The machine's clocks."""

    def monotonic_ns(self) -> int:
        return time.monotonic_ns()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def wait_until(self, moment_ns: int, stop: threading.Event) -> bool:
        return not stop.wait(max(0, moment_ns - time.monotonic_ns()) / 1e9)


class ManualClock:
    """A clock that stands still until it is advanced; waiting threads follow it."""

    def __init__(self, utc: datetime | None = None) -> None:
        self._utc = utc or datetime(2021, 4, 19, 7, 30, tzinfo=UTC)
        self._ns = 0
        self._moved = threading.Condition()

    def monotonic_ns(self) -> int:
        return self._ns

    def utc(self) -> datetime:
        return self.utc_at(self._ns)

    def utc_at(self, moment_ns: int) -> datetime:
        """Return the wall clock of a monotonic moment."""
        return self._utc + timedelta(microseconds=moment_ns // 1000)

    def advance(self, ms: int) -> None:
        """Let time pass, in milliseconds."""
        with self._moved:
            self._ns += ms * 1_000_000
            self._moved.notify_all()

    def wait_until(self, moment_ns: int, stop: threading.Event) -> bool:
        with self._moved:
            while self._ns < moment_ns and not stop.is_set():
                # Events do not wake a condition, so look at `stop` now and then.
                self._moved.wait(0.01)
        return not stop.is_set()
