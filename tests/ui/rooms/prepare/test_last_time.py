"""Fra sidst: put on the run sheet with one key, taken off, and said to be done."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from flipdesk.domain.vocabulary import OutcomeStatus
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.delegates.state_delegate import StateRow
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import (
    choose_in,
    enter,
    menu_of,
    next_session,
    press,
    record,
)

PARKED = "Ventetid på mentorstøtte"
ACTION = "Sende artiklen om gribning til alle"


@pytest.fixture
def room(sample_app: TestApp) -> PrepareRoom:
    """Forbered with the session after the sample."""
    next_session(sample_app, "employee_flip")
    return enter(sample_app)


def row(room: PrepareRoom, text: str) -> StateRow:
    model = room.last_time.model
    rows: list[StateRow] = [model.index(n).data(Role.ROW) for n in range(model.rowCount())]
    return next(one for one in rows if one.text.startswith(text))


def choose(room: PrepareRoom, text: str) -> None:
    model = room.last_time.model
    rows = [model.index(n) for n in range(model.rowCount())]
    wanted = next(one for one in rows if one.data(Role.ROW).text.startswith(text))
    room.last_time.list.setFocus()
    room.last_time.list.setCurrentIndex(wanted)


def test_enter_puts_it_in_and_goes_there_and_del_takes_it_out(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot
) -> None:
    choose(room, PARKED)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    assert (row(room, PARKED).state_text, row(room, PARKED).tone) == ("i punkt 9", "success")
    item = record(sample_app).agenda[8]
    assert (item.title, len(item.takes_up)) == ("Parkeringspladsen", 1)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    assert room.run_sheet.view.hasFocus()
    assert room.run_sheet.current_item() == item.id
    assert f"Fra sidst:</span> {PARKED}" in room.item._summary._words.text()
    choose(room, PARKED)
    press(qtbot, sample_app, Qt.Key.Key_Delete)
    assert row(room, PARKED).state_text == "Læg i"
    sample_app.workspace.undo()
    assert row(room, PARKED).state_text == "i punkt 9"
    sample_app.workspace.undo()
    assert record(sample_app).agenda[8].takes_up == ()


def test_number_follows_when_the_item_is_moved(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot
) -> None:
    choose(room, PARKED)
    press(qtbot, sample_app, Qt.Key.Key_Return)
    item = record(sample_app).agenda[8]
    desk = sample_app.workspace.desk
    sample_app.workspace.perform(lambda: desk.run_sheet.move(item.id, 0))
    assert row(room, PARKED).state_text == "i punkt 1"
    sample_app.workspace.perform(lambda: desk.run_sheet.delete(item.id))
    assert row(room, PARKED).state_text == "Læg i"
    sample_app.workspace.undo()
    assert row(room, PARKED).state_text == "i punkt 1"


def test_state_is_a_button_and_the_words_are_not(room: PrepareRoom, qtbot: QtBot) -> None:
    listed = room.last_time.list
    rect = listed.visualRect(room.last_time.model.index(0))
    port = listed.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=rect.center())
    assert row(room, PARKED).state_text == "Læg i"
    state = QPoint(rect.right() - 30, rect.center().y())
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=state)
    assert row(room, PARKED).state_text == "i punkt 9"


def test_all_are_put_in_at_once_and_the_button_goes(
    sample_app: TestApp, room: PrepareRoom, qtbot: QtBot
) -> None:
    count = room.last_time.model.rowCount()
    assert count > 3
    qtbot.mouseClick(room.last_time.all_button, Qt.MouseButton.LeftButton)
    states = [room.last_time.model.index(n).data(Role.ROW).state_text for n in range(count)]
    assert all(state.startswith("i punkt ") for state in states)
    assert not room.last_time.all_button.isVisible()
    sample_app.workspace.undo()
    assert room.last_time.all_button.isVisible()
    room.commands.action("memory.put_in_all").trigger()
    assert not room.last_time.all_button.isVisible()


def test_old_action_is_done_from_the_menu(sample_app: TestApp, room: PrepareRoom) -> None:
    sample_app.clock.advance(days=10)
    room.refresh()
    assert row(room, ACTION).state_text == "over frist"
    choose(room, ACTION)
    room.last_time.list.customContextMenuRequested.emit(QPoint(20, 5))
    menu = menu_of(room.last_time, "last_time_menu")
    choose_in(menu, "Er gjort")
    menu.close()
    base, memory = sample_app.base, sample_app.workspace.desk.memory
    session = memory.session_before(record(sample_app).session)
    assert session is not None
    (stored,) = (one for one in base.outcomes.of_session(session.id) if one.text == ACTION)
    assert stored.status is OutcomeStatus.DONE
    assert sample_app.frame.toast.text == f"{ACTION}: er gjort"
    count = room.last_time.model.rowCount()
    sample_app.frame.toast.undo_button.click()
    assert room.last_time.model.rowCount() == count + 1


def test_it_is_put_into_the_item_chosen_in_the_menu(sample_app: TestApp, room: PrepareRoom) -> None:
    choose(room, PARKED)
    room.last_time.list.customContextMenuRequested.emit(QPoint(20, 5))
    menu = menu_of(room.last_time, "last_time_menu")
    choose_in(menu, "Læg i punkt", "6  Fælles drøftelse")
    menu.close()
    assert row(room, PARKED).state_text == "i punkt 6"


def test_what_is_older_says_from_which_session(sample_app: TestApp, room: PrepareRoom) -> None:
    assert row(room, PARKED).note == ""
    next_session(sample_app, title="Samtaleflip 5")
    room.refresh()
    assert room.last_time._note.text() == "Samtaleflip 4"
    assert row(room, PARKED).note == "Samtaleflip 3"
