"""A window in which somebody is named in every text, recorded, written about and exported.

    python -m tests.faults.lived FOLDER locked|open

Says "ready" on stdout while a note and the capture line are being written; a line on stdin closes
the window. What is exported lies in FOLDER/ud.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from flipdesk.i18n import use_language
from tests.faults.typist import begun
from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.helpers.locked import new_keys
from tests.helpers.needles import NAME, complete, plant
from tests.services.test_every_mutation import filled
from tests.ui.rooms.compile.listening_room import loud, stored_recording

SOUND_MS, DRAFTS_MS = 20_000, 1_000


def live(folder: Path, *, locked: bool) -> TestApp:
    keys = new_keys(folder / "test.flipkb")[0] if locked else None
    app = open_app(folder, keys=keys)
    desk, session_id = app.workspace.desk, sample_session_id()
    filled(desk)
    complete(desk, session_id)
    plant(desk, session_id)
    _recording, changes = stored_recording(app.base, session_id, [(0, loud(SOUND_MS))])
    app.workspace.tell(changes)
    app.base.back_up("before")
    (folder / "ud").mkdir()
    version = app.base.minutes.of_session(session_id)[0]
    desk.minutes.export(version.id, folder / "ud" / "Referat.docx")
    desk.files.keep_copy(session_id)
    app.workspace.open_session(session_id)
    app.window.enter("run")
    line = app.window.findChild(QWidget, "capture_text")
    assert line is not None
    QTest.keyClicks(line, NAME.lower())
    QTest.qWait(DRAFTS_MS)
    QTest.keyClicks(begun(app, "note")[1], NAME)
    return app


def main() -> None:
    folder, how = sys.argv[1:]
    use_language("da")
    qt = QApplication([])
    app = live(Path(folder), locked=how == "locked")

    def end() -> None:
        sys.stdin.readline()
        close_app(app)
        qt.quit()

    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(end)
    QTimer.singleShot(DRAFTS_MS, lambda: print("ready", flush=True))
    qt.exec()


if __name__ == "__main__":
    main()
