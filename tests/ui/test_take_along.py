"""Taking sessions along from the window: what, of which, what has to be decided, and where to."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.selection import Selection
from flipdesk.exchange.refi.read_project import read_package
from flipdesk.services.taking_along import TakenAs, Wish
from flipdesk.ui.dialogs.take_along_dialog import TakeAlongDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.taking_along import TakingAlong
from tests.helpers.app import TestApp, sample_session_id


def opened(
    app: TestApp, qtbot: QtBot, tmp_path: Path, command: str = "knowledge.take_along"
) -> TakeAlongDialog:
    """Open the dialog; whatever it saves goes into the test's folder."""
    app.commands.action(command).trigger()
    qtbot.waitUntil(lambda: app.window.findChild(TakeAlongDialog) is not None)
    dialog = app.window.findChild(TakeAlongDialog)
    assert dialog is not None
    dialog.ask_where = lambda name: tmp_path / name
    return dialog


def save(dialog: TakeAlongDialog, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(dialog.work.written, timeout=20_000) as written:
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert written.args is not None
    return Path(str(written.args[0]))


def test_project_is_saved_and_told(sample_app: TestApp, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(sample_app, qtbot, tmp_path)
    assert TakenAs(dialog.kind.currentData()) is TakenAs.PROJECT
    path = save(dialog, qtbot)
    assert path.name == "2021-04-22 Samtaleflip 3 Nordby Kommune.qdpx"
    assert read_package(path.read_bytes()).texts
    assert "1 session" in dialog.said.text()
    assert dialog.isVisible()
    assert sample_app.base.pseudonym_key.entries()
    dialog.cancel_button.click()
    assert not dialog.isVisible()


@pytest.mark.parametrize("kind", list(TakenAs))
def test_every_kind_can_be_saved(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path, kind: TakenAs
) -> None:
    dialog = opened(sample_app, qtbot, tmp_path)
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))
    path = save(dialog, qtbot)
    assert path.is_dir() if kind.is_folder else path.stat().st_size
    dialog.close()


def test_what_must_be_decided_is_decided_here(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    (note, *_rest) = sample_app.base.reflections.of_session(sample_session_id())
    sample_app.base.reflections.save(
        replace(note, text="Borgeren hedder Kirsten Brandt. Ring 22 33 44 55.")
    )
    dialog = opened(sample_app, qtbot, tmp_path)
    with qtbot.waitSignal(dialog.work.looked):
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert dialog.gate.isVisible()
    assert dialog.gate.sentence.startswith("2 ting")
    assert dialog.gate.cards[0].first_button().hasFocus()
    with qtbot.waitSignal(dialog.work.looked):
        dialog.gate.cards[0].first_button().click()
    assert dialog.gate.sentence.startswith("1 ting")
    with qtbot.waitSignal(dialog.work.written, timeout=20_000):
        dialog.gate.cards[0].first_button().click()
    (path,) = tmp_path.glob("*.qdpx")
    (text,) = read_package(path.read_bytes()).texts
    assert "Kirsten" not in text.text
    assert "22 33" not in text.text
    dialog.close()
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    (again, *_rest) = sample_app.base.reflections.of_session(sample_session_id())
    assert "Kirsten" in again.text


def test_note_that_needs_more_is_gone_to(sample_app: TestApp, qtbot: QtBot, tmp_path: Path) -> None:
    (*_rest, note) = sample_app.base.reflections.of_session(sample_session_id())
    sample_app.base.reflections.save(replace(note, text="Ring 22 33 44 55."))
    dialog = opened(sample_app, qtbot, tmp_path)
    with qtbot.waitSignal(dialog.work.looked):
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.gate.cards[0].note_wanted.emit(note.id)
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    shown = room.notes_pane.current_note()
    assert shown is not None
    assert shown.id == note.id


def test_what_a_search_found_can_be_chosen(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    sample_app.window.enter("knowledge")
    room = sample_app.window.room
    assert isinstance(room, KnowledgeRoom)
    page = room.open_page("search")
    assert isinstance(page, SearchPage)
    page.search.field.setText("borgeren")
    dialog = opened(sample_app, qtbot, tmp_path, "knowledge.take_numbers")
    assert dialog.which.itemText(0).startswith("Det, der er fundet: ")
    found = int(dialog.which.itemText(0).rpartition(" ")[2])
    assert 0 < found < 25
    dialog.kind.setCurrentIndex(dialog.kind.findData(TakenAs.WORKBOOK.value))
    book = load_workbook(save(dialog, qtbot))
    assert book.worksheets[0].max_row + book.worksheets[1].max_row - 2 <= found
    dialog.close()


def test_sound_that_is_not_there_is_told_and_can_be_left_out(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(sample_app, qtbot, tmp_path)
    dialog.sound.setChecked(True)
    with qtbot.waitSignal(dialog.work.failed):
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "uden lyd" in dialog.said.text()
    assert dialog.accept_button.isEnabled()
    assert not list(tmp_path.glob("*.qdpx"))
    dialog.close()


def test_cancelling_leaves_nothing(sample_app: TestApp, qtbot: QtBot, tmp_path: Path) -> None:
    work = TakingAlong(sample_app.workspace, sample_app.jobs, sample_app.window)
    with qtbot.waitSignal(work.looked):
        work.look(Wish(TakenAs.PROJECT, Selection()))
    work.look(Wish(TakenAs.PROJECT, Selection()))
    busy = [work.is_busy]
    work.stop()
    assert [*busy, work.is_busy] == [True, False]
    assert not list(tmp_path.glob("*.qdpx"))


def test_nothing_held_is_told(app: TestApp, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(app, qtbot, tmp_path)
    with qtbot.waitSignal(dialog.work.failed):
        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert "ikke noget at tage med" in dialog.said.text()
    dialog.close()


def test_project_comes_home_in_one_step(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(sample_app, qtbot, tmp_path)
    path = save(dialog, qtbot)
    dialog.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    sample_app.base.sessions.delete(sample_session_id())
    with qtbot.waitSignal(sample_app.workspace.notice, timeout=20_000) as told:
        sample_app.commands.action("knowledge.import").trigger()
    assert str(told.args).startswith("['Taget ind: 1 tekst")
    assert sample_app.base.transcripts.of_session(sample_session_id())
    sample_app.workspace.undo()
    assert sample_app.base.sessions.get(sample_session_id()) is None
    path.write_bytes(b"PK")
    with qtbot.waitSignal(sample_app.workspace.problem, timeout=20_000):
        sample_app.commands.action("knowledge.import").trigger()


def test_the_row_under_the_matrix_takes_along_what_is_found(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    sample_app.window.enter("knowledge")
    room = sample_app.window.room
    assert isinstance(room, KnowledgeRoom)
    page = room.open_page("search")
    assert isinstance(page, SearchPage)
    row = page.results.matrix.take_along
    for button, kind in (
        (row.numbers_button, TakenAs.TABLE),
        (row.project_button, TakenAs.PROJECT),
    ):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: sample_app.window.findChild(TakeAlongDialog) is not None)
        dialog = sample_app.window.findChild(TakeAlongDialog)
        assert dialog is not None
        assert dialog.kind.currentData() == kind.value
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()
