"""That participants were told about the recording is noted from the table, with its text."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.consent_note import informed
from flipdesk.domain.vocabulary import ConsentWay
from flipdesk.ui.rooms.prepare.people_page import PeoplePage
from tests.helpers.app import TestApp


def menu_of(page: PeoplePage, words: str) -> QMenu:
    page.view.menu_requested.emit(page.model.index(0, 0), QPoint(0, 0))
    menu = page.findChild(QMenu, "people_menu")
    assert menu is not None
    return next(one for one in menu.findChildren(QMenu) if one.title() == words)


def test_who_was_told_and_how_is_noted_with_the_text_and_undone(sample_app: TestApp) -> None:
    app = sample_app
    app.commands.action("room.prepare").trigger()
    app.commands.action("people.table").trigger()
    (page,) = app.window.findChildren(PeoplePage)
    assert "har fået besked om optagelsen: 0 af 9" in page._note.text()
    page.view.go_to(0)
    told = menu_of(page, "Har fået besked om optagelsen")
    assert next(one.text() for one in told.actions() if one.text()) == "mundtligt"
    told.actions()[1].trigger()
    one = page.model.participant_at(0)
    assert one is not None
    base = app.workspace.desk.base
    note = informed(base.consent_notes.of_participant(one.id), one.id)
    assert note is not None
    assert note.way is ConsentWay.WRITTEN
    (text,) = base.information_texts.of_session(one.session_id)
    assert (note.text_id, text.version) == (text.id, 1)
    assert text.text == app.workspace.desk.information.wording(one.session_id)
    assert "har fået besked om optagelsen: 1 af 9" in page._note.text()
    app.commands.action("edit.undo").trigger()
    assert informed(base.consent_notes.of_participant(one.id), one.id) is None


def test_telling_everybody_is_a_button_and_in_the_menu_of_the_keyboard(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    app = sample_app
    app.commands.action("room.prepare").trigger()
    app.commands.action("people.table").trigger()
    (page,) = app.window.findChildren(PeoplePage)
    page.view.selectAll()
    new_row = page.model.index(page.model.new_row, 0)
    page.view.menu_requested.emit(new_row, QPoint(0, 0))
    menu = page.findChild(QMenu, "people_menu")
    assert menu is not None
    assert "Har fået besked om optagelsen" in {one.title() for one in menu.findChildren(QMenu)}
    menu.close()
    qtbot.mouseClick(page.told_button, Qt.MouseButton.LeftButton)
    told = page.findChild(QMenu, "people_told_menu")
    assert told is not None
    told.actions()[0].trigger()
    told.close()
    assert "har fået besked om optagelsen: 9 af 9" in page._note.text()
