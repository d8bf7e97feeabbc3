"""How the panes of a room are divided is remembered, room by room."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.preferences import Preferences
from flipdesk.ui.widgets.width_grip import WidthGrip
from tests.helpers.app import TestApp, close_app, open_app

GRIPS = {
    "prepare": ("side_column", 344),
    "run": ("people_column", 262),
    "compile": ("waiting_column", 238),
    "knowledge": ("matrix_pane", 544),
}

KEPT = {"knowledge": "knowledge_page_search"}
"""Under which name the widths of a room with pages are kept."""


def grip_of(app: TestApp, pane: str) -> WidthGrip:
    assert app.window.room is not None
    grip = app.window.room.findChild(WidthGrip, f"{pane}_width")
    assert grip is not None
    return grip


def width_of(app: TestApp, pane: str) -> int:
    assert app.window.room is not None
    found = app.window.room.findChild(QWidget, pane)
    assert found is not None
    return found.width()


@pytest.mark.parametrize("room", GRIPS)
def test_a_width_is_remembered(tmp_path: Path, qtbot: QtBot, room: str) -> None:
    pane, usual = GRIPS[room]
    key = Qt.Key.Key_Left if pane in ("side_column", "people_column") else Qt.Key.Key_Right
    first = open_app(tmp_path, sample=True)
    first.window.enter(room)
    assert width_of(first, pane) == usual
    grip = grip_of(first, pane)
    assert grip.isVisible()
    assert grip.accessibleName() == "Bredde af felterne"
    qtbot.keyClick(grip, key)
    qtbot.waitUntil(lambda: width_of(first, pane) == usual + 16)
    own = KEPT.get(room, room)
    kept = first.preferences.widths(own)
    close_app(first)
    second = open_app(tmp_path)
    assert second.preferences.widths(own) == kept != ()
    second.workspace.open_session(second.base.sessions.all()[0].id)
    second.window.enter(room)
    qtbot.waitUntil(lambda: width_of(second, pane) == usual + 16)
    second.window.resize(853, 480)
    qtbot.waitUntil(lambda: not grip_of(second, pane).isVisible())
    close_app(second)


@pytest.mark.parametrize("kept", ["", "wide", "300 -4", "0 300", "99999"])
def test_widths_that_make_no_sense_are_ignored(tmp_path: Path, kept: str) -> None:
    store = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    store.setValue("widths/run", kept)
    assert Preferences(store).widths("run") == ()
