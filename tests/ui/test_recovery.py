"""The screen before the first room: what a person sees of a damaged knowledge base and can do."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk import entrance
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.rescuing import SCRATCH, Rescuing
from flipdesk.stage import Stage
from flipdesk.ui.admission import Admitted
from flipdesk.ui.dialogs.recovery_dialog import Outcome, RecoveryDialog
from flipdesk.ui.idle_work import QUIET_MS
from flipdesk.ui.jobs import JobRunner
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.faults.test_damage import FILE, PAGE, Victim, _overwrite
from tests.helpers.app import TestApp
from tests.helpers.locked import new_keys


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    victim = Victim(tmp_path / "offer.flipkb")
    victim.spoil(lambda data: _overwrite(data, 2, bytes(PAGE)))
    return victim


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme("light")


@pytest.fixture
def screen(qtbot: QtBot, victim: Victim, theme: Theme) -> Iterator[RecoveryDialog]:
    jobs = JobRunner(ThreadPoolExecutor(max_workers=1))
    rescuing = Rescuing(victim.folder, victim.clock)
    dialog = RecoveryDialog(theme, f"{victim.folder / FILE} er beskadiget.", rescuing, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    jobs.close()


def test_screen_tells_what_can_be_saved_and_does_it(
    qtbot: QtBot, screen: RecoveryDialog, victim: Victim
) -> None:
    assert not screen.go_button.isEnabled()
    qtbot.waitUntil(screen.go_button.isEnabled)
    said = screen.found.text()
    assert "senere noter er reddet" in said
    assert "Lydoptagelserne ligger urørt" in said
    assert "torsdag den 22. april 2021" in screen.sources.currentText()
    QTest.keyClick(screen.go_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not screen.isVisible())
    assert screen.outcome is Outcome.RESCUED
    assert (screen.aside / FILE).exists()
    base = KnowledgeBase.open(victim.folder, victim.clock)
    assert victim.before.keys() <= victim.texts(base).keys()
    base.close()


def test_screen_can_be_left_by_escape_and_changes_nothing(
    qtbot: QtBot, screen: RecoveryDialog, victim: Victim
) -> None:
    before = (victim.folder / FILE).read_bytes()
    qtbot.waitUntil(screen.go_button.isEnabled)
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert screen.outcome is Outcome.CLOSED
    assert (victim.folder / FILE).read_bytes() == before
    assert not (victim.folder / "damaged").exists()


def answered(act: str) -> None:
    """Answer the screen when it is there, as a person would."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RecoveryDialog) or not dialog.go_button.isEnabled():
            QTimer.singleShot(20, look)
        elif act == "go":
            dialog.go_button.click()
        else:
            dialog.close_button.click()

    QTimer.singleShot(0, look)


def test_way_in_ends_without_a_loop_when_it_is_closed(theme: Theme, victim: Victim) -> None:
    answered("close")
    assert entrance.enter(victim.folder, theme) is None
    assert not (victim.folder / SCRATCH).exists()
    assert not (victim.folder / "damaged").exists()


def test_way_in_goes_on_with_what_was_saved(theme: Theme, victim: Victim) -> None:
    answered("go")
    stage = entrance.enter(victim.folder, theme)
    assert stage is not None
    assert "De beskadigede filer ligger i" in stage.told
    base = stage.base()
    assert base.check() == ()
    base.close()


def test_who_was_let_in_is_not_asked_for_the_passphrase_again(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, _recovery = new_keys(tmp_path / "låst.flipkb")
    victim = Victim(tmp_path / "låst.flipkb", keys)
    victim.spoil(lambda data: _overwrite(data, 2, bytes(PAGE)))
    asked: list[Path] = []

    def let_in(folder: Path, _theme: Theme, _parent: object = None) -> Admitted:
        asked.append(folder)
        return Admitted(keys)

    monkeypatch.setattr("flipdesk.ui.admission.admit", let_in)
    answered("go")
    stage = entrance.enter(victim.folder, theme)
    assert stage is not None
    assert asked == [victim.folder]
    base = stage.base()
    assert base.check() == ()
    base.close()


def test_letter_that_the_disk_changed_is_told_in_the_window(
    qtbot: QtBot, sample_app: TestApp
) -> None:
    app = sample_app
    stage = Stage(lambda: app.base, app.clock, lambda: app.recorder)
    app.be_known(stage)
    assert app.opened is not None
    text = "update reflection set text = replace(text, 'e', 'a') where seq = 2"
    app.base.database.connection.execute(text)
    app.base.seals.look_again()
    qtbot.waitUntil(lambda: bool(app.frame.messages.sentences), timeout=5 * QUIET_MS)
    (message,) = app.frame.messages.findChildren(InlineMessage)
    assert "ikke, som FlipDesk skrev det" in app.frame.messages.sentences[0]
    QTest.mouseClick(message.first_button(), Qt.MouseButton.LeftButton)
    assert app.opened.wants_rescue
    assert not app.window.isVisible()
