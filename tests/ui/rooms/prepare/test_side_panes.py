"""What is left from last time, what is ready, and what small windows make of it."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.retention import Kept
from flipdesk.domain.vocabulary import Attendance, LegalBasis, RecordingConsent
from flipdesk.services.power import Power
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.state_delegate import StateRow
from flipdesk.ui.dialogs.session_dialog import SessionDialog
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.models.people_fields import PeopleField
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from flipdesk.ui.widgets.label import Label
from tests.helpers.app import TestApp, sample_session_id
from tests.ui.rooms.prepare.desk import enter, next_session, press, record


def rows(model: KeyedListModel) -> list[StateRow]:
    return [model.index(n).data(Role.ROW) for n in range(model.rowCount())]


class Supply:
    """A power supply that a test sets."""

    def __init__(self, power: Power | None) -> None:
        self.power = power

    def read(self) -> Power | None:
        return self.power


def check(room: PrepareRoom, words: str) -> StateRow:
    return next(row for row in rows(room.ready.model) if row.text == words)


def test_first_session_of_a_series_says_what_will_come(sample_app: TestApp) -> None:
    room = enter(sample_app)
    assert room.last_time._nothing.isVisible()
    assert "første session" in room.last_time._nothing.text()
    assert not room.last_time.list.isVisible()


def test_live_outcomes_of_the_session_before_are_listed(sample_app: TestApp) -> None:
    next_session(sample_app)
    sample_app.clock.advance(days=10)
    room = enter(sample_app)
    room.refresh()
    assert room.last_time._note.text() == "Samtaleflip 3"
    found = {row.text: (row.state_text, row.tone) for row in rows(room.last_time.model)}
    assert found["Ventetid på mentorstøtte · ÅB"] == ("Læg i", "accent")
    assert found["Sende artiklen om gribning til alle · FL · 30. apr."] == ("over frist", "warning")
    with_date = "Finde to nye klip og indhente samtykke fra borgerne · MH · 12. maj"
    assert found[with_date] == ("Læg i", "accent")
    assert not any("20. maj" in text for text in found)


def test_checks_tell_the_truth(sample_app: TestApp) -> None:
    room = enter(sample_app)
    room.ready.power = Supply(None)
    room.refresh()
    invitations, jens = sample_app.workspace.desk.invitations, record(sample_app).by_initials("JK")
    assert jens is not None
    assert check(room, "Samtykke").state_text == "alle har svaret"
    invited = partial(invitations.change, jens.id, attendance=Attendance.INVITED)
    sample_app.workspace.perform(invited)
    consent = check(room, "Samtykke")
    assert (consent.state_text, consent.tone) == ("mangler 1 af 9", "warning")
    assert check(room, "Mødeleder og referent").state_text == "KS · LB"
    assert check(room, "Drejebogen passer til tiden").state_text == "slutter 12.00"
    assert room.ready._note.text() == "3 af 5"
    given = replace(jens.consent, recording=RecordingConsent.GIVEN)
    sample_app.workspace.perform(lambda: invitations.change(jens.id, consent=given))
    assert check(room, "Samtykke").state_text == "alle har svaret"
    assert room.ready._note.text() == "4 af 5"


def test_too_long_a_run_sheet_is_told(sample_app: TestApp) -> None:
    room = enter(sample_app)
    item = record(sample_app).agenda[0]
    run_sheet = sample_app.workspace.desk.run_sheet
    sample_app.workspace.perform(lambda: run_sheet.change(item.id, minutes=30))
    assert check(room, "Drejebogen passer til tiden").state_text == "20 min. for lang"


def test_choosing_the_consent_check_goes_to_who_has_not_answered(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    jens, invitations = record(sample_app).by_initials("JK"), sample_app.workspace.desk.invitations
    assert jens is not None
    invited = partial(invitations.change, jens.id, attendance=Attendance.INVITED)
    sample_app.workspace.perform(invited)
    room.ready.list.setFocus()
    room.ready.list.setCurrentIndex(room.ready.model.index_of("consent"))
    press(qtbot, sample_app, Qt.Key.Key_Return)
    table = room.people.view
    assert table.hasFocus()
    one = room.people.model.participant_at(table.currentIndex().row())
    assert one is not None
    assert one.name == "Jens Kjær"
    assert table.currentIndex().column() == PeopleField.RECORDING
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert room.participants.list.hasFocus()


def test_side_column_becomes_a_tab_in_a_narrow_window(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    assert room.participants.isVisible()
    sample_app.window.resize(853, 480)
    qtbot.waitUntil(lambda: room.columns.is_narrow)
    assert not room.participants.isVisible()
    assert [room.columns.tabs.tabText(n) for n in range(2)] == ["Drejebog", "Deltagere og tjek"]
    room.columns.tabs.setCurrentIndex(1)
    assert room.participants.isVisible()
    sample_app.window.resize(1280, 720)
    qtbot.waitUntil(lambda: not room.columns.is_narrow)
    assert room.participants.isVisible()
    assert room.run_sheet.isVisible()


def test_f6_goes_round_the_panes(sample_app: TestApp, qtbot: QtBot) -> None:
    room = enter(sample_app)
    assert room.run_sheet.view.hasFocus()
    seen = []
    for _ in range(4):
        press(qtbot, sample_app, Qt.Key.Key_F6)
        focused = sample_app.window.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
    assert seen == ["item_details", "participants", "ready", "session_purpose"]


def test_f5_goes_to_run(sample_app: TestApp, qtbot: QtBot) -> None:
    enter(sample_app)
    press(qtbot, sample_app, Qt.Key.Key_F5)
    assert sample_app.window.room is not None
    assert sample_app.window.room.name == "run"


def test_without_a_session_one_can_be_chosen(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.workspace.open_session(None)
    room = enter(sample_app)
    assert room.choose.isVisible()
    assert room.strip_widget() is None
    room.choose.list.setCurrentIndex(room.choose.model.index(0))
    press(qtbot, sample_app, Qt.Key.Key_Return)
    assert sample_app.workspace.session_id == sample_session_id()
    assert room.run_sheet.isVisible()


def test_empty_knowledge_base_offers_a_new_session(app: TestApp) -> None:
    room = enter(app)
    assert room.choose._empty.button.text() == "Ny session"
    assert room.focusWidget() is None or room.choose._empty.button.hasFocus()


def test_choosing_the_roles_check_opens_what_the_session_rests_on(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    room.ready.list.setFocus()
    room.ready.list.setCurrentIndex(room.ready.model.index_of("roles"))
    press(qtbot, sample_app, Qt.Key.Key_Return)
    dialog = sample_app.window.findChild(SessionDialog)
    assert dialog is not None
    assert dialog.chair.currentText() == "Karen Sørensen"
    assert dialog.delete_on.date() == QDate(2023, 12, 31)
    dialog.chair.setCurrentIndex(dialog.chair.findText("Åse Bjerre"))
    dialog.legal_basis.setCurrentIndex(dialog.legal_basis.findText("forskning"))
    dialog.is_deleted.setChecked(False)
    dialog.days[Kept.REFLECTIONS].box.setChecked(True)
    dialog.days[Kept.REFLECTIONS].day.setDate(QDate(2026, 12, 31))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    session = record(sample_app).session
    chair = record(sample_app).participant(session.chair_id)
    assert chair is not None
    assert chair.name == "Åse Bjerre"
    assert session.legal_basis is LegalBasis.RESEARCH
    assert session.delete_recording_on is None
    assert session.delete_reflections_on == date(2026, 12, 31)
    assert (session.delete_key_on, session.delete_minutes_on) == (None, None)
    assert check(room, "Mødeleder og referent").state_text == "ÅB · LB"
    sample_app.workspace.undo()
    assert record(sample_app).session.delete_recording_on == date(2023, 12, 31)


def test_words_keep_their_colour_when_look_and_width_change(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    room = enter(sample_app)
    sample_app.theme.choose(scheme="dark", text_scale=1.25)
    qtbot.waitUntil(lambda: room.columns.is_narrow)
    sample_app.window.resize(1600, 900)
    qtbot.waitUntil(lambda: not room.columns.is_narrow)
    expected = {sample_app.theme.colour(name).name() for name in ("text", "muted", "warning")}
    labels = [label for label in room.findChildren(Label) if label.isVisible() and label.text()]
    assert labels
    for label in labels:
        assert label.palette().color(QPalette.ColorRole.WindowText).name() in expected
        assert label.font().pixelSize() >= 16


def test_all_nine_are_seen_and_no_half_row(sample_app: TestApp) -> None:
    room = enter(sample_app)
    QApplication.processEvents()
    assert room.participants.list.verticalScrollBar().maximum() == 0
    assert room.columns.side.verticalScrollBar().maximum() == 0
    for one in (room.participants.list, room.last_time.list, room.ready.list):
        row = one.sizeHintForRow(0)
        rows = one.model().rowCount()
        high = one.viewport().height()
        assert high % row == 0 or high >= rows * row, one.objectName()


def test_with_more_people_the_checks_stay_whole(sample_app: TestApp) -> None:
    desk, session_id = sample_app.workspace.desk, sample_session_id()
    for number in range(20):
        desk.invitations.add(session_id, f"Deltager {number}")
    sample_app.workspace.open_session(None)
    sample_app.workspace.open_session(session_id)
    room = enter(sample_app)
    QApplication.processEvents()
    assert room.columns.side.verticalScrollBar().maximum() == 0
    people = room.participants.list
    assert people.viewport().height() >= 9 * people.sizeHintForRow(0)
    assert room.ready.list.verticalScrollBar().maximum() == 0
