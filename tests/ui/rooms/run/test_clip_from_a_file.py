"""Lån et øre with a clip from a file: got in the guide, heard in it, and in the form of a block."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.ear_round import EarStep
from flipdesk.ui.jobs import Progress
from flipdesk.ui.widgets.button import Button
from tests.helpers.app import TestApp
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.hearing import block_of, form_of_the_block, media, run_room, said
from tests.ui.rooms.run.conftest import Running

__all__ = ["media", "said"]


@pytest.fixture(params=["WAV", "FLAC", "OGG", "MP3"])
def clip(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Eight seconds of somebody else's recording."""
    path = tmp_path / f"Klip æøå.{request.param.lower()}"
    tone = np.sin(np.arange(8 * 16_000) / 20) * 0.3
    soundfile.write(path, tone, 16_000, format=request.param)
    return path


@pytest.fixture
def group(sample_app: TestApp, qtbot: QtBot) -> Running:
    """A session with no recording, at its block of Lån et øre."""
    base, block = sample_app.base, block_of(sample_app)
    with base.atomic():
        for item in base.agenda.of_session(block.session_id):
            now = sample_app.clock.now() if item.id == block.id else None
            base.agenda.save(replace(item, started=now, ended=None))
    sample_app.workspace.open_session(None)
    sample_app.workspace.open_session(block.session_id)
    run_room(sample_app)
    qtbot.waitUntil(sample_app.window.isActiveWindow)
    return Running(sample_app, qtbot)


def choose_file(app: TestApp, qtbot: QtBot, path: Path) -> None:
    """Choose a file in the dialog that is open, which stands in nobody's way."""
    dialog = app.window.findChild(QFileDialog, "clip_file")
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(path))
    dialog.close()
    qtbot.waitUntil(lambda: not app.jobs.running, timeout=20_000)


def press(run: Running, name: str) -> None:
    button = run.room.capture.ear.findChild(Button, name)
    assert button is not None
    assert button.isVisible()
    run.click(button)


def test_group_gets_a_clip_and_hears_the_whole_of_it(
    group: Running, media: FakeMedia, clip: Path
) -> None:
    app, card = group.app, group.room.capture.ear
    press(group, "ear_framed")
    press(group, "ear_file")
    choose_file(app, group.qtbot, clip)
    assert card.step is EarStep.CHOOSING
    assert card.choosing.list.currentItem().text() == "Klip æøå · 0:00–0:08 · 0:08"
    press(group, "ear_listen")
    press(group, "ear_play")
    group.qtbot.waitUntil(media.sounds)
    media.advance(3_000)
    press(group, "ear_mark")
    note = group.record.reflections[-1]
    assert app.workspace.desk.lend_an_ear.place_of(note) == (group.record.passages[-1].id, 3_000)
    assert not group.record.recordings
    app.workspace.undo()
    app.workspace.undo()
    app.workspace.undo()
    assert not group.record.passages
    app.workspace.redo()
    assert group.record.passages[-1].title == "Klip æøå"


@pytest.mark.parametrize("clip", ["WAV"], indirect=True)
def test_clip_that_is_called_off_leaves_nothing(
    group: Running, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Progress, "is_cancelled", property(lambda _self: True))
    press(group, "ear_framed")
    press(group, "ear_file")
    choose_file(group.app, group.qtbot, clip)
    assert not group.record.passages
    assert not group.record.clips
    folder = group.app.base.recording_folder(group.record.session.id)
    assert not list(folder.glob("*")) if folder.exists() else True


def test_file_that_is_no_sound_is_told(group: Running, said: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "notat.wav"
    wrong.write_text("ikke lyd")
    press(group, "ear_framed")
    press(group, "ear_file")
    choose_file(group.app, group.qtbot, wrong)
    assert any("notat.wav" in sentence for sentence in said)
    assert not group.record.passages


@pytest.mark.parametrize("clip", ["OGG"], indirect=True)
def test_block_gets_its_clip_in_its_form(sample_app: TestApp, qtbot: QtBot, clip: Path) -> None:
    picker = form_of_the_block(sample_app).item.form.picker
    qtbot.mouseClick(picker.file, Qt.MouseButton.LeftButton)
    choose_file(sample_app, qtbot, clip)
    heard = sample_app.workspace.desk.passages.of_block(block_of(sample_app))
    assert [one.passage.title for one in heard] == ["Klip æøå"]
    sample_app.workspace.undo()
    assert not sample_app.workspace.desk.passages.of_block(block_of(sample_app))
