"""Exporting a passage in Bearbejd when the disk has lost some of its sound."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.audio.compress import compress
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from tests.helpers.app import TestApp, sample_session_id
from tests.ui.rooms.compile.listening_room import listening_room, media

__all__ = ["listening_room", "media"]


def test_sound_that_cannot_be_read_is_told_with_the_file(
    listening_room: CompileRoom,
    qtbot: QtBot,
    sample_app: TestApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = sample_app.base.recording_folder(sample_session_id())
    compress(folder)
    flac = min(folder.glob("*.flac"))
    flac.write_bytes(flac.read_bytes()[:5_000])
    target = tmp_path / "klip.wav"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    pane = listening_room.timeline_pane
    pane.timeline.mark(900_000, 910_000)
    with qtbot.waitSignal(listening_room.workspace.problem, timeout=20_000) as said:
        qtbot.mouseClick(pane.selection_bar.export_button, Qt.MouseButton.LeftButton)
    assert said.args == [f"Disse lydfiler kan ikke læses og er stilhed i filen: {flac.name}."]
    assert target.is_file()
