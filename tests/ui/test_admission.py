"""The passphrase before the first room, and the making of an encrypted knowledge base."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.recovery_key import new_recovery_key, read_recovery_key
from flipdesk.knowledge.file_header import is_plain
from flipdesk.knowledge.key_place import is_encrypted
from flipdesk.knowledge.keychain import remember
from flipdesk.knowledge.keys import Keys
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import hold_database
from flipdesk.ui.admission import Admitted, admit
from flipdesk.ui.dialogs.new_base_dialog import NewBaseDialog
from flipdesk.ui.dialogs.recovery_key_dialog import RecoveryKeyDialog
from flipdesk.ui.dialogs.unlock_dialog import UnlockDialog
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.focus_frame import FocusRing
from tests.helpers.app import MORNING
from tests.helpers.keychains import MemoryKeychain, keychain
from tests.helpers.locked import PASSPHRASE, new_keys
from tests.helpers.windows import when_shown

__all__ = ["keychain"]


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme("light", 1.0)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobRunner]:
    jobs = JobRunner(ThreadPoolExecutor(max_workers=1))
    yield jobs
    jobs.close()


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    folder = tmp_path / "låst.flipkb"
    keys, _recovery = new_keys(folder)
    KnowledgeBase.create(folder, ManualClock(MORNING), (), keys=keys).close()
    return folder


def unlocking(qtbot: QtBot, theme: Theme, jobs: JobRunner, folder: Path) -> UnlockDialog:
    dialog = UnlockDialog(theme, folder, jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_the_right_passphrase_unlocks_and_is_let_go_of(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, locked: Path
) -> None:
    dialog = unlocking(qtbot, theme, jobs, locked)
    assert dialog.focusWidget() is dialog.secret
    qtbot.keyClicks(dialog.secret, "x")
    assert dialog.secret.displayText() != "x"
    dialog.secret.setText(PASSPHRASE)
    qtbot.keyClick(dialog.secret, Qt.Key.Key_Return)
    assert dialog.is_busy
    qtbot.waitUntil(lambda: dialog.keys is not None)
    assert not dialog.isVisible()
    assert dialog.secret.text() == ""


def test_a_wrong_passphrase_is_said_and_may_be_tried_again(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, locked: Path
) -> None:
    dialog = unlocking(qtbot, theme, jobs, locked)
    qtbot.keyClick(dialog.secret, Qt.Key.Key_Return)
    assert "Skriv adgangssætningen" in dialog.problem
    dialog.secret.setText("noget helt andet")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert "ikke den rigtige" in dialog.problem
    assert dialog.keys is None
    assert dialog.focusWidget() is dialog.secret
    assert dialog.secret.selectedText()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_typed_is_shown_when_asked_for(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, locked: Path
) -> None:
    dialog = unlocking(qtbot, theme, jobs, locked)
    dialog.secret.setText("abc")
    box = dialog.findChild(QCheckBox, "key_show")
    assert isinstance(box, QCheckBox)
    box.click()
    assert dialog.secret.echoMode() == QLineEdit.EchoMode.Normal
    assert dialog.secret.displayText() == "abc"


def test_a_new_base_needs_the_same_passphrase_twice(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path
) -> None:
    folder = tmp_path / "ny.flipkb"
    dialog = NewBaseDialog(theme, folder, jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    for first, second, problem in (
        ("kort", "kort", "mindst 12"),
        (PASSPHRASE, f"{PASSPHRASE}!", "ikke ens"),
    ):
        dialog.pair.first.setText(first)
        dialog.pair.second.setText(second)
        dialog.accept_button.click()
        assert problem in dialog.problem
    assert not folder.exists()
    dialog.pair.second.setText(PASSPHRASE)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.keys is not None
    assert read_recovery_key(dialog.recovery)
    assert Keys.unlock(folder, PASSPHRASE).database == dialog.keys.database


def make_encrypted(dialog: NewBaseDialog) -> None:
    dialog.pair.first.setText(PASSPHRASE)
    dialog.pair.second.setText(PASSPHRASE)
    dialog.accept_button.click()


def test_the_first_start_recommends_encryption_and_shows_the_key(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    folder = tmp_path / "ny.flipkb"
    shown: list[str] = []

    def keep(dialog: RecoveryKeyDialog) -> None:
        shown.append(dialog.key.text().replace("\n", ""))
        dialog.print_text = lambda _text, _parent: False
        dialog.print_button.click()
        assert "kan ikke udskrives" in dialog.told.text()
        dialog.save(tmp_path / "nøgle.txt")
        dialog.go_button.click()
        assert not dialog.key.isVisible()
        for typed, told in (("noget", "en fejl"), (new_recovery_key(), "en anden")):
            dialog.typed.setText(typed)
            dialog.go_button.click()
            assert told in dialog.told.text()
        dialog.back_button.click()
        assert dialog.key.isVisible()
        dialog.go_button.click()
        QTest.keyClicks(dialog.typed, shown[0].lower().replace("-", " "))
        QTest.keyClick(dialog.typed, Qt.Key.Key_Return)

    when_shown(NewBaseDialog, make_encrypted)
    when_shown(RecoveryKeyDialog, keep)
    admitted = admit(folder, theme)
    assert admitted is not None
    assert admitted.keys is not None
    assert not admitted.news
    base = hold_database(folder, ManualClock(MORNING), admitted.keys)()
    base.close()
    assert is_encrypted(folder)
    assert not is_plain(folder / "knowledge.sqlite")
    assert Keys.unlock(folder, shown[0]).database == admitted.keys.database
    paper = tmp_path / "nøgle.txt"
    assert shown[0] in paper.read_text("utf-8")
    assert paper.stat().st_mode & 0o777 == 0o600


def test_whoever_does_not_keep_the_recovery_key_is_told(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    when_shown(NewBaseDialog, make_encrypted)
    when_shown(RecoveryKeyDialog, lambda dialog: dialog.reject())
    admitted = admit(tmp_path / "ny.flipkb", theme)
    assert admitted is not None
    assert "ikke gemt" in admitted.news


def test_without_encryption_is_one_press(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folder = tmp_path / "ny.flipkb"
    when_shown(NewBaseDialog, lambda dialog: dialog.plain_button.click())
    assert admit(folder, theme) == Admitted()
    assert not folder.exists()


def test_whoever_turns_back_opens_and_makes_nothing(
    qtbot: QtBot, theme: Theme, tmp_path: Path, locked: Path
) -> None:
    kinds: tuple[tuple[type[QDialog], Path], ...] = (
        (NewBaseDialog, tmp_path / "ny.flipkb"),
        (UnlockDialog, locked),
    )
    for kind, folder in kinds:
        when_shown(kind, lambda dialog: dialog.reject())
        assert admit(folder, theme) is None
    assert not (tmp_path / "ny.flipkb").exists()


def test_a_plain_knowledge_base_is_not_asked_about(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    folder = tmp_path / "åben.flipkb"
    KnowledgeBase.create(folder, ManualClock(MORNING), ()).close()
    assert admit(folder, theme) == Admitted()


def test_a_computer_that_remembers_opens_by_itself(
    qtbot: QtBot, theme: Theme, locked: Path, keychain: MemoryKeychain
) -> None:
    remember(Keys.unlock(locked, PASSPHRASE))
    admitted = admit(locked, theme)
    assert admitted is not None
    assert admitted.keys is not None


def test_a_keychain_without_the_key_or_without_an_answer_leaves_the_passphrase(
    qtbot: QtBot, theme: Theme, locked: Path, keychain: MemoryKeychain
) -> None:
    remember(Keys.unlock(locked, PASSPHRASE))
    keychain.answers.clear()
    said: list[str] = []

    def unlock(dialog: UnlockDialog) -> None:
        said.append(dialog.problem)
        dialog.secret.setText(PASSPHRASE)
        dialog.accept_button.click()

    when_shown(UnlockDialog, unlock)
    admitted = admit(locked, theme)
    assert admitted is not None
    assert admitted.keys is not None
    assert "nøglering" in said[0]
    keychain.answers.set()
    keychain.kept.clear()

    def look(dialog: UnlockDialog) -> None:
        if "åbner den ikke" in dialog.problem:
            dialog.reject()
        else:
            QTimer.singleShot(10, lambda: look(dialog))

    when_shown(UnlockDialog, look)
    assert admit(locked, theme) is None


def test_focus_is_ringed_before_there_is_a_window(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    rings: list[bool] = []

    def look(dialog: NewBaseDialog) -> None:
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.pair.second.setFocus()
        rings.append(any(one.isVisible() for one in dialog.findChildren(FocusRing)))
        dialog.reject()

    when_shown(NewBaseDialog, look)
    assert admit(tmp_path / "ny.flipkb", theme) is None
    assert rings == [True]
