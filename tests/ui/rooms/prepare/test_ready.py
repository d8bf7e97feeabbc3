"""Klar?: the microphone is really heard, the power is read, and every row does something."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.events import MicrophoneHeard
from flipdesk.services.power import Power
from flipdesk.ui.audience.audience_dialog import AudienceDialog
from flipdesk.ui.delegates.state_delegate import StateRow
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import enter, press, record
from tests.ui.rooms.prepare.test_side_panes import Supply, check, rows


def choose(room: PrepareRoom, app: TestApp, qtbot: QtBot, kind: str) -> None:
    room.ready.list.setFocus()
    room.ready.list.setCurrentIndex(room.ready.model.index_of(kind))
    press(qtbot, app, Qt.Key.Key_Return)


def hear(app: TestApp, qtbot: QtBot, room: PrepareRoom, *peaks: float) -> None:
    """Let the recorder tell a peak every half second, and wait until the last has arrived."""
    with qtbot.waitSignals([app.recording.heard] * len(peaks)):
        for place, peak in enumerate(peaks):
            app.recorder.tell(MicrophoneHeard(peak, peak / 2, place * 500_000_000))
    assert room.ready.model.rowCount()


def listens(app: TestApp) -> bool:
    return app.recorder.monitored is not None


def microphone(room: PrepareRoom) -> StateRow:
    index = room.ready.model.index_of("microphone")
    return next(row for place, row in enumerate(rows(room.ready.model)) if place == index.row())


def test_microphone_is_heard_for_three_seconds_and_that_is_remembered(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    assert microphone(room).state_text == "prøv den"
    choose(room, sample_app, qtbot, "microphone")
    assert listens(sample_app)
    hear(sample_app, qtbot, room, 0.001, 0.2)
    assert (microphone(room).text, microphone(room).state_text) == ("Sig noget", "lytter · god lyd")
    hear(sample_app, qtbot, room, *[0.1] * 7)
    assert not listens(sample_app)
    assert microphone(room).text == "Mikrofonen er prøvet"
    assert (microphone(room).icon, microphone(room).state_text) == ("circle-check", "kl. 8.52")
    assert not sample_app.recording.is_recording
    assert not record(sample_app).recordings
    sample_app.clock.advance(days=1)
    room.refresh()
    assert microphone(room).state_text == "prøv den"


def test_silence_is_said_plainly(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    choose(room, sample_app, qtbot, "microphone")
    hear(sample_app, qtbot, room, *[0.0005] * 8)
    assert microphone(room).state_text == "ingen lyd kl. 8.52"
    assert microphone(room).tone == "warning"
    QApplication.processEvents()
    messages = sample_app.frame.messages
    assert [one for one in messages.sentences if one.startswith("Mikrofonen gav ingen lyd")]
    choose(room, sample_app, qtbot, "microphone")
    hear(sample_app, qtbot, room, *[0.2] * 8)
    QApplication.processEvents()
    assert not messages.sentences


def test_microphone_that_tells_nothing_is_given_up(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    room.ready.trial._latest.setInterval(1)
    choose(room, sample_app, qtbot, "microphone")
    qtbot.waitUntil(lambda: not room.ready.trial.is_on)
    assert microphone(room).state_text == "ingen lyd kl. 8.52"


def test_another_microphone_is_not_tried_yet(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    choose(room, sample_app, qtbot, "microphone")
    hear(sample_app, qtbot, room, *[0.2] * 8)
    sample_app.recording.microphones.choose("USB")
    assert microphone(room).state_text == "prøv den"


def test_a_recording_is_not_disturbed(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    sample_app.recording.start()
    sample_app.advance(1_000)
    with qtbot.waitSignal(sample_app.workspace.information):
        choose(room, sample_app, qtbot, "microphone")
    assert not listens(sample_app)
    assert sample_app.recording.is_recording


def test_recording_that_begins_ends_the_trial(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    choose(room, sample_app, qtbot, "microphone")
    sample_app.recording.start()
    sample_app.advance(1_000)
    assert sample_app.recording.is_recording
    assert not room.ready.trial.is_on


@pytest.mark.parametrize(
    ("power", "words", "tone"),
    [
        (Power(on_mains=True, percent=80), "tilsluttet", "muted"),
        (Power(on_mains=False, percent=41), "på batteri · 41 %", "warning"),
        (Power(on_mains=False), "på batteri", "warning"),
    ],
)
def test_power_is_told(
    sample_app: TestApp, qtbot: QtBot, power: Power, words: str, tone: str
) -> None:
    room = enter(sample_app)
    room.ready.power = Supply(power)
    room.ready._again.setInterval(1)
    qtbot.waitUntil(lambda: any(row.text == "Strøm" for row in rows(room.ready.model)))
    qtbot.waitUntil(lambda: check(room, "Strøm").state_text == words)
    assert check(room, "Strøm").tone == tone
    with qtbot.waitSignal(sample_app.workspace.information):
        choose(room, sample_app, qtbot, "power")


def test_nothing_is_said_of_power_that_nobody_knows(sample_app: TestApp) -> None:
    room = enter(sample_app)
    room.ready.power = Supply(None)
    room.refresh()
    assert "Strøm" not in [row.text for row in rows(room.ready.model)]


def test_one_screen_is_no_fault(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    screen = check(room, "Publikumsskærm")
    assert (screen.icon, screen.state_text) == ("circle", "kun denne skærm")
    with qtbot.waitSignal(sample_app.workspace.information):
        choose(room, sample_app, qtbot, "screen")
    dialog = sample_app.window.findChild(AudienceDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_room_on_the_disk_shows_where_recordings_are(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    room.ready.open_url = open_url
    with qtbot.waitSignal(sample_app.workspace.information):
        choose(room, sample_app, qtbot, "disk")
    assert [url.toLocalFile() for url in opened] == [str(sample_app.workspace.desk.base.folder)]
