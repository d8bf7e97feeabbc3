"""Everything one can operate in Hjem and Forbered has a name and is reached by Tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from flipdesk.ui.dialogs.form_dialog import FormDialog
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from tests.helpers.app import TestApp

OPERATED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
COMMANDS = ("participant.add", "session.new", "series.new", "session.about")


def nameless(root: QWidget) -> list[str]:
    """Return what can be operated and lacks a name, Qt's own inner parts aside."""
    return [
        f"{type(one).__name__} {one.objectName()!r} {one.accessibleName()!r}"
        for one in root.findChildren(QWidget)
        if isinstance(one, OPERATED)
        and one.isVisible()
        and not one.objectName().startswith("qt_")
        and not (one.objectName() and one.accessibleName())
    ]


def tabbed(qtbot: QtBot, first: QWidget) -> list[str]:
    """Return the names of what Tab goes through, from one widget round to it again."""
    first.setFocus()
    seen: list[str] = []
    focused: QWidget = first
    while len(seen) < 60:
        seen.append(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        after = first.window().focusWidget()
        assert after is not None
        focused = after
        if focused is first:
            break
    return seen


@pytest.mark.parametrize("room", ["home", "prepare"])
@pytest.mark.parametrize("size", [(1280, 720), (853, 480)])
def test_everything_has_a_name(sample_app: TestApp, room: str, size: tuple[int, int]) -> None:
    sample_app.window.enter(room)
    sample_app.window.resize(*size)
    shown = sample_app.window.room
    assert shown is not None
    if isinstance(shown, PrepareRoom):
        shown.item.toggle_form()
        shown.head.edit_title()
    assert nameless(shown) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_dialogs_have_names_and_end_at_their_buttons(
    sample_app: TestApp, qtbot: QtBot, command: str
) -> None:
    sample_app.window.enter("prepare")
    sample_app.commands.action(command).trigger()
    dialog = sample_app.window.findChild(FormDialog)
    assert dialog is not None
    assert nameless(dialog) == []
    qtbot.waitUntil(dialog.isActiveWindow)
    focused = dialog.focusWidget()
    assert focused is not None
    seen = tabbed(qtbot, focused)
    place = seen.index("dialog_cancel")
    assert seen[place + 1 : place + 2] == ["dialog_accept"]
    dialog.reject()


def test_tab_goes_through_prepare_as_it_is_read(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.window.enter("prepare")
    room = sample_app.window.room
    assert isinstance(room, PrepareRoom)
    # The session has been held, so nothing warns of little slack.
    assert tabbed(qtbot, room.head.heading)[:15] == [
        *("session_time", "session_place", "session_purpose", "session_contribution"),
        *("run_sheet", "add_item", "from_template"),
        *("papers_program", "papers_calendar", "papers_more", "item_details"),
        *("participants", "add_participant", "people_table_button", "ready"),
    ]


def test_tab_goes_through_home_as_it_is_read(sample_app: TestApp, qtbot: QtBot) -> None:
    sample_app.window.enter("home")
    first = sample_app.window.findChild(QAbstractButton, "see_run_sheet")
    assert first is not None
    assert tabbed(qtbot, first)[:9] == [
        *("see_run_sheet", "go_to_next", "waiting", "new_series", "series"),
        *("home_new", "home_import", "home_example", "left_off_0"),
    ]
