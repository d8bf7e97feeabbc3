"""A Word template is chosen in Bearbejd, used for the next minutes, and put away again."""

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from tests.helpers.app import TestApp, sample_session_id


@pytest.fixture
def pane(sample_app: TestApp) -> MinutesPane:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    return room.minutes_pane


@pytest.fixture
def template(tmp_path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Nordby Kommune hilser")
    document.add_paragraph("{{punkter}}")
    path = tmp_path / "nordby.docx"
    document.save(str(path))
    return path


def act(pane: MinutesPane, qtbot: QtBot, name: str) -> None:
    qtbot.mouseClick(pane.versions_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "template_menu")
    assert menu is not None
    action = menu.findChild(QAction, name)
    assert action is not None
    action.trigger()
    for one in pane.findChildren(QMenu):
        one.close()
    QApplication.processEvents()


def written(app: TestApp, pane: MinutesPane, qtbot: QtBot) -> list[str]:
    with qtbot.waitSignal(pane.writing.written):
        pane.write()
    newest = app.base.minutes.of_session(sample_session_id())[0]
    document = docx.Document(io.BytesIO(app.base.minutes.document(newest.id)))
    return [one.text for one in document.paragraphs]


def test_chosen_used_and_put_away(
    sample_app: TestApp,
    pane: MinutesPane,
    qtbot: QtBot,
    template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    sample_app.workspace.information.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(template), ""))
    act(pane, qtbot, "template_choose")
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].startswith("Referater skrives i nordby.docx fra nu af. Uden plads i skabelonen")
    assert "Nordby Kommune hilser" in written(sample_app, pane, qtbot)
    act(pane, qtbot, "template_own")
    assert "Nordby Kommune hilser" not in written(sample_app, pane, qtbot)


def test_template_that_is_none_or_gone_says_so(
    sample_app: TestApp, pane: MinutesPane, qtbot: QtBot, template: Path
) -> None:
    problems: list[str] = []
    sample_app.workspace.problem.connect(problems.append)
    pane.template.use(template)
    qtbot.waitUntil(lambda: pane.template.file == template)
    template.unlink()
    pane.write()
    qtbot.waitUntil(lambda: bool(problems))
    assert "kan ikke læses" in problems[-1]
    assert sample_app.base.minutes.of_session(sample_session_id()) == ()
    pane.template.use_own()
    template.write_bytes(b"%PDF-1.4")
    pane.template.use(template)
    qtbot.waitUntil(lambda: len(problems) > 1)
    assert pane.template.file is None
