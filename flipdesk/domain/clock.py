"""Clocks that can be injected, so that tests decide what time it is."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the wall-clock time as an aware datetime in UTC."""
        ...

    def monotonic_ms(self) -> int:
        """Return milliseconds that never jump."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


@dataclass
class ManualClock:
    """A clock that stands still until it is moved."""

    at: datetime
    ticks_ms: int = field(default=0)

    def now(self) -> datetime:
        return self.at

    def monotonic_ms(self) -> int:
        return self.ticks_ms

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's arguments, e.g. minutes=5."""
        step = timedelta(**span)
        self.at += step
        self.ticks_ms += step // timedelta(milliseconds=1)
