"""A whole practice as a user sees it, with the clock on the wall turned by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk import practising
from flipdesk.app import App
from flipdesk.domain.clock import ManualClock
from flipdesk.stage import Stage
from flipdesk.ui.practice_bar import PracticeBar
from flipdesk.ui.preferences import Preferences
from flipdesk.ui.recording_state import RecordingState
from tests.helpers.app import MORNING, TestApp


class Rehearsal:
    """The window for practice, opened as the program opens it."""

    def __init__(self, stage: Stage, wall: ManualClock, like: TestApp, folder: Path) -> None:
        chosen = QSettings(str(folder / "practice.ini"), QSettings.Format.IniFormat)
        chosen.setValue("alarm_sound", "off")
        self.wall = wall
        self.stage = stage
        self.app = App(
            stage.base(),
            like.theme,
            stage.clock,
            stage.make_recorder,
            preferences=Preferences(chosen),
        )
        assert stage.practice is not None
        assert stage.come_back is not None
        self.practice = stage.practice
        self.app.be_practice(stage.practice, stage.come_back)
        self.app.workspace.open_session(stage.session_id)
        self.app.window.enter(stage.room)
        self.app.window.resize(1280, 720)
        self.app.window.show()
        self.app.window.activateWindow()

    @property
    def bar(self) -> PracticeBar:
        bar = self.app.window.findChild(PracticeBar)
        assert bar is not None
        return bar

    def passes(self, *, seconds: float) -> None:
        """Let the wall clock go on, in the steps that the timer would take."""
        for _tick in range(round(seconds * 10)):
            self.wall.advance(milliseconds=100)
            self.practice.tick()
        QApplication.processEvents()


@pytest.fixture
def rehearsal(
    sample_app: TestApp, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rehearsal]:
    wall = ManualClock(MORNING)
    monkeypatch.setattr(practising, "SystemClock", lambda: wall)
    monkeypatch.setattr(practising, "practice_parent", lambda: tmp_path / "practice")
    record = sample_app.workspace.record
    assert record is not None
    stage = practising.practice_stage(record, sample_app.base)
    opened = Rehearsal(stage, wall, sample_app, tmp_path)
    qtbot.waitUntil(opened.app.window.isActiveWindow)
    yield opened
    opened.practice.stop()
    opened.app.window.close()
    opened.app.close()
    opened.app.window.deleteLater()


def test_the_clock_runs_as_fast_as_it_is_told(rehearsal: Rehearsal) -> None:
    begun = rehearsal.app.workspace.now()
    QTest.mouseClick(rehearsal.bar.speeds.button(2), Qt.MouseButton.LeftButton)
    assert rehearsal.practice.speed == 30
    rehearsal.passes(seconds=4)
    assert (rehearsal.app.workspace.now() - begun).total_seconds() == 120


def test_recording_and_notes_follow_the_fast_clock(rehearsal: Rehearsal) -> None:
    app = rehearsal.app
    app.commands.action("recording.toggle").trigger()
    rehearsal.practice.set_speed(10)
    rehearsal.passes(seconds=6)
    assert app.recording.state is RecordingState.RECORDING
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "MH: hun nævnte bageriet #3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    record = app.workspace.record
    assert record is not None
    [note] = record.reflections
    assert note.at_ms is not None
    assert 59_000 <= note.at_ms <= 61_000


def test_a_microphone_that_is_pulled_out_alarms_and_comes_back(rehearsal: Rehearsal) -> None:
    app = rehearsal.app
    app.commands.action("recording.toggle").trigger()
    rehearsal.passes(seconds=1)
    QTest.mouseClick(rehearsal.bar.lose_button, Qt.MouseButton.LeftButton)
    rehearsal.passes(seconds=0.5)
    states = [app.recording.state]
    rehearsal.practice.return_microphone()
    rehearsal.passes(seconds=0.5)
    assert [*states, app.recording.state] == [RecordingState.LOST, RecordingState.RECORDING]
    assert app.frame.messages.sentences == ()


def test_ending_practice_goes_back_to_the_session_in_the_real_knowledge_base(
    rehearsal: Rehearsal, sample_app: TestApp
) -> None:
    assert rehearsal.stage.session_id is not None
    before = sample_app.base.record(rehearsal.stage.session_id)
    rehearsal.app.commands.action("recording.toggle").trigger()
    rehearsal.passes(seconds=1)
    real = sample_app.base.folder
    sample_app.close()
    QTest.mouseClick(rehearsal.bar.end_button, Qt.MouseButton.LeftButton)
    assert not rehearsal.app.window.isVisible()
    stage = rehearsal.app.successor
    assert stage is not None
    assert stage.practice is None
    assert (stage.room, stage.session_id) == ("prepare", before.session.id)
    base = stage.base()
    assert base.folder == real
    assert base.record(before.session.id) == before
    base.close()


def test_the_example_can_be_practised_on_without_having_it(
    app: TestApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practising, "practice_parent", lambda: tmp_path / "practice")
    app.commands.action("practice.begin").trigger()
    stage = app.successor
    assert stage is not None
    assert stage.practice is not None
    assert stage.come_back is not None
    stage.practice.stop()
    app.backup_watch.stop()
    app.base.close()
    real = stage.come_back()
    assert (real.room, real.session_id) == ("home", None)
    real.base().close()


def test_practice_is_refused_while_something_is_recorded(sample_app: TestApp) -> None:
    sample_app.commands.action("recording.toggle").trigger()
    sample_app.advance(1_000)
    sample_app.commands.action("practice.begin").trigger()
    assert sample_app.successor is None
    assert sample_app.frame.messages.sentences == ("Stop optagelsen, før du øver dig.",)
    sample_app.recording.stop()
