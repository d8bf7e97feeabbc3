"""Encrypting, decrypting and changing keys from the window, as somebody at the keyboard does it."""

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flipdesk.domain.clock import ManualClock
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.key_place import is_encrypted
from flipdesk.knowledge.keychain import remembers
from flipdesk.knowledge.keys import Keys, WrongSecretError
from flipdesk.opening import hold_database
from flipdesk.stage import Stage
from flipdesk.ui.dialogs.conversion_dialog import ConversionDialog
from flipdesk.ui.dialogs.encryption_dialog import EncryptDialog, EncryptionDialog, KeyAct
from flipdesk.ui.dialogs.recovery_key_dialog import RecoveryKeyDialog
from flipdesk.ui.dialogs.unlock_dialog import UnlockDialog
from flipdesk.ui.encryption_commands import EncryptionCommands
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.helpers.app import MORNING, TestApp, close_app, open_app, sample_record
from tests.helpers.keychains import MemoryKeychain, keychain
from tests.helpers.locked import PASSPHRASE, new_keys
from tests.helpers.windows import when_shown

__all__ = ["keychain"]

NEW = "syv gule paraplyer i regn"


def opened(app: TestApp) -> EncryptDialog | EncryptionDialog:
    app.commands.action("kb.encryption").trigger()
    commands = app.window.findChild(EncryptionCommands)
    assert isinstance(commands, EncryptionCommands)
    assert commands.dialog is not None
    return commands.dialog


def encrypt(app: TestApp) -> None:
    dialog = opened(app)
    assert isinstance(dialog, EncryptDialog)
    assert dialog.focusWidget() is dialog.pair.first
    QTest.keyClicks(dialog.pair.first, PASSPHRASE)
    QTest.keyClick(dialog.pair.first, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.pair.second
    QTest.keyClicks(dialog.pair.second, PASSPHRASE)
    QTest.keyClick(dialog.pair.second, Qt.Key.Key_Return)
    assert not app.window.isVisible()


def followed(app: TestApp) -> Stage:
    """Close the window for good and return what comes after it."""
    app.close()
    stage = app.follow()
    assert stage is not None
    return stage


def recovery_kept(shown: list[str]) -> None:
    def keep(dialog: RecoveryKeyDialog) -> None:
        shown.append(dialog.key.text().replace("\n", ""))
        dialog.go_button.click()
        dialog.typed.setText(shown[-1])
        dialog.go_button.click()

    when_shown(RecoveryKeyDialog, keep)


def folder_of(app: TestApp) -> Path:
    return app.base.folder


def test_the_window_encrypts_its_knowledge_base_and_goes_on(sample_app: TestApp) -> None:
    folder, shown = folder_of(sample_app), list[str]()
    sample_app.base.back_up("one")
    encrypt(sample_app)
    recovery_kept(shown)
    stage = followed(sample_app)
    base = stage.base()
    assert base.keys is not None
    assert base.sessions.get(sample_record().session.id) is not None
    base.close()
    assert not any(is_plain(path) for path in folder.rglob("*.sqlite"))
    assert same(Keys.unlock(folder, shown[0]), Keys.unlock(folder, PASSPHRASE))


def same(one: Keys, other: Keys) -> bool:
    return one.database == other.database


def test_stopped_at_once_the_window_opens_on_what_there_is(
    sample_app: TestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(sample_app)
    encrypt(sample_app)
    said: list[str] = []

    def go_on(dialog: ConversionDialog) -> None:
        said.append(dialog.told)
        dialog.stop_button.click()

    monkeypatch.setattr("flipdesk.ui.jobs.Progress.is_cancelled", property(lambda _self: True))
    when_shown(ConversionDialog, lambda dialog: wait_and(dialog, go_on))
    stage = followed(sample_app)
    stage.base().close()
    assert "Stoppet" in said[0]
    assert not is_encrypted(folder)
    assert is_plain(folder / "knowledge.sqlite")


def wait_and(dialog: ConversionDialog, act: object) -> None:
    from PySide6.QtCore import QTimer

    def look() -> None:
        if dialog.stop_button.text() == "Åbn vidensbasen":
            assert callable(act)
            act(dialog)
        else:
            QTimer.singleShot(10, look)

    look()


@pytest.fixture
def locked(qtbot: QtBot, tmp_path: Path) -> Iterator[TestApp]:
    """The window on an encrypted knowledge base that holds the sample session."""
    keys, _recovery = new_keys(tmp_path / "test.flipkb")
    opened = open_app(tmp_path, sample=True, keys=keys)
    yield opened
    close_app(opened)


def ask(app: TestApp, act: KeyAct, current: str) -> EncryptionDialog:
    dialog = opened(app)
    assert isinstance(dialog, EncryptionDialog)
    dialog.current.setText(current)
    dialog.act.setCurrentIndex(dialog.act.findData(act))
    return dialog


def test_the_passphrase_is_changed_by_whoever_has_the_old_one(
    locked: TestApp, qtbot: QtBot
) -> None:
    folder = folder_of(locked)
    dialog = ask(locked, KeyAct.PASSPHRASE, "noget helt andet")
    for field in (dialog.pair.first, dialog.pair.second):
        field.setText(NEW)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert "ikke den rigtige" in dialog.problem
    assert dialog.pair.first.text() == NEW
    dialog.current.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "skiftet" in locked.frame.toast.text)
    Keys.unlock(folder, NEW)
    with pytest.raises(WrongSecretError):
        Keys.unlock(folder, PASSPHRASE)


def test_a_new_recovery_key_is_shown(locked: TestApp, qtbot: QtBot) -> None:
    folder, shown = folder_of(locked), list[str]()
    dialog = ask(locked, KeyAct.RECOVERY, PASSPHRASE)
    assert not dialog.pair.first.isVisible()
    recovery_kept(shown)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: bool(shown))
    assert same(Keys.unlock(folder, shown[0]), Keys.unlock(folder, PASSPHRASE))


def test_the_encryption_is_taken_away(locked: TestApp, qtbot: QtBot) -> None:
    folder = folder_of(locked)
    dialog = ask(locked, KeyAct.DECRYPT, PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not locked.window.isVisible())
    base = followed(locked).base()
    assert base.keys is None
    assert base.sessions.get(sample_record().session.id) is not None
    base.close()
    assert not is_encrypted(folder)


def test_it_has_to_wait_for_a_recording(sample_app: TestApp) -> None:
    sample_app.recording.start()
    sample_app.advance(500)
    sample_app.commands.action("kb.encryption").trigger()
    assert len(sample_app.frame.messages.sentences) == 1
    commands = sample_app.window.findChild(EncryptionCommands)
    assert isinstance(commands, EncryptionCommands)
    assert commands.dialog is None


def test_the_window_that_comes_next_asks_for_the_passphrase(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    from flipdesk.entrance import enter

    folder, theme = folder_of(sample_app), sample_app.theme
    encrypt(sample_app)
    recovery_kept([])
    followed(sample_app).base().close()

    def unlock(dialog: UnlockDialog) -> None:
        dialog.secret.setText(PASSPHRASE)
        dialog.accept_button.click()

    when_shown(UnlockDialog, unlock)
    stage = enter(folder, theme)
    assert stage is not None
    base = stage.base()
    assert base.keys is not None
    base.close()
    when_shown(UnlockDialog, lambda dialog: dialog.reject())
    assert enter(folder, theme) is None


def is_told(app: TestApp, words: str) -> bool:
    return words in app.frame.toast.text


def test_the_dialog_is_used_by_keyboard_alone(locked: TestApp, qtbot: QtBot) -> None:
    folder, shown = folder_of(locked), list[str]()
    dialog = opened(locked)
    assert isinstance(dialog, EncryptionDialog)
    assert dialog.focusWidget() is dialog.act
    QTest.keyClick(dialog.act, Qt.Key.Key_Down)
    assert dialog.act.currentData() == KeyAct.RECOVERY
    QTest.keyClick(dialog.act, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.current
    QTest.keyClicks(dialog.current, PASSPHRASE)
    recovery_kept(shown)
    QTest.keyClick(dialog.current, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(shown))
    Keys.unlock(folder, shown[0])


def test_the_computer_remembers_and_forgets(
    locked: TestApp, qtbot: QtBot, keychain: MemoryKeychain
) -> None:
    folder = folder_of(locked)
    for act, told in ((KeyAct.REMEMBER, "åbner den selv"), (KeyAct.FORGET, "spørger efter")):
        dialog = ask(locked, act, PASSPHRASE)
        dialog.accept_button.click()
        qtbot.waitUntil(partial(is_told, locked, told))
        assert remembers(folder) == (act == KeyAct.REMEMBER)
    assert not keychain.kept


def test_without_a_keychain_the_dialog_says_so_and_stays(locked: TestApp, qtbot: QtBot) -> None:
    dialog = ask(locked, KeyAct.REMEMBER, PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: "ingen nøglering" in dialog.problem)
    dialog.reject()
    assert not remembers(folder_of(locked))


def test_what_a_stopped_conversion_left_readable_is_told_and_encrypted(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "test.flipkb"
    keys, _recovery = new_keys(folder)
    hold_database(folder, ManualClock(MORNING), keys)().close()
    plain = folder / "backups" / "2021-04-22T06-52-00Z-by-hand.sqlite"
    plain.parent.mkdir(exist_ok=True)
    with sqlite3.connect(plain) as made:
        made.execute("create table one (word text)")
    made.close()
    app = open_app(tmp_path, keys=keys)
    qtbot.waitUntil(lambda: bool(app.frame.messages.sentences))
    assert "1 fil i vidensbasen er endnu ikke krypteret" in app.frame.messages.sentences[0]
    (message,) = app.frame.messages.findChildren(InlineMessage)
    assert message.action_button is not None
    message.action_button.click()
    assert not app.window.isVisible()
    followed(app).base().close()
    assert not is_plain(plain)
    close_app(app)
