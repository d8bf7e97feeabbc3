"""What the item that is on takes up of earlier sessions, in Afvikl."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.rooms.run.run_room import RunRoom
from tests.helpers.app import TestApp
from tests.ui.rooms.prepare.desk import choose_in, next_session, record


def test_item_shows_what_it_takes_up_and_how_it_stands(sample_app: TestApp, qtbot: QtBot) -> None:
    session_id = next_session(sample_app, "employee_flip")
    workspace, memory = sample_app.workspace, sample_app.workspace.desk.memory
    left = [one.outcome for one in memory.left(record(sample_app))]
    parked = next(one for one in left if one.kind is OutcomeKind.PARKED)
    first = record(sample_app).agenda[0]
    workspace.perform(lambda: memory.put_in(session_id, [parked.id], first.id))
    sample_app.window.enter("run")
    room = sample_app.window.room
    assert isinstance(room, RunRoom)
    part = room.now.taken_up
    assert part.isVisible()
    assert not part.list.hasFocus()
    row = part.model.index(0).data(Role.ROW)
    assert (row.text.split(" · ")[0], row.state_text) == (parked.text, "åben")
    part.list.setFocus()
    part.list.setCurrentIndex(part.model.index(0))
    qtbot.keyClick(part.list, Qt.Key.Key_Return)
    menu = part.findChild(QMenu, "taken_up_menu")
    assert menu is not None
    choose_in(menu, "Er taget op")
    menu.close()
    stored = sample_app.base.outcomes.get(parked.id)
    assert stored is not None
    assert stored.status is OutcomeStatus.TAKEN_UP
    assert part.model.index(0).data(Role.ROW).state_text == "taget op igen"
    workspace.undo()
    assert part.model.index(0).data(Role.ROW).state_text == "åben"
    room.commands.action("run.next").trigger()
    room.commands.action("run.next").trigger()
    assert not part.isVisible()
