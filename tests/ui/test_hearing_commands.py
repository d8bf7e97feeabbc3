"""A recording is written down in the background: whole, stopped and gone on with, put off."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.transcript import Transcript
from flipdesk.ui.hearing_commands import HearingCommands
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.hearing import install, make_model
from tests.ui.rooms.compile.listening_room import add_recording, loud


@pytest.fixture(autouse=True)
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)


@pytest.fixture
def said(sample_app: TestApp) -> list[str]:
    told: list[str] = []
    sample_app.workspace.problem.connect(told.append)
    sample_app.workspace.information.connect(told.append)
    return told


def choose(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_args: "" if folder is None else str(folder)
    )


def commands(app: TestApp) -> HearingCommands:
    found = app.window.findChild(HearingCommands)
    assert found is not None
    return found


def begin(app: TestApp) -> None:
    app.commands.action("transcript.hear").trigger()
    QApplication.processEvents()


def ended(app: TestApp, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not commands(app).is_running, timeout=60_000)


def draft(app: TestApp) -> Transcript:
    (one,) = app.base.transcripts.of_session(sample_session_id())
    return one


def test_written_down_and_the_folder_asked_for_once(
    sample_app: TestApp,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
) -> None:
    add_recording(sample_app, [(0, loud(300_000))])
    choose(monkeypatch, make_model(tmp_path / "hvisk", say="Vi griber det", every_s=60))
    begin(sample_app)
    ended(sample_app, qtbot)
    assert said == ["Maskinudkastet er klar. Ret det, før du bruger det."]
    assert not draft(sample_app).is_unfinished
    assert sample_app.base.transcript_segments.count(draft(sample_app).id) >= 5
    choose(monkeypatch, None)
    begin(sample_app)
    assert "allerede skrevet ned" in said[-1]


def test_stopped_and_gone_on_with(
    sample_app: TestApp,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
) -> None:
    add_recording(sample_app, [(0, loud(300_000))])
    model = make_model(tmp_path / "hvisk", hang=True)
    choose(monkeypatch, model)
    begin(sample_app)
    qtbot.waitUntil(lambda: bool(sample_app.jobs.running))
    (title,) = sample_app.jobs.running
    sample_app.jobs.cancel(title)
    ended(sample_app, qtbot)
    assert said[-1].startswith("Nedskrivningen er standset ved 0:00.")
    assert draft(sample_app).is_unfinished
    make_model(model, every_s=60)
    begin(sample_app)
    ended(sample_app, qtbot)
    assert not draft(sample_app).is_unfinished


def test_put_off_while_the_session_is_recorded(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_recording(sample_app, [(0, loud(300_000))])
    model = make_model(tmp_path / "hvisk", hang=True)
    choose(monkeypatch, model)
    begin(sample_app)
    sample_app.commands.action("recording.toggle").trigger()
    qtbot.waitUntil(lambda: sample_app.recording.is_recording)
    ended(sample_app, qtbot)
    make_model(model, every_s=60)
    sample_app.recording.stop()
    qtbot.waitUntil(lambda: commands(sample_app).is_running)
    ended(sample_app, qtbot)
    assert not draft(sample_app).is_unfinished


def test_every_refusal_says_why(
    sample_app: TestApp,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    said: list[str],
) -> None:
    begin(sample_app)
    assert "ingen optagelse" in said[-1]
    add_recording(sample_app, [(0, loud(20_000))])
    choose(monkeypatch, tmp_path)
    begin(sample_app)
    assert "ingen Whisper-model" in said[-1]
    choose(monkeypatch, make_model(tmp_path / "hvisk", broken=True))
    begin(sample_app)
    ended(sample_app, qtbot)
    assert "Unable to open file 'model.bin'" in said[-1]
    sample_app.workspace.open_session(None)
    begin(sample_app)
    assert "Ingen session er åben" in said[-1]
