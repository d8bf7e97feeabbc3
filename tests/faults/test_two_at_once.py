"""Case 17: a second FlipDesk on the same knowledge base, and what a killed one leaves behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.clock import SystemClock
from flipdesk.errors import KnownError
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.ui.first_window import FirstWindow, call_first
from tests.helpers.app import close_app, open_app
from tests.helpers.figures import Figures

ROOT = Path(__file__).resolve().parents[2]
TAKEOVER_S = 2.0
_DEADLINE_S = 60.0
_CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from flipdesk.ui.first_window import call_first
QCoreApplication([])
print(call_first(Path(sys.argv[1])))
"""


def environment(folder: Path) -> dict[str, str]:
    own = {name: str(folder.parent / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **own, "FLIPDESK_KB": str(folder), "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def flipdesk(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The whole program with its window, ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flipdesk"],
        cwd=ROOT,
        env=environment(folder),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_it_answers(folder: Path, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _DEADLINE_S
    while not call_first(folder):
        assert process.poll() is None, "it ended"
        assert time.monotonic() < deadline, "it does not answer"
        time.sleep(0.05)  # nothing tells when another program listens


@pytest.fixture
def folder(tmp_path: Path, qapp: QApplication) -> Path:
    folder = tmp_path / "fælles.flipkb"
    open_or_create(folder, SystemClock()).close()
    return folder


def test_second_program_shows_the_first_ones_window(folder: Path, figures: Figures) -> None:
    with flipdesk(folder) as first:
        wait_until_it_answers(folder, first)
        begun = time.monotonic()
        with flipdesk(folder) as second:
            _out, said = second.communicate(timeout=_DEADLINE_S)
            figures.add("second window gives way", time.monotonic() - begun, "s", "at once")
            assert second.returncode == 0, said
        assert first.poll() is None


def test_window_that_was_killed_is_taken_over(folder: Path, figures: Figures) -> None:
    with flipdesk(folder) as first:
        wait_until_it_answers(folder, first)
        first.send_signal(signal.SIGKILL)
        first.wait()
        begun = time.monotonic()
        assert not call_first(folder)
        base = KnowledgeBase.open(folder, SystemClock())
        taken_s = time.monotonic() - begun
        figures.add("stale lock taken over", taken_s, "s", f"at most {TAKEOVER_S} s")
        assert taken_s <= TAKEOVER_S
        assert base.check() == ()
        base.close()


def test_minimised_window_comes_forward(qtbot: QtBot, tmp_path: Path) -> None:
    app = open_app(tmp_path)
    door = FirstWindow(app.base.folder, app.window)
    app.window.showMinimized()
    qtbot.waitUntil(app.window.isMinimized)
    # Another path to the same folder leads to the same window.
    (tmp_path / "genvej").symlink_to(app.base.folder)
    second = subprocess.Popen(
        [sys.executable, "-c", _CALL, str(tmp_path / "genvej")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=int(_DEADLINE_S * 1000))
    assert second.communicate()[0].strip() == "True"
    assert not app.window.isMinimized()
    door.let_go()
    close_app(app)


def test_command_beside_a_window_writes_nothing(folder: Path) -> None:
    with flipdesk(folder) as first:
        wait_until_it_answers(folder, first)
        with pytest.raises(KnownError, match="åben i et andet FlipDesk"):
            KnowledgeBase.open(folder, SystemClock())
        assert first.poll() is None


def test_nobody_answers_where_nobody_is(folder: Path) -> None:
    assert not call_first(folder)
