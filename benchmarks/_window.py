"""The real window over a crowded knowledge base, and how long things take in it."""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from _crowd import crowded
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from flipdesk.app import App
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.rooms.run.run_room import RunRoom
from flipdesk.ui.theme.theme import Theme

REFLECTIONS = int(os.environ.get("FLIPDESK_BENCH_REFLECTIONS", "200000"))
IN_SESSION = int(os.environ.get("FLIPDESK_BENCH_IN_SESSION", "2000"))


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


def quantile(values: Sequence[float], share: float) -> float:
    return statistics.quantiles(values, n=100)[round(share * 100) - 1]


def told(name: str, values: Sequence[float]) -> None:
    shown = " ".join(f"p{share} {quantile(values, share / 100):7.2f}" for share in (50, 95, 99))
    print(f"{name:28} {shown}  max {max(values):7.2f} ms")


def row(name: str, value: float, unit: str, against: str, goal: float, samples: int) -> str:
    shown = {"name": name, "value": round(value, 3), "unit": unit, "against": against}
    return json.dumps(shown | {"goal": goal, "samples": samples}, ensure_ascii=False)


@dataclass(frozen=True)
class Crowded:
    app: App
    base: KnowledgeBase
    session_id: SessionId
    room: RunRoom
    folder: Path


@contextmanager
def crowded_window(texts: Iterator[str] | None = None) -> Iterator[Crowded]:
    """Open Afvikl on the fullest session, ready to be typed in."""
    from flipdesk.i18n import use_language

    use_language("da")
    qt = QApplication([])
    with tempfile.TemporaryDirectory(dir=os.environ.get("FLIPDESK_BENCH_DISK")) as scratch:
        folder = Path(scratch)
        base, session_id = crowded(
            folder / "crowd.flipkb", reflections=REFLECTIONS, in_first=IN_SESSION, texts=texts
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
        yield Crowded(app, base, session_id, room, folder)
        app.window.close()
        app.close()
        app.window.deleteLater()
