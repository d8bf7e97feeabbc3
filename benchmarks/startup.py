"""From process start to the first painted window, beside a bare PySide6 window in the same run.

Both processes take the time of CLOCK_MONOTONIC handed to them by the launcher right before exec as
zero. An event filter on the application sees the first paint of a visible main window; a zero timer
set there fires when that paint has reached the screen. Hjem filled is a row of its own.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from _paired import ratio_row

PAIRS = int(os.environ.get("FLIPDESK_BENCH_PAIRS", "15"))
GOAL = 2.5

_WATCH = """
import os, sys, time
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QtWidgets.QMainWindow):
            if watched.isVisible() and watched.width() >= 300:
                QTimer.singleShot(0, painted)
        return False

def painted():
    if not marks:
        marks.append(time.monotonic() - float(sys.argv[1]))
        if LAST == "painted":
            end()

def end():
    print(*marks, flush=True)
    os._exit(0)

marks = []
"""

BARE = (
    'LAST = "painted"\n'
    + _WATCH
    + """
app = QtWidgets.QApplication([])
watch = Watch()
app.installEventFilter(watch)
window = QtWidgets.QMainWindow()
window.resize(1280, 720)
window.show()
app.exec()
"""
)

# The watch is put in by way of QApplication, so that nothing is imported that flipdesk would not.
OURS = """
import sys, time
from pathlib import Path
import PySide6.QtWidgets as Widgets

class Application(Widgets.QApplication):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.watch = Watch()
        self.installEventFilter(self.watch)

LAST = sys.argv[3]
exec(WATCH)
Widgets.QApplication = Application

def entered(name):
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, filled)

def filled():
    marks.append(time.monotonic() - float(sys.argv[1]))
    end()

if LAST == "filled":
    from flipdesk.ui.main_window import MainWindow
    made = MainWindow.__init__
    def watched(self, theme):
        made(self, theme)
        self.room_entered.connect(entered)
    MainWindow.__init__ = watched
from flipdesk.__main__ import open_window
open_window(Path(sys.argv[2]))
"""


def start(program: str, *arguments: str) -> list[float]:
    """Run a window once and return the seconds to its marks."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # An installed program has its byte code; a workplace that forbids writing it would measure
    # the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program, repr(time.monotonic()), *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return [float(mark) for mark in answer.stdout.split()]


def sample_knowledge_base(folder: Path) -> None:
    """Make the sample knowledge base in a process of its own."""
    sample = Path(__file__).parent.parent / "resources/samples/samtaleflip-3-nordby.flip.json"
    make = [sys.executable, "-m", "flipdesk", "kb", "create", "--kb", str(folder)]
    subprocess.run(make, check=True, capture_output=True)
    fill = [sys.executable, "-m", "flipdesk", "session", "import", str(sample), "--kb", str(folder)]
    subprocess.run(fill, check=True, capture_output=True)


def main() -> None:
    ours_program = f"WATCH = {_WATCH!r}\n{OURS}"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "sample.flipkb"
        sample_knowledge_base(folder)
        for warm in (BARE, ours_program):
            start(warm, str(folder), "painted")
        bare, painted, filled = [], [], []
        for _round in range(PAIRS):
            bare.append(start(BARE)[0])
            painted.append(start(ours_program, str(folder), "painted")[0])
            filled.append(start(ours_program, str(folder), "filled")[-1])
    for name, seconds in (("bare window", bare), ("first paint", painted), ("Hjem filled", filled)):
        print(f"{name:12} {statistics.median(seconds) * 1000:7.1f} ms")
    ratio = statistics.median(f / b for f, b in zip(filled, bare, strict=True))
    print(f"Hjem filled  {ratio:.2f} x bare")
    print(ratio_row("startup_first_paint", painted, bare, against="bare PySide6 window", goal=GOAL))


if __name__ == "__main__":
    main()
