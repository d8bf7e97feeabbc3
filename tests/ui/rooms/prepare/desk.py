"""What the tests of Forbered share."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.delegates.roles import RunSheetColumn
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
    """Return the middle of a cell, in the run sheet's viewport."""
    view = room.run_sheet.view
    return view.visualRect(room.run_sheet.model.index(row, column)).center()


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
