"""A recording made elsewhere comes in through the window and lies at its place."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.audio.recording_folder import verify
from flipdesk.domain.recording import Recording
from flipdesk.domain.reflection import Marker
from flipdesk.domain.wall_clock import zone_info
from flipdesk.ui.dialogs.import_sound_dialog import ImportSoundDialog
from flipdesk.ui.sound_import_commands import SoundImportCommands
from tests.helpers.app import TestApp, sample_record, sample_session_id
from tests.ui.rooms.compile.listening_room import add_recording, loud


@pytest.fixture
def dictaphone(tmp_path: Path) -> Path:
    """Half a minute from another recorder, at its own rate."""
    path = tmp_path / "diktafon æøå.wav"
    tone = np.sin(np.arange(30 * 16_000) / 20) * 8_000
    soundfile.write(path, tone.astype(np.int16), 16_000)
    return path


def dialog_for(app: TestApp, qtbot: QtBot, path: Path) -> ImportSoundDialog:
    commands = app.window.findChild(SoundImportCommands)
    assert commands is not None
    commands.import_file(path)
    qtbot.waitUntil(lambda: app.window.findChild(ImportSoundDialog) is not None)
    dialog = app.window.findChild(ImportSoundDialog)
    assert dialog is not None
    return dialog


def imported(app: TestApp, qtbot: QtBot, path: Path) -> Recording:
    """Wait until the sound is in, and return its recording."""
    qtbot.waitUntil(lambda: not app.jobs.running)
    QApplication.processEvents()
    found = app.base.recordings.of_session(sample_session_id())
    (one,) = [recording for recording in found if recording.source == path.name]
    folder = app.base.folder / one.folder
    assert verify(folder) == ()
    assert (folder / "original.wav").read_bytes() == path.read_bytes()
    return one


def test_placed_by_the_clock(sample_app: TestApp, qtbot: QtBot, dictaphone: Path) -> None:
    dialog = dialog_for(sample_app, qtbot, dictaphone)
    start = sample_record().recording_start()
    assert start is not None
    dialog.day.setDate(QDate(start.year, start.month, start.day))
    dialog.clock.setTime(QTime(10, 31, 20))
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    one = imported(sample_app, qtbot, dictaphone)
    began = datetime(2021, 4, 22, 10, 31, 20, tzinfo=start.tzinfo)
    zero = min(
        recording.started for recording in sample_app.base.recordings.of_session(one.session_id)
    )
    first = one.segments[0]
    at = zero.timestamp() + first.first_sample / one.rate_hz
    assert at == pytest.approx(began.timestamp(), abs=0.01)
    assert sum(segment.samples for segment in one.segments) == 30 * 16_000


def test_placed_by_a_marker(sample_app: TestApp, qtbot: QtBot, dictaphone: Path) -> None:
    markers: tuple[Marker, ...] = sample_record().markers
    marker = next(one for one in markers if one.at_ms is not None)
    dialog = dialog_for(sample_app, qtbot, dictaphone)
    dialog.way.setCurrentIndex(1)
    dialog.way.activated.emit(1)
    assert dialog.in_file.isVisible()
    assert not dialog.clock.isVisible()
    dialog.marker.setCurrentIndex(dialog.marker.findData(marker.id))
    dialog.in_file.setText("midt i")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.problem.startswith("Skriv, hvor i filen")
    dialog.in_file.setText("00:00:12")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    one = imported(sample_app, qtbot, dictaphone)
    first_ms = one.segments[0].first_sample * 1000 // one.rate_hz
    assert first_ms == (marker.at_ms or 0) - 12_000


def test_what_lies_before_the_session_is_told_before_it_is_left_out(
    sample_app: TestApp, qtbot: QtBot, dictaphone: Path
) -> None:
    folder = sample_app.base.recording_folder(sample_session_id())
    add_recording(sample_app, [(0, loud(60_000))], folder=folder)
    dialog = dialog_for(sample_app, qtbot, dictaphone)
    (zero,) = [one.started for one in sample_app.base.recordings.of_session(sample_session_id())]
    begins = (zero - timedelta(seconds=12)).astimezone(zone_info("Europe/Copenhagen"))
    dialog.day.setDate(QDate(begins.year, begins.month, begins.day))
    dialog.clock.setTime(QTime(begins.hour, begins.minute, begins.second))
    assert dialog.left_out.isVisible()
    assert dialog.left_out.text() == "De første 0:12 ligger før sessionens begyndelse og udelades."
    dialog.clock.setTime(dialog.clock.time().addSecs(20))
    assert not dialog.left_out.isVisible()
    dialog.way.setCurrentIndex(1)
    dialog.way.activated.emit(1)
    at_ms = next(m.at_ms for m in sample_record().markers if m.at_ms is not None)
    dialog.marker.setCurrentIndex(0)
    dialog.marker.activated.emit(0)
    seconds = at_ms // 1000 + 25
    dialog.in_file.setText(f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}")
    assert dialog.left_out.text().startswith("De første 0:2")
    dialog.in_file.setText("midt i")
    assert not dialog.left_out.isVisible()
    dialog.reject()


def test_what_is_no_sound_is_refused_with_one_sentence(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "møde.m4a"
    path.write_bytes(b"\0\0\0\x20ftypM4A " + bytes(4_000))
    commands = sample_app.window.findChild(SoundImportCommands)
    assert commands is not None
    commands.import_file(path)
    qtbot.waitUntil(lambda: bool(sample_app.frame.messages.sentences))
    assert sample_app.frame.messages.sentences == (
        "FlipDesk kan ikke læse ”møde.m4a” som lyd: brug WAV, FLAC, Ogg eller MP3.",
    )
    assert sample_app.window.findChild(ImportSoundDialog) is None
