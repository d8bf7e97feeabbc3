"""Erasing in the window: shown, asked twice, done beside the work, and a receipt."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import ManualClock
from flipdesk.domain.erasure import Decision
from flipdesk.domain.ids import PersonId
from flipdesk.domain.reflection import Reflection
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.ui.dialogs.erase_person_dialog import ErasePersonDialog
from flipdesk.ui.dialogs.erasure_dialog import ErasureDialog
from flipdesk.ui.rooms.prepare.people_page import PeoplePage
from tests.helpers.app import MORNING, TestApp, close_app, open_app, sample_session_id

NAME = "Mette Holm"


def holding(folder: Path) -> list[str]:
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and NAME.lower().encode() in path.read_bytes().lower()
    )


def person(app: TestApp) -> PersonId:
    return next(one.id for one in app.base.people.all() if one.name == NAME)


def dialog(app: TestApp) -> ErasureDialog:
    found = app.window.findChildren(ErasureDialog)
    assert len(found) == 1
    return found[0]


def write_about(app: TestApp) -> None:
    """Let two notes name her, as a step that could be undone."""
    session_id = sample_session_id()
    (own,) = [one.id for one in app.base.participants.of_session(session_id) if one.name == NAME]
    notes = [one for one in app.base.reflections.of_session(session_id) if one.speaker_id != own]
    for note in notes[:2]:
        fresh = replace(note, text=f"Så sagde {NAME} noget.")
        app.workspace.perform(partial(_saved, app, fresh))


def _saved(app: TestApp, note: Reflection) -> Step:
    return step("skriv", app.base.reflections.save(note))


def ask(app: TestApp, qtbot: QtBot) -> ErasureDialog:
    app.workspace.person_erasure_wanted.emit(person(app))
    qtbot.waitUntil(lambda: bool(app.window.findChildren(ErasureDialog)))
    return dialog(app)


def finish(app: TestApp, qtbot: QtBot, shown: ErasureDialog) -> None:
    with qtbot.waitSignal(shown.work.finished, timeout=20_000):
        qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)


def test_nobody_is_erased_by_one_press(sample_app: TestApp, qtbot: QtBot) -> None:
    shown = ask(sample_app, qtbot)
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    assert person(sample_app)
    assert shown.said.text()
    qtbot.mouseClick(shown.cancel_button, Qt.MouseButton.LeftButton)
    assert person(sample_app)


def test_a_person_goes_from_the_base_its_backups_and_the_history(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    write_about(sample_app)
    folder = sample_app.base.folder
    sample_app.base.back_up("by-hand")
    sample_app.workspace.desk.files.keep_copy(sample_session_id())
    assert sample_app.workspace.desk.history.newest is not None
    shown = ask(sample_app, qtbot)
    qtbot.waitUntil(shown.files.isVisible)
    assert shown.texts is not None
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    finish(sample_app, qtbot, shown)
    assert holding(folder) == []
    assert sample_app.workspace.desk.history.steps == ()
    assert sample_app.workspace.desk.history.redo_label is None
    assert shown.receipt_button.isVisible()
    record = sample_app.workspace.record
    assert record is not None
    assert NAME not in {one.name for one in record.participants}
    assert sample_app.workspace.desk.erasure.erasing.unfinished() == ()
    shown.reject()


def test_a_text_can_be_left_as_somebody_elses(sample_app: TestApp, qtbot: QtBot) -> None:
    write_about(sample_app)
    shown = ask(sample_app, qtbot)
    texts = shown.texts
    assert texts is not None
    texts.table.selectRow(0)
    qtbot.mouseClick(texts.buttons[Decision.KEEP], Qt.MouseButton.LeftButton)
    texts.table.selectRow(1)
    qtbot.mouseClick(texts.buttons[Decision.REMOVE], Qt.MouseButton.LeftButton)
    assert list(texts.decisions.values()) == [Decision.KEEP, Decision.REMOVE]
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    finish(sample_app, qtbot, shown)
    left = [one.text for one in sample_app.base.reflections.of_session(sample_session_id())]
    assert sum(NAME in one for one in left) == 1
    shown.reject()


def test_it_cannot_be_closed_while_it_erases(sample_app: TestApp, qtbot: QtBot) -> None:
    shown = ask(sample_app, qtbot)
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(shown.work.finished, timeout=20_000):
        qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
        shown.reject()
        assert shown.isVisible()
    shown.reject()


def test_the_open_session_is_erased_by_its_command(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.commands.action("session.erase").trigger()
    shown = dialog(sample_app)
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    finish(sample_app, qtbot, shown)
    assert sample_app.base.sessions.get(sample_session_id()) is None
    assert sample_app.workspace.session_id is None
    assert holding(sample_app.base.folder) == []
    shown.reject()


def test_a_person_is_found_from_anywhere(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.commands.action("person.erase").trigger()
    (asked,) = sample_app.window.findChildren(ErasePersonDialog)
    asked.accept_button.click()
    assert asked.problem == "Vælg, hvem der skal slettes."
    asked.person.setCurrentText("Mette Holm")
    asked.accept_button.click()
    qtbot.waitUntil(lambda: bool(sample_app.window.findChildren(ErasureDialog)))
    assert dialog(sample_app).windowTitle() == "Slet Mette Holm for altid"
    dialog(sample_app).reject()


def test_the_menu_of_a_participant_offers_it(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.window.enter("prepare")
    sample_app.commands.action("people.table").trigger()
    page = sample_app.window.findChild(PeoplePage)
    assert page is not None
    page.view.menu_requested.emit(page.model.index(0, 0), page.mapToGlobal(page.rect().center()))
    (menu,) = page.findChildren(QMenu, "people_menu")
    (action,) = [one for one in menu.actions() if one.text().startswith("Slet ")]
    action.trigger()
    qtbot.waitUntil(lambda: bool(sample_app.window.findChildren(ErasureDialog)))
    menu.close()
    dialog(sample_app).reject()


def test_what_was_broken_off_is_offered_and_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    first = open_app(tmp_path, sample=True)
    first.base.back_up("by-hand")
    erasure = first.workspace.desk.erasure
    plan = erasure.erasing.find_person(person(first))
    erasure.begin(plan, {}, erasure.work(plan))
    folder = first.base.folder
    close_app(first)
    assert [name for name in holding(folder) if name.endswith("by-hand.sqlite")]
    again = open_app(tmp_path)
    (sentence,) = [
        one
        for one in again.frame.messages.sentences
        if one == _("An erasure did not come to its end.")
    ]
    again.frame.messages._messages[sentence].acted.emit()
    shown = dialog(again)
    qtbot.waitSignal(shown.work.finished, timeout=20_000).wait()
    assert holding(folder) == []
    shown.reject()
    close_app(again)
    base = KnowledgeBase.open(folder, ManualClock(MORNING))
    assert base.check() == ()
    base.close()


@pytest.mark.parametrize("size", [(1280, 720), (853, 480)])
def test_it_fits_the_window(sample_app: TestApp, qtbot: QtBot, size: tuple[int, int]) -> None:
    sample_app.window.resize(*size)
    write_about(sample_app)
    shown = ask(sample_app, qtbot)
    assert shown.width() <= size[0]
    assert shown.height() <= size[1]
    assert not shown._area.horizontalScrollBar().isVisible()
    shown.reject()


def test_what_was_written_while_it_was_looked_at_is_shown_before_anybody_goes(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    shown = ask(sample_app, qtbot)
    write_about(sample_app)
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.erase_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "ændret" in shown.said.text())
    assert person(sample_app)
    assert sample_app.workspace.desk.erasure.erasing.ledger.entries() == ()
    shown.reject()
    qtbot.waitUntil(lambda: not sample_app.window.findChildren(ErasureDialog))
    again = ask(sample_app, qtbot)
    qtbot.mouseClick(again.erase_button, Qt.MouseButton.LeftButton)
    finish(sample_app, qtbot, again)
    assert holding(sample_app.base.folder) == []
    again.reject()
