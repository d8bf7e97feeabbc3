"""A knowledge base that can only be read: the window says so, and nothing one does changes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from flipdesk.app import App
from flipdesk.audio.clock import ManualClock as AudioClock
from flipdesk.audio.fake_recorder import FakeRecorder
from flipdesk.knowledge.engine import connect
from flipdesk.knowledge.migrations import SCHEMA_VERSION
from flipdesk.stage import real_stage
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.reading_banner import ReadingBanner
from flipdesk.ui.theme.theme import Theme
from tests.helpers.app import MORNING, close_app, open_app, sample_session_id


@pytest.fixture
def newer(qtbot: QtBot, tmp_path: Path) -> Path:
    """The folder of the sample, as a newer FlipDesk has left it."""
    made = open_app(tmp_path, sample=True)
    folder = made.base.folder
    close_app(made)
    connection = connect(str(folder / "knowledge.sqlite"))
    connection.execute(f"pragma user_version = {SCHEMA_VERSION + 3}")
    connection.close()
    return folder


@pytest.fixture
def reading(newer: Path, qtbot: QtBot) -> Iterator[App]:
    stage = real_stage(newer)
    chosen = QSettings(str(newer.parent / "reading.ini"), QSettings.Format.IniFormat)
    chosen.setValue("alarm_sound", "off")
    recorder = FakeRecorder(AudioClock(MORNING))
    app = App(
        stage.base(),
        Theme("light"),
        stage.clock,
        lambda: recorder,
        preferences=Preferences(chosen),
    )
    app.be_known(stage)
    app.window.resize(1280, 720)
    app.window.show()
    app.window.activateWindow()
    app.workspace.open_session(sample_session_id())
    qtbot.waitUntil(app.window.isActiveWindow)
    yield app
    app.window.close()
    app.close()
    app.window.deleteLater()


def test_every_room_shows_it_under_a_banner(reading: App, newer: Path) -> None:
    before = {one: one.read_bytes() for one in newer.rglob("*") if one.is_file()}
    for name in ("home", "prepare", "run", "compile", "knowledge"):
        reading.window.enter(name)
        banner = reading.window.findChild(ReadingBanner)
        assert banner is not None
        assert banner.isVisible()
        assert banner.words.text().startswith("Kun læsning")
    reading.recording.start()
    assert not reading.recording.is_recording
    reading.commands.action("kb.backup").trigger()
    assert any("kun åbnet til læsning" in said for said in reading.frame.messages.sentences)
    assert {one: one.read_bytes() for one in newer.rglob("*") if one.is_file()} == before
