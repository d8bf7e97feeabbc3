"""What tests have measured, printed at the end of a run."""

from collections.abc import Callable
from typing import Any

PROPERTY = "figure"
RecordProperty = Callable[[str, object], None]


class Figures:
    """Takes the figures of one test; they travel with its report, from whatever process."""

    def __init__(self, record: RecordProperty) -> None:
        self._record = record

    def add(self, name: str, value: float, unit: str, goal: str) -> None:
        """Keep a figure, with the goal it is held against in words."""
        self._record(PROPERTY, f"{name}: {value:.3g} {unit} (goal: {goal})")

    def most(self, name: str, values: list[float], unit: str, goal: str) -> None:
        """Keep the greatest and the 95th percentile of several figures."""
        ordered = sorted(values)
        p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
        most = f"at most {ordered[-1]:.3g}, p95 {p95:.3g} {unit} in {len(values)}"
        self._record(PROPERTY, f"{name}: {most} (goal: {goal})")


def write_figures(reporter: Any) -> None:
    """Print every figure of the run, sorted by name, in pytest's summary."""
    lines = {
        str(value)
        for reports in reporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == PROPERTY
    }
    if lines:
        reporter.section("figures")
        for line in sorted(lines):
            reporter.write_line(line)
