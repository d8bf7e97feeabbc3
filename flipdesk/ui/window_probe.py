"""A process that tells whether Qt can be used here; it may die of what it tries.

It prints one JSON object a line: first Qt's version or the import error, then the screens.
"""

import json
import os
import sys


def main() -> int:
    """Print what there is; Qt ends the process by itself when its platform plugin fails."""
    try:
        import PySide6
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        _tell({"problem": str(error)})
        return 1
    _tell({"version": PySide6.__version__})
    if not _may_have_screen():
        return 0
    application = QApplication(sys.argv[:1])
    screens = QGuiApplication.screens()
    sizes = [f"{screen.size().width()} × {screen.size().height()}" for screen in screens]
    _tell({"platform": application.platformName(), "screens": sizes})
    return 0


def _may_have_screen() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tell(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    sys.exit(main())
