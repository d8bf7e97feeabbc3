"""Practice: a clock that can run fast, and a microphone that hears nobody."""

from PySide6.QtCore import QObject, QTimer, Signal

from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.fast_clock import FastClock

SPEEDS = (1, 10, 30)
TICK_MS = 100
LOST_FOR_MS = 8_000
"""For how long a microphone stays away that is pulled out in practice, by the clock on the wall."""


class Practice(QObject):
    """Lets the recorder hear as much as the clock says has passed."""

    changed = Signal()
    """The speed is another, or the microphone is away or back."""

    def __init__(self, clock: FastClock, recorder: FakeRecorder) -> None:
        super().__init__()
        self.clock = clock
        self.recorder = recorder
        self._heard_ms = clock.monotonic_ms()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._return = QTimer(self)
        self._return.setSingleShot(True)
        self._return.setInterval(LOST_FOR_MS)
        self._return.timeout.connect(self.return_microphone)

    @property
    def speed(self) -> int:
        """How many times faster than the clock on the wall."""
        return self.clock.speed

    def set_speed(self, times: int) -> None:
        self.clock.speed = times
        self.changed.emit()

    def tick(self) -> None:
        """Let the recorder catch up with the clock."""
        now_ms = self.clock.monotonic_ms()
        passed_ms, self._heard_ms = now_ms - self._heard_ms, now_ms
        self.recorder.advance(passed_ms)

    def lose_microphone(self) -> None:
        """Pull out the microphone; it comes back by itself."""
        if self.recorder.lose_microphone():
            self._return.start()
            self.changed.emit()

    def return_microphone(self) -> None:
        """Plug it in again."""
        self._return.stop()
        self.recorder.find_microphone()
        self.changed.emit()

    def stop(self) -> None:
        """Let nothing happen any more."""
        self._timer.stop()
        self._return.stop()
