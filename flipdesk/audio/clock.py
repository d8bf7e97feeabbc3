"""The time, injected: the machine's own, or one that a test turns by hand."""

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Monotonic time for distances, UTC as an anchor, and waiting."""

    def monotonic_ns(self) -> int:
        """Return nanoseconds that never jump and run on while the machine sleeps."""
        ...

    def asleep_ns(self) -> int:
        """Return for how long the machine has slept since it was started, 0 if it cannot tell."""
        ...

    def utc(self) -> datetime:
        """Return the wall clock, aware, in UTC."""
        ...

    def wait_until(self, moment_ns: int, stop: threading.Event) -> bool:
        """Wait for a monotonic moment; return False at once when `stop` is set before it."""
        ...


if sys.platform == "linux":

    def with_sleep_ns() -> int:
        """Return the monotonic time of this machine, the time it slept included."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)

    def awake_ns() -> int:
        """Return the same without the time it slept."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

elif sys.platform == "darwin":

    def with_sleep_ns() -> int:
        """Return the monotonic time of this machine, the time it slept included."""
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)

    def awake_ns() -> int:
        """Return the same without the time it slept."""
        return time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)

else:

    def with_sleep_ns() -> int:
        """Return the monotonic time of this machine, the time it slept included."""
        return time.monotonic_ns()

    def awake_ns() -> int:
        """Return the same: here sleep is only seen by what comes too late."""
        return time.monotonic_ns()


class SystemClock:
    """The machine's clocks.

    Python's own monotonic clock stands still while Linux or macOS sleeps, and with it everything
    that is measured by it.
    """

    monotonic_ns = staticmethod(with_sleep_ns)

    def asleep_ns(self) -> int:
        return with_sleep_ns() - awake_ns()

    def utc(self) -> datetime:
        return datetime.now(UTC)

    def wait_until(self, moment_ns: int, stop: threading.Event) -> bool:
        return not stop.wait(max(0, moment_ns - with_sleep_ns()) / 1e9)


class ManualClock:
    """A clock that stands still until it is advanced; waiting threads follow it."""

    def __init__(self, utc: datetime | None = None) -> None:
        self._utc = utc or datetime(2021, 4, 19, 7, 30, tzinfo=UTC)
        self._ns = 0
        self._asleep_ns = 0
        self._moved = threading.Condition()

    def monotonic_ns(self) -> int:
        return self._ns

    def asleep_ns(self) -> int:
        return self._asleep_ns

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

    def sleep(self, ms: int) -> None:
        """Let the machine sleep for a while."""
        self._asleep_ns += ms * 1_000_000
        self.advance(ms)

    def set_wall_clock(self, shift_ms: int) -> None:
        """Set the wall clock forwards, or backwards when negative, as a user or a server does."""
        self._utc += timedelta(milliseconds=shift_ms)

    def wait_until(self, moment_ns: int, stop: threading.Event) -> bool:
        with self._moved:
            while self._ns < moment_ns and not stop.is_set():
                # Events do not wake a condition, so look at `stop` now and then.
                self._moved.wait(0.01)
        return not stop.is_set()
