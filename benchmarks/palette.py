"""From a key stroke in the command palette to the painted list of what fits.

The real window, with 200,000 reflections in the knowledge base and 2,000 in the session, so that
the palette reaches two thousand sessions and two thousand notes. Words are typed letter by letter
and taken away again; the first letter, which fits the most, is told apart.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _window import Crowded, Painted, crowded_window, quantile, row, told
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flipdesk.ui.dialogs.palette import Palette

GOAL_MS, OPEN_GOAL_MS, ROUNDS = 50.0, 50.0, 12
WORDS = ("parker", "gå til mette", "samtaleflip", "s", "optag", "bageriet", "start new", "e")


def opened(crowd: Crowded) -> tuple[Palette, float]:
    """Open the palette and return it with the milliseconds that took."""
    begun = time.perf_counter()
    action = crowd.app.window.findChild(QAction, "window.palette")
    assert action is not None
    action.trigger()
    (palette,) = crowd.app.window.findChildren(Palette)
    QApplication.processEvents()
    return palette, (time.perf_counter() - begun) * 1000


def strokes(palette: Palette, word: str) -> list[float]:
    """Type a word and take it away; return the milliseconds from each key to the paint."""
    painted, spent = Painted(palette), []
    for letter in word:
        painted.at_s, begun = None, time.perf_counter()
        QTest.keyClicks(palette.field, letter)
        spent.append(painted.since(begun))
    for _letter in word:
        painted.at_s, begun = None, time.perf_counter()
        QTest.keyClick(palette.field, Qt.Key.Key_Backspace)
        spent.append(painted.since(begun))
    palette.removeEventFilter(painted)
    return spent


def main() -> None:
    open_ms, stroke_ms, first_ms = [], [], []
    with crowded_window() as crowd:
        for _round in range(ROUNDS):
            palette, took_ms = opened(crowd)
            open_ms.append(took_ms)
            for word in WORDS:
                spent = strokes(palette, word)
                first_ms.append(spent[0])
                stroke_ms += spent
            palette.hide()
            QApplication.processEvents()
    told("palette opened", open_ms)
    told("first letter to painted", first_ms)
    told("key stroke to painted", stroke_ms)
    print(
        row("palette_stroke_p95", quantile(stroke_ms, 0.95), "ms", "goal", GOAL_MS, len(stroke_ms))
    )
    print(row("palette_first_open", open_ms[0], "ms", "goal", OPEN_GOAL_MS, 1))


if __name__ == "__main__":
    main()
