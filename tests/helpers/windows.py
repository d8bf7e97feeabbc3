"""Top-level windows that a test left behind."""

import sys


def close_visible_windows() -> list[str]:
    """Close every visible top-level window and return what they were; nothing when Qt is unused."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    visible = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in visible:
        widget.close()
    return [f"{type(widget).__name__} {widget.objectName()!r}" for widget in visible]
