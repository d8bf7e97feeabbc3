"""A clock for practice, which runs as fast as one wants."""

from datetime import datetime, timedelta

from flipdesk.domain.clock import Clock

_MS = timedelta(milliseconds=1)


class FastClock:
    """Begins at the other clock's time and goes `speed` times as fast; it never jumps."""

    def __init__(self, clock: Clock, speed: int = 1) -> None:
        self._clock = clock
        self._speed = speed
        self._since_ms = clock.monotonic_ms()
        self._began = clock.now()
        self._before_ms = 0

    @property
    def speed(self) -> int:
        return self._speed

    @speed.setter
    def speed(self, times: int) -> None:
        self._before_ms = self.monotonic_ms()
        self._since_ms = self._clock.monotonic_ms()
        self._speed = times

    def now(self) -> datetime:
        return self._began + self.monotonic_ms() * _MS

    def monotonic_ms(self) -> int:
        """Return the milliseconds of practice that have passed."""
        return self._before_ms + (self._clock.monotonic_ms() - self._since_ms) * self._speed
