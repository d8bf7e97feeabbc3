"""The sample session as if it were one's own, and a way to count it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.report import Report, Scope
from flipdesk.domain.report_text import cell_text
from flipdesk.services.desk import Desk
from flipdesk.services.reports.reports import Reports
from tests.helpers.nordby import nordby

Counted = dict[str, list[str]]
Count = Callable[..., Report]


@pytest.fixture
def now() -> ManualClock:
    return ManualClock(datetime(2021, 5, 1, 12, tzinfo=UTC))


@pytest.fixture
def nordby_desk(desk: Desk) -> Desk:
    desk.base.add_record(nordby())
    return desk


@pytest.fixture
def count(nordby_desk: Desk, now: ManualClock) -> Count:
    """Counts a report over the sample session, with nothing hidden."""
    reports = Reports(nordby_desk.base, now)

    def counted(name: str, **scope: object) -> Report:
        return reports.make(name, Scope(**{"few": 0, **scope}))  # type: ignore[arg-type]

    return counted


def shown(report: Report) -> Counted:
    """Return what stands in each row, as people read it."""
    return {
        row.title: [
            cell_text(cell, column.unit)
            for cell, column in zip(row.cells, report.columns, strict=True)
        ]
        for row in report.rows
    }
