"""The whole program in a process of its own: another knowledge base, and mishaps said in place."""

import os
import subprocess
import sys
from pathlib import Path

_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[3])
import flipdesk.app as program
from flipdesk.ui.dialogs.new_base_dialog import NewBaseDialog
from flipdesk.ui.file_commands import FileCommands
from flipdesk.ui.main_window import MainWindow
from flipdesk.ui.message_area import MessageArea

def window():
    return next(one for one in QApplication.topLevelWidgets()
                if isinstance(one, MainWindow) and one.isVisible())

def make_plain():
    for one in QApplication.topLevelWidgets():
        if isinstance(one, NewBaseDialog) and one.isVisible():
            one.plain_button.click()
    QTimer.singleShot(20, make_plain)

def furnished(then):
    def look():
        if QApplication.instance() and any(isinstance(one, MainWindow) and one.room
                for one in QApplication.topLevelWidgets() if one.isVisible()):
            then()
        else:
            QTimer.singleShot(20, look)
    return look

def first():
    def broken():
        QTimer.singleShot(20, second)
        raise ZeroDivisionError("a bug")
    QTimer.singleShot(0, broken)

def second():
    said = window().findChild(MessageArea).sentences
    print("said", said[0])
    files = window().findChild(FileCommands)
    files.choose_folder = lambda: Path(sys.argv[2])
    files.open_other()
    QTimer.singleShot(50, furnished(third))

def third():
    print("then another window")
    window().close()

class Started(program.QApplication):
    def __init__(self, arguments):
        super().__init__(arguments)
        QTimer.singleShot(50, furnished(first))
        QTimer.singleShot(50, make_plain)

program.QApplication = Started
sys.exit(program.run(Path(sys.argv[1])))
"""


def test_window_tells_a_mishap_and_goes_on_with_another_knowledge_base(tmp_path: Path) -> None:
    one, other = tmp_path / "en.flipkb", tmp_path / "en anden.flipkb"
    ended = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(one), str(other), str(tmp_path / "valg")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    said, then = ended.stdout.splitlines()
    assert said.startswith("said Noget i FlipDesk gik galt.")
    assert then == "then another window"
    assert "ZeroDivisionError: a bug" in ended.stderr
    for folder in (one, other):
        assert (folder / "knowledge.sqlite").exists()
        assert not (folder / "knowledge.sqlite-wal").exists()
