"""Old minutes are taken in, read, renamed and removed in one dialog; each of it can be undone."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.ui.dialogs import materials_dialog
from flipdesk.ui.dialogs.materials_dialog import MaterialsDialog
from tests.helpers.app import TestApp, sample_session_id


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Old minutes that are chosen when the window asks for some."""
    document = Document()
    document.add_paragraph("Vi talte om gribning.")
    path = tmp_path / "Referat 2019.docx"
    document.save(str(path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))
    return path


def opened(app: TestApp, qtbot: QtBot) -> MaterialsDialog:
    app.commands.action("session.materials").trigger()
    qtbot.waitUntil(lambda: app.window.findChild(MaterialsDialog) is not None)
    dialog = app.window.findChild(MaterialsDialog)
    assert dialog is not None
    return dialog


def test_document_is_taken_in_read_renamed_and_removed(
    sample_app: TestApp, qtbot: QtBot, file: Path
) -> None:
    dialog = opened(sample_app, qtbot)
    store = sample_app.base.session_materials
    assert not dialog.remove_button.isEnabled()
    qtbot.waitUntil(dialog.add_button.hasFocus)
    assert not dialog.list.isVisible()
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=20_000)
    assert dialog.text.toPlainText() == "Vi talte om gribning."
    assert dialog.list.isVisible()
    assert "1 materiale" in dialog.said.text()
    dialog.title.setFocus()
    dialog.title.setText("Majmødet")
    QTest.keyClick(dialog.title, Qt.Key.Key_Tab)
    assert [one.title for one in store.of_session(sample_session_id())] == ["Majmødet"]
    assert dialog.list.item(0).text() == "Majmødet"
    QTest.mouseClick(dialog.remove_button, Qt.MouseButton.LeftButton)
    assert store.of_session(sample_session_id()) == ()
    dialog.accept_button.click()
    sample_app.workspace.undo()
    assert [one.title for one in store.of_session(sample_session_id())] == ["Majmødet"]


def test_word_file_is_given_back_as_it_came(
    sample_app: TestApp, qtbot: QtBot, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = file.parent / "dokumenter"
    folder.mkdir()
    monkeypatch.setattr(materials_dialog, "documents_folder", lambda: folder)
    dialog = opened(sample_app, qtbot)
    opened_files: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened_files.append(url.toLocalFile())
        return True

    dialog.open_url = open_url
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=20_000)
    QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert opened_files == [str(folder / file.name)]
    assert (folder / file.name).read_bytes() == file.read_bytes()
    dialog.close()


def test_what_is_no_document_is_told_in_the_dialog(
    sample_app: TestApp, qtbot: QtBot, file: Path
) -> None:
    file.write_bytes(b"PK")
    dialog = opened(sample_app, qtbot)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Word-fil" in dialog.said.text(), timeout=20_000)
    assert dialog.add_button.isEnabled()
    dialog.close()


def test_without_a_session_it_is_said_what_to_do(app: TestApp, qtbot: QtBot) -> None:
    with qtbot.waitSignal(app.workspace.problem) as told:
        app.commands.action("session.materials").trigger()
    assert "Ingen session er åben" in str(told.args)
