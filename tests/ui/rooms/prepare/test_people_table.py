"""The table of people: written from cell to cell, answered by keys and menus, all of it undone."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import (
    Answer,
    Attendance,
    ConsentWay,
    LegalBasis,
    QuoteConsent,
    RecordingConsent,
    Role,
)
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.models.people_fields import PeopleField
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import enter, press, record

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def room(sample_app: TestApp, qtbot: QtBot) -> PrepareRoom:
    entered = enter(sample_app)
    press(qtbot, sample_app, Qt.Key.Key_A, CONTROL, SHIFT)
    assert entered.people.view.hasFocus()
    return entered


def one(app: TestApp, initials: str) -> Participant:
    found = record(app).by_initials(initials)
    assert found is not None
    return found


def names(room: PrepareRoom) -> list[str]:
    model = room.people.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def go_to(app: TestApp, room: PrepareRoom, initials: str, column: PeopleField) -> None:
    room.people.view.go_to(room.people.model.row_of(one(app, initials).id), column)


def editor(room: PrepareRoom) -> QLineEdit | QComboBox:
    """Return the open cell; without a window manager a closed completion keeps the focus."""
    inside = room.people.view.viewport().children()
    found = [one for one in inside if isinstance(one, QLineEdit | QComboBox) and one.isVisible()]
    assert found
    return found[-1]


def return_in(qtbot: QtBot, room: PrepareRoom) -> None:
    """Press Return in the open cell; Qt stores what it holds a moment later."""
    qtbot.keyClick(editor(room), Qt.Key.Key_Return)
    QApplication.processEvents()


def menu(app: TestApp, name: str = "people_menu") -> QMenu:
    found = app.window.findChild(QMenu, name)
    assert found is not None
    return found


def pick(qtbot: QtBot, shown: QMenu, words: str) -> None:
    action = next(one for one in shown.actions() if one.text() == words)
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())


def test_everybody_stands_by_surname_with_a_line_for_the_next(room: PrepareRoom) -> None:
    shown = names(room)
    assert shown[0] == "Åse Bjerre"
    assert shown[-2:] == ["Karim Aaen", "Skriv et navn"]
    assert "ikke spurgt" not in room.people._note.text()


def test_who_is_expected_and_not_asked_is_named(sample_app: TestApp, room: PrepareRoom) -> None:
    jens, invitations = one(sample_app, "JK"), sample_app.workspace.desk.invitations
    invited = partial(invitations.change, jens.id, attendance=Attendance.INVITED)
    sample_app.workspace.perform(invited)
    assert "ikke spurgt om lyd: JK" in room.people._note.text()


# Without a window system a list of completions takes the focus of the cell when it is hidden.
@pytest.mark.qt_log_ignore("commitData called with an editor that does not belong to this view")
def test_thirty_people_are_typed_without_the_mouse(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    press(qtbot, sample_app, Qt.Key.Key_Insert)
    for number in range(21):
        qtbot.keyClicks(editor(room), f"Person {chr(65 + number)}strup")
        if number:
            return_in(qtbot, room)
        else:
            qtbot.keyClick(editor(room), Qt.Key.Key_Tab)
            assert editor(room).objectName() == "people_initials"
            qtbot.keyClick(editor(room), Qt.Key.Key_Tab)
            combo = editor(room)
            qtbot.keyClicks(combo, "mentor")
            qtbot.keyClick(combo, Qt.Key.Key_Tab)
            field = editor(room)
            assert isinstance(field, QLineEdit)
            assert field.text() == "Nordby Kommune"
            qtbot.keyClicks(field, "Sønderby Kommune")
            qtbot.keyClick(field, Qt.Key.Key_Tab)
            qtbot.keyClicks(editor(room), "Team Vest")
            return_in(qtbot, room)
        assert editor(room).objectName() == "people_name"
    qtbot.keyClick(editor(room), Qt.Key.Key_Escape)
    people = record(sample_app).participants
    assert len(people) == 30
    first = one(sample_app, "PA")
    assert (first.role, first.organisation, first.unit) == (
        Role.MENTOR, "Sønderby Kommune", "Team Vest",
    )  # fmt: skip
    assert len({person.initials for person in people}) == 30
    assert names(room)[9] == "Person Astrup"


def test_a_cell_is_written_over_by_typing_and_undone_by_name(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    go_to(sample_app, room, "TG", PeopleField.UNIT)
    qtbot.keyClick(room.people.view, Qt.Key.Key_V)
    qtbot.keyClicks(editor(room), "oksne")
    return_in(qtbot, room)
    assert one(sample_app, "TG").unit == "voksne"
    assert sample_app.workspace.desk.history.undo_label == "ret Tine Grøn"
    sample_app.workspace.undo()
    assert one(sample_app, "TG").unit == "Team Unge"


def test_taken_initials_are_refused_in_place(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    go_to(sample_app, room, "TG", PeopleField.INITIALS)
    qtbot.keyClick(room.people.view, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(room), "mh")
    with qtbot.waitSignal(sample_app.workspace.problem):
        return_in(qtbot, room)
    assert one(sample_app, "TG").name == "Tine Grøn"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Qt.Key.Key_J, Answer.GIVEN),
        (Qt.Key.Key_N, Answer.DECLINED),
        (Qt.Key.Key_T, Answer.WITHDRAWN),
        (Qt.Key.Key_Space, Answer.GIVEN),
    ],
)
def test_a_letter_answers_and_the_day_is_noted(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom, key: Qt.Key, answer: Answer
) -> None:
    go_to(sample_app, room, "JK", PeopleField.RECORDING)
    qtbot.keyClick(room.people.view, key)
    consent = one(sample_app, "JK").consent
    assert Answer(consent.recording.value) is answer
    assert consent.on == date(2021, 4, 22)
    qtbot.keyClick(room.people.view, Qt.Key.Key_Delete)
    assert one(sample_app, "JK").consent.recording is RecordingConsent.UNKNOWN
    assert one(sample_app, "JK").consent.on is None


def test_ctrl_a_and_one_key_answer_for_all_in_one_step(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    before = record(sample_app).participants
    go_to(sample_app, room, "JK", PeopleField.BY_NAME)
    press(qtbot, sample_app, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(room.people.view, Qt.Key.Key_J)
    assert {one.consent.quote for one in record(sample_app).participants} == {QuoteConsent.NAME}
    sample_app.workspace.undo()
    assert record(sample_app).participants == before


def test_mouse_and_menu_key_offer_the_same(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    view, model = room.people.view, room.people.model
    go_to(sample_app, room, "JK", PeopleField.PART)
    cell = view.visualRect(model.index(view.currentIndex().row(), PeopleField.WAY)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    pick(qtbot, menu(sample_app), "på e-mail")
    assert one(sample_app, "JK").consent.way is ConsentWay.EMAIL
    go_to(sample_app, room, "JK", PeopleField.BASIS)
    QApplication.sendPostedEvents()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, cell, view.viewport().mapToGlobal(cell)
    )
    QApplication.sendEvent(view, asked)
    shown = [one for one in sample_app.window.findChildren(QMenu, "people_menu") if one.isVisible()]
    pick(qtbot, shown[-1], "forskning")
    assert one(sample_app, "JK").consent.basis is LegalBasis.RESEARCH


def test_those_who_are_chosen_have_all_said_yes(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    go_to(sample_app, room, "JK", PeopleField.NAME)
    press(qtbot, sample_app, Qt.Key.Key_A, CONTROL)
    assert room.people.agree_button.text() == "Alle har sagt ja"
    press(qtbot, sample_app, Qt.Key.Key_Down)
    press(qtbot, sample_app, Qt.Key.Key_Up)
    assert room.people.agree_button.text() == "JK har sagt ja"
    qtbot.mouseClick(room.people.agree_button, Qt.MouseButton.LeftButton)
    consent = one(sample_app, "JK").consent
    assert (consent.part, consent.recording) == (Answer.GIVEN, RecordingConsent.GIVEN)
    assert "ikke spurgt" not in room.people._note.text()


def test_a_date_is_written_as_people_write_it(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    go_to(sample_app, room, "MH", PeopleField.DATE)
    qtbot.keyClicks(room.people.view, "1")
    qtbot.keyClicks(editor(room), "2/4")
    return_in(qtbot, room)
    assert one(sample_app, "MH").consent.on == date(2021, 4, 12)
    go_to(sample_app, room, "MH", PeopleField.DATE)
    qtbot.keyClick(room.people.view, Qt.Key.Key_F2)
    qtbot.keyClicks(editor(room), "31/2")
    with qtbot.waitSignal(sample_app.workspace.problem):
        return_in(qtbot, room)
    assert one(sample_app, "MH").consent.on == date(2021, 4, 12)


def test_delete_on_a_name_removes_all_who_are_chosen(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    go_to(sample_app, room, "TG", PeopleField.NAME)
    press(qtbot, sample_app, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(room.people.view, Qt.Key.Key_Delete)
    assert len(record(sample_app).participants) == 7
    sample_app.workspace.undo()
    assert len(record(sample_app).participants) == 9


def test_somebody_known_comes_with_all_that_is_known(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    invitations = sample_app.workspace.desk.invitations
    session_id = record(sample_app).session.id
    planning = sample_app.workspace.desk.planning
    starts = record(sample_app).session.starts
    series = record(sample_app).series.id
    made, step = planning.add_session(NewSession(series, "Samtaleflip 4", starts))
    sample_app.workspace.tell(step.changes)
    for person in sample_app.base.participants.of_session(made):
        invitations.delete(person.id)
    sample_app.workspace.open_session(made)
    room.people.view.write_new()
    field = editor(room)
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "karen")
    completer = field.completer()
    assert completer.currentCompletion() == "Karen Sørensen · Aalborg Universitet"
    field.setText(completer.currentCompletion())
    return_in(qtbot, room)
    karen = one(sample_app, "KS")
    assert (karen.name, karen.role) == ("Karen Sørensen", Role.RESEARCHER)
    assert karen.organisation == "Aalborg Universitet"
    assert karen.consent.recording is RecordingConsent.UNKNOWN
    before = next(
        one for one in sample_app.base.participants.of_session(session_id) if one.initials == "KS"
    )
    assert karen.person_id == before.person_id


def test_small_windows_show_who_or_what_they_said(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    view = room.people.view
    assert not view.is_narrow
    assert not room.people.faces.isVisible()
    sample_app.window.resize(853, 480)
    qtbot.waitUntil(lambda: view.is_narrow)
    assert room.people.faces.isVisible()
    assert view.isColumnHidden(PeopleField.RECORDING)
    qtbot.mouseClick(room.people.faces.button(1), Qt.MouseButton.LeftButton)
    assert not view.isColumnHidden(PeopleField.RECORDING)
    assert not view.isColumnHidden(PeopleField.NAME)
    assert view.isColumnHidden(PeopleField.ORGANISATION)


def test_escape_goes_back_and_the_pane_leads_here(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    qtbot.keyClick(room.people.view, Qt.Key.Key_Escape)
    assert room.participants.isVisible()
    qtbot.mouseClick(room.participants.table_button, Qt.MouseButton.LeftButton)
    assert room.people.isVisible()
    qtbot.mouseClick(room.people.back_button, Qt.MouseButton.LeftButton)
    assert room.participants.isVisible()


def test_consent_withdrawn_while_recording_asks_what_becomes_of_the_sound(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    sample_app.recording.start()
    sample_app.advance(1_000)
    messages = sample_app.frame.messages
    for sentence in messages.sentences:
        messages.dismiss(sentence)
    go_to(sample_app, room, "MH", PeopleField.PART)
    qtbot.keyClick(room.people.view, Qt.Key.Key_T)
    QApplication.processEvents()
    assert one(sample_app, "MH").consent.quote is QuoteConsent.NONE
    assert [said for said in messages.sentences if said.startswith("Mette Holm har trukket")]
    assert sample_app.recording.is_recording


def test_yes_while_recording_drops_a_marker(
    sample_app: TestApp, qtbot: QtBot, room: PrepareRoom
) -> None:
    sample_app.recording.start()
    sample_app.advance(2_000)
    go_to(sample_app, room, "JK", PeopleField.NAME)
    qtbot.mouseClick(room.people.agree_button, Qt.MouseButton.LeftButton)
    assert record(sample_app).markers[-1].label == "Samtykke: JK"
    assert one(sample_app, "JK").consent.way is ConsentWay.RECORDING
