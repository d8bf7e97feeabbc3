"""Counts a report while the window stays awake: one short step after another."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from flipdesk.domain.report import Report, Scope
from flipdesk.errors import KnownError
from flipdesk.services.reports.reports import Reports
from flipdesk.services.reports.slow_reading import SlowReport

_AT_A_TIME_S = 0.012
"""How long it counts before whatever else waits has its turn."""


class ChartCounting(QObject):
    """`counted` carries a Report; what is asked for while it counts takes the place of the rest."""

    counted = Signal(object)
    refused = Signal(str)

    def __init__(self, reports: Reports, parent: QObject) -> None:
        super().__init__(parent)
        self._reports = reports
        self._steps: SlowReport | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_counting(self) -> bool:
        return self._steps is not None

    def count(self, name: str, scope: Scope) -> None:
        """Begin as soon as the window has done what it is at; several wishes become the last."""
        self._steps = self._reports.steps(name, scope)
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._steps = None

    def _go_on(self) -> None:
        steps, until = self._steps, time.perf_counter() + _AT_A_TIME_S
        try:
            while steps is not None and time.perf_counter() < until:
                next(steps)
        except StopIteration as end:
            self.stop()
            report: Report = end.value
            self.counted.emit(report)
        except KnownError as error:
            self.stop()
            self.refused.emit(str(error))
