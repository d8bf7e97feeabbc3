"""What stands in Afvikl when the session is over, and the doors it opens."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.ui.dialogs.new_session import NewSessionDialog
from tests.ui.rooms.run.conftest import Running


def _table(run: Running) -> list[tuple[str, str, str]]:
    model = run.room.now.end_card.items
    return [
        (model.index(row, 0).data(), model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    ]


def _finish(run: Running) -> None:
    while run.record.session.state is not SessionState.ENDED:
        run.key(Qt.Key.Key_F5)
        run.wait(minutes=12)


@pytest.fixture
def ended(run: Running) -> Running:
    """A session with a skipped item, voices and promises, just ended."""
    run.wait(minutes=38)
    run.click(run.room.people.people_pane.everybody_button)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.key(Qt.Key.Key_F5)
    for initials, ms in (("FL", 6_000), ("MH", 3_000), ("KA", 1_000)):
        person = run.record.by_initials(initials)
        assert person is not None
        run.room.people.floor.give(person.id)
        run.app.advance(ms)
    run.room.people.floor.give(None)
    run.enter("+ send artiklen")
    run.enter("+ ring til Karim")
    run.enter("* ventetid på tilbud")
    run.enter("? hvad siger forskningen om ventetid")
    run.key(Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    run.wait(minutes=12)
    _finish(run)
    return run


def test_card_comes_with_the_end_and_leaves_the_capture_bar_alone(ended: Running) -> None:
    card = ended.room.now.end_card
    assert card.isVisible()
    assert not ended.room.now.list.isVisible()
    assert ended.room.capture.bar.input.hasFocus()
    ended.enter("det vigtigste sagde hun i døren")
    assert ended.record.reflections[-1].text == "det vigtigste sagde hun i døren"


def test_plan_stands_against_what_was_used(ended: Running) -> None:
    table = _table(ended)
    assert table[0] == ("Tjek-ind og spilleregler", "10", "12 (+2)")
    assert table[1][1:] == ("20", "sprunget over")
    assert table[2][1:] == ("30", "12")
    assert ended.room.now.head.caption.text() == "Ikke alle punkter blev holdt"
    assert ended.app.window.strip._plan_and_end == ("", "")


def test_voices_are_told_by_role_and_in_all_and_name_nobody(ended: Running) -> None:
    card = ended.room.now.end_card
    assert (card.research.percent.text(), card.practice.percent.text()) == ("60 %", "40 %")
    came = sum(one.attendance is Attendance.PRESENT for one in ended.record.participants)
    assert card.heard.text().startswith(f"3 af de {came}, der kom, fik ordet")
    words = card.heard.text() + card.open_lines.text()
    assert not any(one.name in words for one in ended.record.participants)


def test_what_is_open_is_counted(ended: Running) -> None:
    assert ended.room.now.end_card.open_lines.text().splitlines() == [
        "1 parkeret emne",
        "2 aftaler uden ansvarlig",
        "2 aftaler uden frist",
        "1 videnønske",
    ]


def test_due_dates_are_set_from_the_card_one_after_the_other(ended: Running) -> None:
    card, pane = ended.room.now.end_card, ended.room.capture.captured
    for left in (1, 0):
        ended.click(card.due_button)
        assert pane.ask_bar.isVisible()
        ended.type("om 14 dage")
        ended.key(Qt.Key.Key_Return)
        assert sum(one.due is None for one in ended.record.outcomes[:2]) == left
    assert not card.due_button.isVisible()
    today = ended.app.clock.now().date()
    assert {one.due for one in ended.record.outcomes[:2]} == {today + timedelta(days=14)}


def test_next_session_of_the_series_is_made_from_the_card(ended: Running) -> None:
    ended.click(ended.room.now.end_card.next_button)
    (dialog,) = ended.app.window.findChildren(NewSessionDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_nothing_stops_the_recording_but_the_user(ended: Running) -> None:
    assert ended.app.recording.is_recording
    assert any("optages stadig" in words for words in ended.app.frame.messages.sentences)


def test_reopening_goes_on_with_the_last_item(ended: Running) -> None:
    ended.click(ended.room.now.end_card.reopen_button)
    assert not ended.room.now.end_card.isVisible()
    assert ended.room.now.list.isVisible()
    assert ended.room.now.head.caption.text() == "Nu · punkt 7 af 7"
    assert ended.record.session.finished is None
    ended.ctrl(Qt.Key.Key_Z)
    assert ended.room.now.end_card.isVisible()


def test_ending_early_keeps_what_is_left_of_the_plan(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    run.wait(minutes=5)
    run.app.commands.action("run.end").trigger()
    assert _table(run)[1][1:] == ("20", "ikke holdt")
    run.app.commands.action("run.reopen").trigger()
    assert run.room.now.head.caption.text() == "Næste · punkt 2 af 7"
    run.key(Qt.Key.Key_F5)
    assert run.room.now.head.caption.text() == "Nu · punkt 2 af 7"


def test_skipping_all_that_is_left_still_has_to_be_ended(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    keeping = run.app.workspace.desk.timekeeping
    for item in run.record.agenda[1:]:
        run.app.workspace.perform(partial(keeping.skip, item.id))
    assert run.room.now.head.next_button.text() == "Afslut"
    run.key(Qt.Key.Key_F5)
    assert run.record.session.state is SessionState.ENDED
    assert run.app.window.room is run.room
    run.key(Qt.Key.Key_F5)
    assert run.app.window.room is not None
    assert run.app.window.room.name == "compile"
