"""A session of very many notes: the row changes at once, minutes and timeline a moment later."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.rooms.compile.compile_room import MANY, CompileRoom
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.nordby import many


def test_a_tag_shows_at_once_and_the_minutes_follow(app: TestApp, qtbot: QtBot) -> None:
    with app.base.atomic():
        app.base.add_record(many(MANY + 1))
    app.workspace.open_session(sample_session_id())
    app.window.enter("compile")
    QApplication.processEvents()
    room = app.window.room
    assert isinstance(room, CompileRoom)
    view = room.notes_pane.list
    key = view.notes.key_at(view.currentIndex()) or ""
    qtbot.keyClick(view, Qt.Key.Key_6)
    row = view.notes.index_of(key).data(Role.ROW)
    assert "Viden" in [chip.text for chip in row.chips]
    qtbot.keyClick(view, Qt.Key.Key_U)

    def says_so() -> bool:
        return bool(view.notes.index_of(key).data(Role.ROW).state_text == "Udeladt")

    qtbot.waitUntil(says_so)
