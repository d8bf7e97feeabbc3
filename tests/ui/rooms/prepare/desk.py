"""What the tests of Forbered share."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import SessionId
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.exchange.agenda_template_file import load_templates
from flipdesk.services.series_planning import NewSession
from flipdesk.ui.delegates.roles import RunSheetColumn
from flipdesk.ui.delegates.run_sheet_delegate import HEIGHT
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp


def enter(app: TestApp) -> PrepareRoom:
    """Go into Forbered and return the room."""
    app.window.enter("prepare")
    room = app.window.room
    assert isinstance(room, PrepareRoom)
    return room


def record(app: TestApp) -> SessionRecord:
    """Return what is stored of the open session, read anew."""
    assert app.workspace.session_id is not None
    return app.base.record(app.workspace.session_id)


def titles(app: TestApp) -> list[str]:
    return [item.title for item in record(app).agenda]


def shown(room: PrepareRoom, column: RunSheetColumn) -> list[str]:
    """Return the texts of one column of the run sheet."""
    model = room.run_sheet.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def cell(room: PrepareRoom, row: int, column: RunSheetColumn) -> QPoint:
    """Return the middle of a cell, the heading of a day aside, in the run sheet's viewport."""
    view = room.run_sheet.view
    rect = view.visualRect(room.run_sheet.model.index(row, column))
    return QPoint(rect.center().x(), rect.bottom() - HEIGHT // 2)


def type_over(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    """Replace what stands in a field, key by key."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def press(qtbot: QtBot, app: TestApp, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press keys in whatever has the focus."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    focused = app.window.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, held)


def choose_in(menu: QMenu, *words: str) -> None:
    """Choose an entry of a menu by how it begins, through the submenus named before it."""
    for word in words[:-1]:
        found = [one for one in menu.actions() if one.text().startswith(word)]
        assert found, [one.text() for one in menu.actions()]
        submenu = found[0].menu()
        assert isinstance(submenu, QMenu)
        menu = submenu
    wanted = [one for one in menu.actions() if one.text().startswith(words[-1])]
    assert wanted, [one.text() for one in menu.actions()]
    assert wanted[0].isEnabled()
    wanted[0].trigger()


def menu_of(parent: QWidget, name: str) -> QMenu:
    """Return the newest menu of a name that stands below a widget."""
    found = parent.findChildren(QMenu, name)
    assert found, f"no menu {name}"
    return found[-1]


def next_session(app: TestApp, template: str = "", title: str = "Samtaleflip 4") -> SessionId:
    """Plan a session four weeks after the sample, from a template if one is named; open it."""
    session = record(app).session
    chosen = next((one for one in load_templates("da") if one.key == template), None)
    starts = session.starts + timedelta(weeks=4)
    plan = NewSession(session.series_id, title, starts, template=chosen)
    made, step = app.workspace.desk.planning.add_session(plan)
    app.workspace.tell(step.changes)
    app.workspace.open_session(made)
    return made


def plan_again(app: TestApp) -> None:
    """Let the open session be one that is still to be held."""
    session = replace(record(app).session, state=SessionState.PLANNED)
    app.workspace.tell(app.base.sessions.save(session))
