"""That participants were told about the recording is noted from the table, with its text."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.consent_note import informed
from flipdesk.domain.vocabulary import ConsentWay
from flipdesk.ui.models.people_fields import PeopleField
from flipdesk.ui.rooms.prepare.people_page import PeoplePage
from tests.helpers.app import TestApp, close_app, open_app


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


def test_in_a_narrow_window_the_rows_have_the_room(sample_app: TestApp, qtbot: QtBot) -> None:
    app = sample_app
    app.commands.action("room.prepare").trigger()
    app.commands.action("people.table").trigger()
    (page,) = app.window.findChildren(PeoplePage)
    assert page.earlier_button.isVisible()
    app.window.resize(853, 480)
    qtbot.waitUntil(lambda: page.view.is_narrow)
    assert not page.earlier_button.isVisible()
    assert page.told_button.y() == page.agree_button.y() == page.import_button.y()
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    menu = page.findChild(QMenu, "people_import_menu")
    assert menu is not None
    assert [one.text() for one in menu.actions()][-2:] == ["Fra en session…", "Organisationer…"]
    menu.close()


def test_names_have_room_with_large_text_in_the_smallest_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    app = open_app(tmp_path, sample=True, text_scale=1.5)
    app.window.resize(853, 480)
    app.commands.action("room.prepare").trigger()
    app.commands.action("people.table").trigger()
    (page,) = app.window.findChildren(PeoplePage)
    qtbot.waitUntil(lambda: page.view.is_narrow)
    for face in (0, 1):
        page.view.show_who(who=face == 0)
        assert page.view.columnWidth(PeopleField.NAME) >= 132
    close_app(app)
