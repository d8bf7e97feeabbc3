"""The journal of use in the window: what is noted while one works, shown, and given to a person."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import RecordingId
from flipdesk.domain.use import Act, Thing
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.use_file import UseFile
from flipdesk.services.journal import Journal
from flipdesk.ui.dialogs.journal_dialog import JournalDialog
from flipdesk.ui.widgets.form_area import FormArea
from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.helpers.word import visible_text

RECORDING = RecordingId("00000000-0000-4000-8000-000000000001")


def opened(app: TestApp, qtbot: QtBot) -> JournalDialog:
    app.commands.action("kb.journal").trigger()
    qtbot.waitUntil(lambda: app.window.findChild(JournalDialog) is not None)
    dialog = app.window.findChild(JournalDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.lines.count() > 0)
    return dialog


def texts(dialog: JournalDialog) -> list[str]:
    return [dialog.lines.item(row).text() for row in range(dialog.lines.count())]


def test_what_was_opened_is_shown_and_the_journal_is_whole(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    dialog = opened(sample_app, qtbot)
    assert dialog.state.text().startswith("Brugsjournalen er hel")
    assert any("Session: åbnet, Samtaleflip 3" in one for one in texts(dialog))
    assert any("Vidensbasen: åbnet" in one for one in texts(dialog))
    dialog.accept_button.click()


def test_a_person_gets_a_report_of_their_lines_alone(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(sample_app, qtbot)
    assert not dialog.report_button.isEnabled()
    dialog.about.setCurrentIndex(dialog.about.findText("Mette Holm"))
    assert not any("Vidensbasen" in one for one in texts(dialog))
    assert any("Session: åbnet" in one for one in texts(dialog))
    QTest.mouseClick(dialog.report_button, Qt.MouseButton.LeftButton)
    box = dialog.findChild(QFileDialog, "journal_save_as")
    assert box is not None
    target = tmp_path / "brug.docx"
    box.fileSelected.emit(str(target))
    box.close()
    qtbot.waitUntil(lambda: "Gemt" in dialog.said.text(), timeout=20_000)
    assert "Mette Holm" in visible_text(target.read_bytes())
    dialog.accept_button.click()


def test_a_journal_that_cannot_be_written_is_told_once_and_stops_nothing(
    app: TestApp, qtbot: QtBot
) -> None:
    told: list[str] = []
    app.workspace.problem.connect(told.append)
    place = Path(app.workspace.desk.journal.path)
    qtbot.waitUntil(lambda: place.exists() and place.read_bytes().endswith(b"\n"))
    place.unlink()
    place.mkdir()
    journal = app.workspace.desk.journal
    journal.note(Act.EXPORTED, Thing.SELECTION)
    journal.note(Act.EXPORTED, Thing.SELECTION)
    qtbot.waitUntil(lambda: len(told) == 1)
    app.use_notes.settle()
    place.rmdir()
    journal.note(Act.DELETED, Thing.SELECTION)
    app.use_notes.close()
    assert len(told) == 1
    assert [one.act for one in journal.uses()] == ["deleted", "closed"]


def test_closing_the_window_is_remembered(sample_app: TestApp, qtbot: QtBot) -> None:
    folder = sample_app.base.folder
    session = sample_session_id()
    sample_app.use_notes.close()
    acts = [(one.act, one.guid) for one in UseFile(folder, SystemClock()).uses()]
    assert acts[0] == ("opened", "")
    assert ("opened", session) in acts
    assert acts[-1] == ("closed", "")
    assert isinstance(sample_app.base, KnowledgeBase)
    lines = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "journal.jsonl").write_bytes(b"".join(lines[:-1]))
    assert Journal(sample_app.base, SystemClock()).check().is_shortened


@pytest.mark.parametrize("hits", [1, 3])
def test_playing_and_pausing_is_one_line(sample_app: TestApp, hits: int) -> None:
    journal = sample_app.workspace.desk.journal
    session = sample_session_id()
    for _hit in range(hits):
        journal.played(session, RECORDING, 1_000)
        sample_app.clock.advance(minutes=1)
    sample_app.clock.advance(minutes=10)
    journal.played(session, RECORDING, 2_000)
    sample_app.use_notes.close()
    played = [one for one in journal.uses() if one.act == "played"]
    assert [one.details["from_ms"] for one in played] == [1_000, 2_000]


def test_in_the_smallest_window_with_large_text_nothing_is_cut_off(
    qtbot: QtBot, tmp_path: Path
) -> None:
    app = open_app(tmp_path, sample=True, text_scale=1.5)
    app.window.resize(853, 480)
    dialog = opened(app, qtbot)
    qtbot.waitExposed(dialog)
    right = dialog.lines.mapTo(dialog, dialog.lines.rect().bottomRight()).x()
    area = dialog.findChild(FormArea)
    assert area is not None
    bar = area.verticalScrollBar()
    assert right < bar.mapTo(dialog, bar.rect().topLeft()).x()
    dialog.accept_button.click()
    close_app(app)
