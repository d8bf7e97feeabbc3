"""How long things are kept: what is due is shown, goes after a second press, or is put off."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import SessionId
from flipdesk.domain.pseudonyms import Pseudonym
from flipdesk.domain.retention import Kept
from flipdesk.domain.vocabulary import Role
from flipdesk.services.overview import Wait
from flipdesk.ui.dialogs.erasure_dialog import ErasureDialog
from flipdesk.ui.dialogs.retention_dialog import RetentionDialog
from flipdesk.ui.rooms.home.home_room import HomeRoom
from tests.helpers.app import TestApp, sample_session_id


@pytest.fixture
def app(sample_app: TestApp) -> TestApp:
    """The sample as a session of one's own, held long ago."""
    desk = sample_app.workspace.desk
    for series in desk.base.series.all():
        desk.base.series.save(replace(series, is_sample=False))
    sample_app.clock.at = datetime(2031, 4, 10, 8, 0, tzinfo=UTC)
    return sample_app


def opened(app: TestApp) -> RetentionDialog:
    app.commands.action("kb.retention").trigger()
    (dialog,) = app.window.findChildren(RetentionDialog)
    return dialog


def choose_time(dialog: RetentionDialog, kept: Kept, months: int | None) -> None:
    combo = dialog.times[kept]
    combo.setCurrentIndex(combo.findData(months))
    combo.activated.emit(combo.currentIndex())


def test_nothing_is_due_until_a_time_is_chosen_and_that_is_undone(app: TestApp) -> None:
    dialog = opened(app)
    assert dialog.chosen is None
    assert not dialog.erase_button.isEnabled()
    choose_time(dialog, Kept.REFLECTIONS, 120)
    assert dialog.list.item(0).text().startswith("Noterne fra Samtaleflip 3")
    assert dialog.list.item(0).text().endswith("om 12 dage")
    app.commands.action("edit.undo").trigger()
    assert dialog.list.count() == 0
    assert dialog.times[Kept.REFLECTIONS].currentData() is None


def test_home_leads_there(app: TestApp) -> None:
    desk = app.workspace.desk
    app.workspace.perform(lambda: desk.retention.choose(Kept.REFLECTIONS, 120))
    waiting = desk.overview.home(app.clock.now()).waiting
    assert Wait.RETENTION in {one.reason for one in waiting}
    app.commands.action("room.home").trigger()
    home = app.window.findChild(HomeRoom)
    assert home is not None
    model = home.waiting.model
    row = next(n for n in range(model.rowCount()) if model.key_at(model.index(n)) == "retention")
    home.waiting.list.chosen.emit(model.index(row))
    (dialog,) = app.window.findChildren(RetentionDialog)
    assert dialog.isVisible()


def test_notes_go_after_all_of_it_was_shown(app: TestApp, qtbot: QtBot) -> None:
    session_id, desk = SessionId(sample_session_id()), app.workspace.desk
    dialog = opened(app)
    choose_time(dialog, Kept.REFLECTIONS, 60)
    QTest.mouseClick(dialog.erase_button, Qt.MouseButton.LeftButton)
    (erasing,) = app.window.findChildren(ErasureDialog)
    assert erasing.windowTitle().startswith("Slet noterne fra Samtaleflip 3")
    QTest.mouseClick(erasing.erase_button, Qt.MouseButton.LeftButton)
    assert desk.base.reflections.of_session(session_id) != ()
    with qtbot.waitSignal(erasing.work.finished, timeout=30_000):
        QTest.mouseClick(erasing.erase_button, Qt.MouseButton.LeftButton)
    assert desk.base.reflections.of_session(session_id) == ()
    assert dialog.list.count() == 0
    (log,) = desk.base.deletions.of_session(session_id)
    assert log.kept is Kept.REFLECTIONS
    erasing.close()


def test_key_list_goes_after_a_second_press(app: TestApp) -> None:
    session_id, desk = SessionId(sample_session_id()), app.workspace.desk
    session = desk.base.sessions.get(session_id)
    assert session is not None
    person = desk.base.participants.of_session(session_id)[0].person_id
    desk.pseudonyms.keep(session.series_id, {person: Pseudonym(Role.CASEWORKER, "Nordby", 1)})
    dialog = opened(app)
    choose_time(dialog, Kept.KEY, 60)
    QTest.mouseClick(dialog.erase_button, Qt.MouseButton.LeftButton)
    assert "hvem pseudonymet dækker over" in dialog.said.text()
    assert desk.base.pseudonym_key.entries()[0].person_id == person
    QTest.mouseClick(dialog.erase_button, Qt.MouseButton.LeftButton)
    assert desk.base.pseudonym_key.entries()[0].person_id is None


def test_what_is_put_off_is_due_later_and_that_is_undone(app: TestApp) -> None:
    dialog = opened(app)
    choose_time(dialog, Kept.REFLECTIONS, 60)
    QTest.mouseClick(dialog.later_button, Qt.MouseButton.LeftButton)
    menu = dialog.findChild(QMenu, "retention_later_menu")
    assert menu is not None
    assert [one.text() for one in menu.actions()] == ["3 måneder", "6 måneder", "1 år", "2 år"]
    menu.actions()[2].trigger()
    menu.close()
    assert dialog.list.count() == 0
    app.commands.action("edit.undo").trigger()
    assert dialog.list.count() == 1
