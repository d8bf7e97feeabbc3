"""The page of backups: what there is, trying one, and going back after a second press."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import new_guid
from flipdesk.services.capturing import Moment
from flipdesk.services.restoring import SCRATCH
from flipdesk.ui.dialogs.backups_dialog import BackupsDialog
from tests.helpers.app import TestApp, sample_session_id


def opened(app: TestApp) -> BackupsDialog:
    app.commands.action("kb.backups").trigger()
    (dialog,) = app.window.findChildren(BackupsDialog)
    return dialog


def note(app: TestApp, text: str) -> None:
    moment = Moment(app.clock.now(), None)
    capturing = app.workspace.desk.capturing
    assert app.workspace.perform(lambda: capturing.commit(sample_session_id(), text, moment))


def back_up(app: TestApp, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(app.backup_watch.made) as told:
        app.commands.action("kb.backup").trigger()
    return Path(told.args[0].path)


def tried(dialog: BackupsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.work.tried):
        QTest.mouseClick(dialog.try_button, Qt.MouseButton.LeftButton)


def test_trying_a_backup_shows_what_would_change_and_changes_nothing(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    app = sample_app
    first = back_up(app, qtbot)
    app.advance(3_600_000)
    note(app, "kom til bagefter")
    before = app.base.writes
    app.workspace.backup_wanted.emit(first)
    dialog = opened(app)
    assert dialog.chosen is not None
    assert dialog.chosen.path == first
    assert dialog.names.currentItem().text() == "i dag kl. 8.52, lavet i hånden, 1 session"
    assert not dialog.restore_button.isEnabled()
    tried(dialog, qtbot)
    assert dialog.said.text().startswith("Den kan gendannes: 1 session og 27 noter, på ")
    assert "1 session bliver, som den var." in dialog.said.text()
    assert dialog.changes.text() == "• Samtaleflip 3 (22. april 2021): 1 note forsvinder"
    assert dialog.restore_button.isEnabled()
    assert app.base.writes == before
    assert (app.base.folder / SCRATCH).exists()
    dialog.close()
    assert not (app.base.folder / SCRATCH).exists()


def test_second_press_closes_the_window_and_the_next_one_holds_the_backup(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    app, folder = sample_app, sample_app.base.folder
    back_up(app, qtbot)
    text = new_guid()
    note(app, text)
    dialog = opened(app)
    tried(dialog, qtbot)
    dialog.restore_button.click()
    assert app.window.isVisible()
    assert dialog.restore_button.accessibleName() == "Gendan nu"
    dialog.restore_button.click()
    assert not app.window.isVisible()
    app.close()
    assert app.successor is not None
    base = app.successor.base()
    try:
        assert text not in {one.text for one in base.reflections.of_session(sample_session_id())}
        kept = base.backups()[0]
        assert kept.name.endswith("before-restore.sqlite")
        assert text.encode() in kept.read_bytes()
        assert base.folder == folder
        assert not (folder / SCRATCH).exists()
    finally:
        base.close()


def test_nothing_is_restored_while_something_is_recorded(sample_app: TestApp, qtbot: QtBot) -> None:
    back_up(sample_app, qtbot)
    dialog = opened(sample_app)
    tried(dialog, qtbot)
    sample_app.commands.action("recording.toggle").trigger()
    sample_app.advance(1_000)
    dialog.restore_button.click()
    dialog.restore_button.click()
    assert dialog.said.text() == "Stop optagelsen, før du gendanner en sikkerhedskopi."
    assert sample_app.window.isVisible()
    sample_app.recording.stop()


def test_damaged_backup_is_said_to_be_and_left_as_it_is(sample_app: TestApp, qtbot: QtBot) -> None:
    backup = back_up(sample_app, qtbot)
    whole = bytearray(backup.read_bytes())
    whole[-100] ^= 1
    backup.write_bytes(whole)
    dialog = opened(sample_app)
    with qtbot.waitSignal(dialog.work.failed):
        dialog.try_button.click()
    assert f"{backup.name} er beskadiget" in dialog.said.text()
    assert not dialog.restore_button.isEnabled()
    assert dialog.try_button.isEnabled()
    assert backup.read_bytes() == whole


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_page_is_used_by_keyboard_alone_and_follows_what_is_made(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    dialog = opened(sample_app)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.chosen is None
    assert not dialog.try_button.isEnabled()
    with qtbot.waitSignal(sample_app.backup_watch.made):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        while focused() is not dialog.make_button:
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        QTest.keyClick(dialog.make_button, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.try_button.isEnabled)
    assert dialog.names.count() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_menu_opens_the_page_on_the_backup_that_is_chosen(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    first = back_up(sample_app, qtbot)
    sample_app.advance(60_000)
    back_up(sample_app, qtbot)
    sample_app.workspace.backup_wanted.emit(first)
    (dialog,) = sample_app.window.findChildren(BackupsDialog)
    assert dialog.names.currentRow() == 1


def test_copy_to_another_disk_is_chosen_from_the_palette_and_told(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_args: str(usb)))
    told: list[str] = []
    sample_app.workspace.information.connect(told.append)
    sample_app.commands.action("kb.copy").trigger()
    qtbot.waitUntil(lambda: bool(told))
    (copy,) = usb.iterdir()
    assert str(copy) in told[0]
    assert "optagelserne er ikke med" in told[0]
    assert (copy / "knowledge.sqlite").exists()
