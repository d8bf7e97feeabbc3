"""From Enter in the capture bar to a note that is stored durably and shown.

The real window, with 200,000 reflections in the knowledge base and 2,000 in the session. A line is
typed letter by letter; the time runs from Enter to the paint that shows the note. The durable write
is what lies between begin and commit. Its floor is taken in turn with it: 4 KiB appended and
reached by fdatasync on the same disk. At the end a robot types 60 lines in 60 seconds by the clock
on the wall; each must be stored with the moment of its first letter.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _crowd import crowded
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from flipdesk.app import App
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.changes import Row, Value
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.reflection import Reflection
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.rooms.run.run_room import RunRoom
from flipdesk.ui.theme.theme import Theme

REFLECTIONS = int(os.environ.get("FLIPDESK_BENCH_REFLECTIONS", "200000"))
IN_SESSION = int(os.environ.get("FLIPDESK_BENCH_IN_SESSION", "2000"))
LINES = int(os.environ.get("FLIPDESK_BENCH_LINES", "400"))
ROBOT_LINES, ROBOT_S = 60, 60.0
SHOWN_GOAL_MS, MISTIMED_GOAL_MS = 50.0, 50.0
MIDDLE_GOAL, TAIL_GOAL = 1.6, 5.0
_LINE = "MH: det her er linje {number} om bageriet og borgerens jobtanker #3"


class Painted(QObject):
    """Takes the time of the first paint of a widget after `wait`."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.at_s: float | None = None
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.at_s is None:
            self.at_s = time.perf_counter()
        return False

    def since(self, began_s: float) -> float:
        """Return the milliseconds from a moment to the paint, waiting for it."""
        while self.at_s is None or self.at_s < began_s:
            self.at_s = None
            QApplication.processEvents()
        return (time.perf_counter() - began_s) * 1000


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


def quantile(values: Sequence[float], share: float) -> float:
    return statistics.quantiles(values, n=100)[round(share * 100) - 1]


def told(name: str, values: Sequence[float]) -> None:
    shown = " ".join(f"p{share} {quantile(values, share / 100):7.2f}" for share in (50, 95, 99))
    print(f"{name:28} {shown}  max {max(values):7.2f} ms")


def row(name: str, value: float, unit: str, against: str, goal: float, samples: int) -> str:
    shown = {"name": name, "value": round(value, 3), "unit": unit, "against": against}
    return json.dumps(shown | {"goal": goal, "samples": samples}, ensure_ascii=False)


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
    from flipdesk.i18n import use_language

    use_language("da")
    qt = QApplication([])
    with tempfile.TemporaryDirectory(dir=os.environ.get("FLIPDESK_BENCH_DISK")) as scratch:
        folder = Path(scratch)
        base, session_id = crowded(
            folder / "crowd.flipkb", reflections=REFLECTIONS, in_first=IN_SESSION
        )
        while base.upkeep.step():
            pass
        theme = Theme("light")
        theme.apply(qt)
        clock = SystemClock()
        chosen = Preferences(QSettings(str(folder / "ini"), QSettings.Format.IniFormat))
        recorder = FakeRecorder(AudioClock(clock.now()))
        app = App(base, theme, clock, lambda: recorder, preferences=chosen)
        app.window.resize(1280, 720)
        app.window.show()
        app.workspace.open_session(session_id)
        app.window.enter("run")
        app.window.activateWindow()
        room = app.window.room
        assert isinstance(room, RunRoom)
        room.go_to_capture()
        QApplication.processEvents()
        lines = [*type_lines(room, base, folder), robot(room, base, session_id)]
        app.window.close()
        app.close()
        app.window.deleteLater()
        print("\n".join([lines[3], *lines[:3]]))


if __name__ == "__main__":
    main()
