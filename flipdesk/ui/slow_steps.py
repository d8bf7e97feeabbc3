"""Does something long while the window stays awake: one short step after another."""

import time
from collections.abc import Callable, Generator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")
AT_A_TIME_S = 0.012
"""How long it works before whatever else waits has its turn."""
_UNTIL_PAINTED_MS = 20
"""How long it leaves the window alone after its first steps: Qt paints some ms after a change."""


class SlowSteps(QObject):
    """What is begun while something is under way takes its place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] = lambda _made: None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_busy(self) -> bool:
        return self._steps is not None

    def begin(self, steps: Generator[None, None, T], done: Callable[[T], None]) -> None:
        """Begin; what is little is done before this returns. `done` gets what was made.

        An error that the first steps raise comes to the caller.
        """
        self.stop()
        self._steps, self._done = steps, done
        self._go_on(AT_A_TIME_S / 4)
        if self._steps is steps:
            self._timer.start(_UNTIL_PAINTED_MS)

    def stop(self) -> None:
        """Do no more of it."""
        self._timer.stop()
        if self._steps is not None:
            self._steps.close()
        self._steps = None

    def _on_timeout(self) -> None:
        self._timer.setInterval(0)
        self._go_on(AT_A_TIME_S)

    def _go_on(self, at_a_time_s: float) -> None:
        steps, until = self._steps, time.perf_counter() + at_a_time_s
        if steps is None:
            return
        try:
            while time.perf_counter() < until:
                next(steps)
        except StopIteration as end:
            self._timer.stop()
            self._steps = None
            self._done(end.value)
