"""Participants: in Danish order, with consent by key and by dialog, and removed with undo."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Attendance, QuoteConsent, RecordingConsent, Role
from flipdesk.ui.delegates.roles import ParticipantRow
from flipdesk.ui.delegates.roles import Role as DataRole
from flipdesk.ui.dialogs.participant_dialog import ParticipantDialog
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import enter, plan_again, press, record


def rows(room: PrepareRoom) -> list[ParticipantRow]:
    model = room.participants.model
    return [model.index(n).data(DataRole.ROW) for n in range(model.rowCount())]


def go_to(room: PrepareRoom, initials: str) -> None:
    place = [row.initials for row in rows(room)].index(initials)
    room.participants.list.setFocus()
    room.participants.list.setCurrentIndex(room.participants.model.index(place))


def one(app: TestApp, initials: str) -> Participant:
    found = record(app).by_initials(initials)
    assert found is not None
    return found


def dialog(app: TestApp) -> ParticipantDialog:
    found = app.window.findChild(ParticipantDialog)
    assert found is not None
    assert found.isVisible()
    return found


def test_people_stand_by_surname_in_danish_order(sample_app: TestApp) -> None:
    room = enter(sample_app)
    assert [row.name.split()[-1] for row in rows(room)] == [
        *("Bjerre", "Bæk", "Grøn", "Holm", "Kjær"),
        *("Lund", "Sørensen", "Østergaard", "Aaen"),
    ]
    assert room.participants._note.text() == "8 kom · 1 afbud"
    plan_again(sample_app)
    assert room.participants._note.text() == "8 kommer · 1 afbud"


def test_consent_is_shown_as_in_the_mock_up(sample_app: TestApp) -> None:
    room = enter(sample_app)
    by_initials = {row.initials: row for row in rows(room)}
    jens = by_initials["JK"]
    assert (jens.role_text, jens.recording, jens.quote_text) == ("afbud", "unknown", "–")
    assert by_initials["KA"].quote_text == "nej"
    assert by_initials["KS"].quote_text == "navn"
    assert by_initials["MH"].quote_text == "rolle"
    assert by_initials["FL"].research


def test_keys_change_consent_quotation_and_regrets(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    go_to(room, "JK")
    press(qtbot, sample_app, Qt.Key.Key_M)
    assert one(sample_app, "JK").consent.recording is RecordingConsent.GIVEN
    press(qtbot, sample_app, Qt.Key.Key_M)
    assert one(sample_app, "JK").consent.recording is RecordingConsent.DECLINED
    press(qtbot, sample_app, Qt.Key.Key_C)
    assert one(sample_app, "JK").consent.quote is QuoteConsent.ROLE
    press(qtbot, sample_app, Qt.Key.Key_A)
    assert one(sample_app, "JK").attendance is Attendance.INVITED
    for _ in range(4):
        sample_app.workspace.undo()
    assert one(sample_app, "JK").consent.recording is RecordingConsent.UNKNOWN
    assert one(sample_app, "JK").attendance is Attendance.REGRETS


def test_enter_opens_the_dialog_and_enter_saves(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    go_to(room, "TG")
    press(qtbot, sample_app, Qt.Key.Key_Return)
    shown = dialog(sample_app)
    assert shown.name.text() == "Tine Grøn"
    shown.unit.setFocus()
    shown.unit.selectAll()
    qtbot.keyClicks(shown.unit, "Team Voksne")
    shown.is_minute_taker.setChecked(True)
    qtbot.keyClick(shown.unit, Qt.Key.Key_Return)
    tine = one(sample_app, "TG")
    assert tine.unit == "Team Voksne"
    assert record(sample_app).session.minute_taker_id == tine.id
    sample_app.workspace.undo()
    assert one(sample_app, "TG").unit == "Team Unge"
    assert record(sample_app).session.minute_taker_id == one(sample_app, "LB").id


def test_new_people_are_written_one_after_another(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    press(qtbot, sample_app, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    shown = dialog(sample_app)
    qtbot.waitUntil(shown.name.hasFocus)
    assert shown.organisation.text() == "Nordby Kommune"
    qtbot.keyClicks(shown.name, "Sanne Ødegaard")
    assert shown.initials.text() == "SAØ"
    qtbot.keyClick(shown.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert one(sample_app, "SAØ").role is Role.CASEWORKER
    assert shown.isVisible()
    assert shown.name.text() == ""
    qtbot.keyClicks(shown.name, "Bo Dam")
    shown.role.setCurrentIndex(shown.role.findText("mentor"))
    qtbot.keyClick(shown.name, Qt.Key.Key_Return)
    assert one(sample_app, "BD").role is Role.MENTOR
    assert one(sample_app, "BD").consent.recording is RecordingConsent.UNKNOWN
    assert len(rows(room)) == 11


def test_taken_initials_are_refused_in_the_dialog(sample_app: TestApp, qtbot: QtBot) -> None:
    enter(sample_app).participants.add_participant()
    shown = dialog(sample_app)
    qtbot.keyClicks(shown.name, "Mads Hansen")
    assert shown.initials.text() == "MAH"
    shown.initials.clear()
    qtbot.keyClicks(shown.initials, "mh")
    qtbot.keyClick(shown.initials, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert "mh" in shown.problem
    assert len(record(sample_app).participants) == 9
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_somebody_known_brings_role_and_organisation(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    go_to(room, "KA")
    press(qtbot, sample_app, Qt.Key.Key_Delete)
    sample_app.workspace.undo()
    room.participants.add_participant()
    shown = dialog(sample_app)
    qtbot.keyClicks(shown.name, "Frederik Lund")
    assert shown.organisation.text() == "Aalborg Universitet"
    assert shown.unit.text() == "Institut for Statskundskab"
    assert shown.role.currentText() == "forsker"
    shown.reject()


def test_delete_removes_with_undo(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    go_to(room, "FL")
    press(qtbot, sample_app, Qt.Key.Key_Delete)
    assert record(sample_app).by_initials("FL") is None
    assert sample_app.frame.toast.text == "Frederik Lund er fjernet"
    assert room.run_sheet.model.index(1, 4).data() == ""
    sample_app.workspace.undo()
    assert one(sample_app, "FL").name == "Frederik Lund"
    assert room.run_sheet.model.index(1, 4).data() == "FL"


def test_context_menu_gives_the_chair(sample_app: TestApp) -> None:
    room = enter(sample_app)
    go_to(room, "LB")
    view = room.participants.list
    view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())
    menu = room.participants.findChild(QMenu, "participant_menu")
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Er mødeleder").trigger()
    menu.close()
    QApplication.processEvents()
    assert record(sample_app).session.chair_id == one(sample_app, "LB").id


def test_double_click_opens_one_dialog(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    view = room.participants.list
    at = view.visualRect(room.participants.model.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    shown = sample_app.window.findChildren(ParticipantDialog)
    assert [one.name.text() for one in shown] == ["Åse Bjerre"]
    shown[0].reject()


def test_a_click_on_a_consent_offers_the_answers(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    go_to(room, "JK")
    people = room.participants.list
    row = people.visualRect(people.currentIndex())
    left = Qt.MouseButton.LeftButton
    for from_right, words in ((60, "må optages"), (10, "må citeres med rolle")):
        at = QPoint(row.right() - from_right, row.center().y())
        qtbot.mouseClick(people.viewport(), left, pos=at)
        menu = room.participants.findChild(QMenu, "consent_menu")
        assert menu is not None
        [answer] = [action for action in menu.actions() if action.text() == words]
        assert answer.isCheckable()
        answer.trigger()
        menu.close()
        QCoreApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete)
    consent = one(sample_app, "JK").consent
    assert consent.recording is RecordingConsent.GIVEN
    assert consent.quote is QuoteConsent.ROLE
