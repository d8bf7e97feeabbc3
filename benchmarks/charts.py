"""Charts over 200,000 reflections: until they are painted, and how long the window stays away.

The real window. A count is made in steps; `away` is the longest time between two turns of the event
loop while it is made, which is what somebody who types would notice.
"""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _window import Crowded, Painted, crowded_window, quantile, row, told
from PySide6.QtWidgets import QApplication

from flipdesk.domain.report import Report
from flipdesk.services.reports.report_kinds import KINDS
from flipdesk.ui.rooms.knowledge.charts_page import ChartsPage
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom

MATRIX_GOAL_MS, AWAY_GOAL_MS, CHANGES = 50.0, 50.0, 40


def opened(crowd: Crowded) -> ChartsPage:
    """Go to the page of charts."""
    crowd.app.window.enter("knowledge")
    QApplication.processEvents()
    room = crowd.app.window.room
    assert isinstance(room, KnowledgeRoom)
    begun = time.perf_counter()
    page = room.open_page("charts")
    assert isinstance(page, ChartsPage)
    QApplication.processEvents()
    print(f"page made and its first count begun {(time.perf_counter() - begun) * 1000:6.1f} ms")
    return page


def counted(page: ChartsPage) -> tuple[float, float]:
    """Wait for the count; return the milliseconds it took and the longest stay away."""
    begun = last = time.perf_counter()
    away = 0.0
    while page.counting.is_counting:
        QApplication.processEvents()
        now = time.perf_counter()
        away, last = max(away, now - last), now
    return (last - begun) * 1000, away * 1000


def every_chart(page: ChartsPage) -> float:
    """Count every chart, tell how long it took, and return the longest stay away.

    What is about one session is about the fullest.
    """
    worst = 0.0
    for kind in KINDS:
        if kind.name == "journeys":  # the crowd is one series, and none has two thousand sessions
            continue
        begun = time.perf_counter()
        page.choose(kind.name)
        first = (time.perf_counter() - begun) * 1000
        whole, away = counted(page)
        report: Report | None = page.report
        rows = 0 if report is None else len(report.rows)
        print(
            f"{kind.name:12} {first + whole:8.1f} ms, away {max(first, away):6.1f} ms, {rows} rows"
        )
        worst = max(worst, first, away)
    return worst


def after_changes(crowd: Crowded, page: ChartsPage) -> list[float]:
    """Tag one note after another; return the milliseconds from each step to the painted matrix."""
    page.choose("potentials")
    counted(page)
    notes = crowd.base.reflections.of_session(crowd.session_id)[:CHANGES]
    painted, spent = Painted(page.pane.chart), []
    for note in notes:
        changed = crowd.base.reflections.save(replace(note, potentials=("viden", "samtale")))
        QApplication.processEvents()
        painted.at_s, begun = None, time.perf_counter()
        crowd.app.workspace.tell(changed)
        counted(page)
        spent.append(painted.since(begun))
    return spent


def main() -> None:
    with crowded_window() as crowd:
        page = opened(crowd)
        whole, away = counted(page)
        print(f"matrix counted for the first time {whole:6.1f} ms, away {away:5.1f} ms")
        worst = every_chart(page)
        spent = after_changes(crowd, page)
        told("note tagged to matrix", spent)
    print(row("matrix_p95", quantile(spent, 0.95), "ms", "goal", MATRIX_GOAL_MS, len(spent)))
    print(row("charts_away_max", worst, "ms", "goal", AWAY_GOAL_MS, len(KINDS)))


if __name__ == "__main__":
    main()
