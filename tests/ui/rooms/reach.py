"""Whether a room can be worked without a mouse and read without eyes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.app import TestApp

_CONTROLS = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit)
_MOST_STEPS = 80


def assert_reached_by_tab(app: TestApp, qtbot: QtBot) -> None:
    """Press Tab until it comes round, and compare with the controls that take it."""
    room = app.window.room
    assert room is not None
    wanted = {
        widget.objectName()
        for widget in room.findChildren(QWidget)
        if isinstance(widget, _CONTROLS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached: set[str] = set()
    for _step in range(_MOST_STEPS):
        focused = app.window.focusWidget()
        reached.add(focused.objectName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert wanted - reached == set()


def nameless(room: QWidget) -> list[str]:
    """Return the controls that lack an object name or an accessible name."""
    return [
        f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"
        for widget in room.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.objectName() and widget.accessibleName())
    ]
