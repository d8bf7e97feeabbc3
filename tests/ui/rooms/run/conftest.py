"""The room Afvikl on the sample session, not yet begun."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.participant import Consent
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import Attendance, RecordingConsent, SessionState
from flipdesk.ui.rooms.run.run_room import RunRoom
from tests.helpers.app import TestApp, close_app, open_app, sample_record


class Running:
    """A user in Afvikl: keys go to whatever has the focus."""

    def __init__(self, app: TestApp, qtbot: QtBot) -> None:
        self.app = app
        self.qtbot = qtbot

    @property
    def room(self) -> RunRoom:
        room = self.app.window.room
        assert isinstance(room, RunRoom)
        return room

    @property
    def record(self) -> SessionRecord:
        """What is stored, read anew."""
        session_id = self.app.workspace.session_id
        assert session_id is not None
        return self.app.base.record(session_id)

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def has_focus(self, widget: QWidget) -> bool:
        return QApplication.focusWidget() is widget

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(self.focused, key, modifier)

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def enter(self, line: str = "") -> None:
        """Type a line in the capture bar and press Enter."""
        self.room.go_to_capture()
        self.type(line)
        self.key(Qt.Key.Key_Return)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def wait(self, **span: float) -> None:
        """Let time pass on the wall clock, and show it."""
        self.app.clock.advance(**span)
        self.room.tick()
        QApplication.processEvents()


def fresh_sample() -> SessionRecord:
    """Return the sample session as it stood the evening before."""
    record = sample_record()
    session = replace(record.session, state=SessionState.PLANNED, began=None, finished=None)
    agreed = Consent(RecordingConsent.GIVEN)
    people = (
        replace(
            one,
            attendance=Attendance.INVITED,
            arrived=None,
            left=None,
            consent=agreed if one.consent.recording is RecordingConsent.UNKNOWN else one.consent,
        )
        for one in record.participants
    )
    agenda = (replace(item, started=None, ended=None) for item in record.agenda)
    return SessionRecord(record.series, session, record.codebook, tuple(people), tuple(agenda))


@pytest.fixture
def run(qtbot: QtBot, tmp_path: Path) -> Iterator[Running]:
    app = open_app(tmp_path)
    record = fresh_sample()
    with app.base.atomic():
        app.base.add_record(record)
    app.workspace.open_session(record.session.id)
    app.window.enter("run")
    qtbot.waitUntil(app.window.isActiveWindow)
    yield Running(app, qtbot)
    app.recording.stop()
    QApplication.processEvents()
    close_app(app)
