"""From Enter in the capture bar to a note that is stored durably and shown.

The real window, with 200,000 reflections in the knowledge base and 2,000 in the session. A line is
typed letter by letter; the time runs from Enter to the paint that shows the note. The durable write
is what lies between begin and commit. Its floor is taken in turn with it: 4 KiB appended and
reached by fdatasync on the same disk. At the end a robot types 60 lines in 60 seconds by the clock
on the wall; each must be stored with the moment of its first letter.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _window import Painted, crowded_window, quantile, row, told
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flipdesk.domain.changes import Row, Value
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.reflection import Reflection
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.ui.rooms.run.run_room import RunRoom

LINES = int(os.environ.get("FLIPDESK_BENCH_LINES", "400"))
ROBOT_LINES, ROBOT_S = 60, 60.0
SHOWN_GOAL_MS, MISTIMED_GOAL_MS = 50.0, 50.0
MIDDLE_GOAL, TAIL_GOAL = 1.6, 5.0
_LINE = "MH: det her er linje {number} om bageriet og borgerens jobtanker #3"


class Floor:
    """What the disk itself takes to keep 4 KiB."""

    def __init__(self, folder: Path) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._handle = os.open(folder / "floor", flags)

    def once(self) -> float:
        begun = time.perf_counter()
        os.write(self._handle, bytes(4096))
        os.fdatasync(self._handle)
        return (time.perf_counter() - begun) * 1000


@contextmanager
def writes_of(base: KnowledgeBase) -> Iterator[list[float]]:
    """Collect the milliseconds from begin to commit of every transaction."""
    spent: list[float] = []
    begun = [0.0]
    plain = base.database.execute

    def timed(sql: str, values: Sequence[Value] = ()) -> list[Row]:
        if sql == "begin immediate":
            begun[0] = time.perf_counter()
        rows = plain(sql, values)
        if sql == "commit":
            spent.append((time.perf_counter() - begun[0]) * 1000)
        return rows

    with patch.object(base.database, "execute", timed):
        yield spent


def type_lines(room: RunRoom, base: KnowledgeBase, folder: Path) -> list[str]:
    """Type lines one after the other and return the JSON lines of what they took."""
    painted = Painted(room.capture.captured.list.viewport())
    floor_ms, shown_ms, write_ms = [], [], []
    disk, field = Floor(folder), room.capture.bar.input
    with writes_of(base) as writes:
        for number in range(LINES):
            QTest.keyClicks(field, _LINE.format(number=number))
            QApplication.processEvents()
            floor_ms.append(disk.once())
            writes.clear()
            painted.at_s, begun = None, time.perf_counter()
            QTest.keyClick(field, Qt.Key.Key_Return)
            shown_ms.append(painted.since(begun))
            write_ms.append(sum(writes[:1]))
    told("append and fdatasync", floor_ms)
    told("durable write", write_ms)
    told("Enter to stored and shown", shown_ms)
    middle = quantile(write_ms, 0.5) / quantile(floor_ms, 0.5)
    tail = quantile(write_ms, 0.99) / quantile(floor_ms, 0.99)
    against = "4 KiB appended and fdatasync"
    return [
        row("capture_write_p99", tail, "ratio", against, TAIL_GOAL, LINES),
        row("capture_write_p50", middle, "ratio", against, MIDDLE_GOAL, LINES),
        row("capture_shown_p95", quantile(shown_ms, 0.95), "ms", "goal", SHOWN_GOAL_MS, LINES),
    ]


def robot(room: RunRoom, base: KnowledgeBase, session_id: SessionId) -> str:
    """Type 60 lines in 60 seconds; return the JSON line about those lost or mistimed."""
    field, clock = room.capture.bar.input, SystemClock()
    expected = {}
    begun = time.monotonic()
    for number in range(ROBOT_LINES):
        text = f"robotten skriver linje {number} om gribning"
        until(begun + number * ROBOT_S / ROBOT_LINES, QApplication.processEvents)
        expected[text] = clock.now()
        for letter in text:
            QTest.keyClicks(field, letter)
            QApplication.processEvents()
        QTest.keyClick(field, Qt.Key.Key_Return)
    stored = {one.text: one for one in base.reflections.of_session(session_id)}
    lost = [text for text in expected if text not in stored]
    off = [abs(_said(stored[text]) - at) for text, at in expected.items() if text in stored]
    worst_ms = max(off, default=timedelta(0)) / timedelta(milliseconds=1)
    print(f"robot: {len(expected)} typed, {len(lost)} lost, at most {worst_ms:.1f} ms off")
    value = float("inf") if lost else worst_ms
    return row("robot_mistimed", value, "ms", "first letter", MISTIMED_GOAL_MS, ROBOT_LINES)


def until(moment_s: float, act: Callable[[], object]) -> None:
    while time.monotonic() < moment_s:
        act()
        time.sleep(0.002)


def _said(note: Reflection) -> datetime:
    assert note.said_at is not None
    return note.said_at


def main() -> None:
    with crowded_window() as crowd:
        room, base = crowd.room, crowd.base
        lines = [*type_lines(room, base, crowd.folder), robot(room, base, crowd.session_id)]
    print("\n".join([lines[3], *lines[:3]]))


if __name__ == "__main__":
    main()
