"""Top-level windows that a test left behind."""

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound="QDialog")


def close_visible_windows() -> list[str]:
    """Close every visible top-level window and return what they were; nothing when Qt is unused."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in visible:
        widget.close()
    return [f"{type(widget).__name__} {widget.objectName()!r}" for widget in visible]


def when_shown(kind: "type[D]", act: "Callable[[D], object]") -> None:
    """Act on the next dialog of a kind, which may be waited for in a loop of its own."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def look() -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, kind) and one.isVisible():
                act(one)
                return
        QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
