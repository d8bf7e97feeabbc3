"""A window in whose Bearbejd somebody writes without a pause until it is killed.

    python -m tests.faults.typist FOLDER KIND

KIND is "note", "segment" or "change". Tells on stdout, each at once, the GUID of the text, and then
the number of letters typed with the nanosecond of the monotonic clock. The letters are a, b, c …
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from flipdesk.i18n import use_language
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from tests.helpers.app import TestApp, open_app
from tests.helpers.taken_in import take_in_change
from tests.ui.rooms.compile.transcript_room import with_transcript

LETTERS = "abcdefghijklmnopqrstuvwxyz"
EVERY_MS = 40


def written(count: int) -> str:
    """Return what so many key strokes write."""
    return (LETTERS * (count // len(LETTERS) + 1))[:count]


def begun(app: TestApp, kind: str) -> tuple[str, QPlainTextEdit]:
    """Open the editor of a text; return its GUID and the field."""
    app.window.enter("compile")
    room = app.window.room
    assert isinstance(room, CompileRoom)
    if kind == "segment":
        with_transcript(app)
        app.commands.action("transcript.show").trigger()
        pane = room.transcript_pane
        pane.list.edit_segment(pane.segments[0].id)
        assert pane.list.editor is not None
        return pane.segments[0].id, pane.list.editor
    if kind == "change":
        take_in_change(app)
        room.review_pane.edit()
        return room.review_pane.writing, room.review_pane.editor
    room.notes_pane.list.edit_current()
    assert room.notes_pane.list.delegate.editor is not None
    return room.notes_pane.list.writing, room.notes_pane.list.delegate.editor.text


def main() -> None:
    folder, kind = sys.argv[1:]
    use_language("da")
    qt = QApplication([])
    app = open_app(Path(folder), sample=True)
    key, field = begun(app, kind)
    print(key, flush=True)
    field.selectAll()
    typed = 0

    def strike() -> None:
        nonlocal typed
        typed += 1
        QTest.keyClicks(field, written(typed)[-1])
        print(typed, time.monotonic_ns(), flush=True)

    timer = QTimer()
    timer.timeout.connect(strike)
    timer.start(EVERY_MS)
    qt.exec()


if __name__ == "__main__":
    main()
