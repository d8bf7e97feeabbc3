"""The whole window on a temporary knowledge base, with a clock and a recorder turned by hand."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from flipdesk.app import App
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.knowledge.keys import Keys
from flipdesk.opening import hold_database
from flipdesk.paths import resource
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.theme.theme import SchemeChoice, Theme

SAMPLE = "samtaleflip-3-nordby.flip.json"
MORNING = datetime(2021, 4, 22, 6, 52, tzinfo=UTC)
"""The morning of the sample session, 8.52 in Denmark."""


class TestApp(App):
    """FlipDesk with its hand-turned parts within reach of a test."""

    __test__ = False

    def __init__(
        self, folder: Path, clock: ManualClock, theme: Theme, keys: Keys | None = None
    ) -> None:
        self.clock = clock
        self._is_closed = False
        self.recorder = FakeRecorder(AudioClock(clock.now()))
        chosen = QSettings(str(folder.parent / "preferences.ini"), QSettings.Format.IniFormat)
        # Qt logs what it misses on a machine without a loudspeaker; tests/faults listens to it.
        chosen.setValue("alarm_sound", "off")
        super().__init__(
            hold_database(folder, clock, keys)(),
            theme,
            clock,
            lambda: self.recorder,
            preferences=Preferences(chosen),
        )

    @override
    def close(self) -> None:
        """Close what a test may have closed already, to see what follows."""
        if not self._is_closed:
            self._is_closed = True
            super().close()

    def advance(self, ms: int) -> None:
        """Let time pass for the window and the recorder alike, and show what came of it."""
        self.clock.advance(milliseconds=ms)
        self.recorder.advance(ms)
        QApplication.processEvents()


@cache
def sample_record(language: str = "da") -> SessionRecord:
    """Return the sample session that FlipDesk carries."""
    data = resource("samples", SAMPLE).read_bytes()
    return read_session(data, load_shipped(language), SAMPLE)


def open_app(
    folder: Path,
    clock: ManualClock | None = None,
    scheme: SchemeChoice = "light",
    *,
    sample: bool = False,
    text_scale: float = 1.0,
    keys: Keys | None = None,
) -> TestApp:
    """Open the window at Home, 1280x720, on a new knowledge base in `folder`; see `close_app`.

    With the keys of `folder / "test.flipkb"` it is an encrypted one.
    """
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    theme = Theme(scheme, text_scale)
    theme.apply(qt)
    app = TestApp(folder / "test.flipkb", clock or ManualClock(MORNING), theme, keys)
    if sample:
        with app.base.atomic():
            app.base.add_record(sample_record())
        app.workspace.open_session(sample_session_id())
    app.window.enter("home")
    app.window.resize(1280, 720)
    app.window.show()
    app.window.activateWindow()
    QApplication.processEvents()
    return app


def sample_session_id() -> SessionId:
    return sample_record().session.id


def close_app(app: TestApp) -> None:
    """Close the window and all that stands behind it, and let Qt free it."""
    app.window.close()
    app.close()
    app.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # What is left in circles is let go here, and not by a thread of jobs in a later test.
    gc.collect()


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Iterator[TestApp]:
    """The window on an empty knowledge base."""
    opened = open_app(tmp_path)
    qtbot.waitUntil(opened.window.isActiveWindow)
    yield opened
    close_app(opened)


@pytest.fixture
def sample_app(qtbot: QtBot, tmp_path: Path) -> Iterator[TestApp]:
    """The window on a knowledge base that holds the sample session, which is open."""
    opened = open_app(tmp_path, sample=True)
    qtbot.waitUntil(opened.window.isActiveWindow)
    yield opened
    close_app(opened)
