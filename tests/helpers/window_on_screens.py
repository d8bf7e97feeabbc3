"""FlipDesk on the sample session in its fifth item, for a test that drives it from outside.

A line on stdin asks: "state" is answered by a line of JSON, "grab NUMBER PATH" saves a picture of a
screen, "quit" ends it. The first line on stdout is "ready".
"""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import SessionState
from flipdesk.i18n import use_language
from flipdesk.ui.audience.screens import ordered_screens
from flipdesk.ui.rooms.run.run_room import RunRoom
from tests.helpers.app import TestApp, close_app, open_app, sample_record

IN_THE_ROOM = datetime(2021, 4, 22, 9, 5, 36, tzinfo=UTC)
QUESTION = "Hvornår bliver borgerens egne jobtanker grebet?"


def in_the_room() -> SessionRecord:
    """Return the sample session when its fifth item has 29 minutes left."""
    record = sample_record()
    held, current, coming = record.agenda[:4], record.agenda[4], record.agenda[5:]
    agenda = (
        *held,
        replace(current, ended=None, purpose=QUESTION),
        *(replace(item, started=None, ended=None) for item in coming),
    )
    session = replace(record.session, state=SessionState.RUNNING, finished=None)
    return replace(record, session=session, agenda=agenda)


def open_in_the_room(folder: Path, text_scale: float = 1.0) -> TestApp:
    """Open the window in Afvikl, with two on the speakers' list and Mette speaking."""
    app = open_app(folder, ManualClock(IN_THE_ROOM), text_scale=text_scale)
    record = in_the_room()
    with app.base.atomic():
        app.base.add_record(record)
    app.workspace.open_session(record.session.id)
    app.window.enter("run")
    room = app.window.room
    assert isinstance(room, RunRoom)
    by_initials = {one.initials: one.id for one in record.participants}
    floor = room.people.floor
    floor.give(by_initials["MH"])
    floor.add(by_initials["TG"])
    floor.add(by_initials["KA"])
    app.audience.refresh()
    return app


def state(app: TestApp) -> dict[str, object]:
    """Return what a test wants to know of the window."""
    room = app.window.room
    assert isinstance(room, RunRoom)
    audience = app.audience
    return {
        "shown": audience.is_shown,
        "blank": audience.is_blank,
        "place": audience.window.geometry().getRect(),
        "main": app.window.geometry().getRect(),
        "title": audience.view.title if audience.view else "",
        "capture": room.capture.bar.text,
        "messages": app.frame.messages.sentences,
        "main_is_active": app.window.isActiveWindow(),
        "audience_is_active": audience.window.isActiveWindow(),
        "screens": [one.name() for one in ordered_screens()],
        "windows": sorted(one.windowTitle() for one in QApplication.topLevelWidgets()
                          if one.isVisible()),
    }  # fmt: skip


def answer(app: TestApp, line: str) -> None:
    """Do what a line asks."""
    word, *rest = line.split()
    if word == "quit":
        QGuiApplication.quit()
    elif word == "grab":
        screen = ordered_screens()[int(rest[0]) - 1]
        screen.grabWindow(0).save(rest[1])
        print("grabbed", flush=True)
    else:
        print(json.dumps(state(app)), flush=True)


def main(folder: str) -> None:
    qt = QApplication(sys.argv[:1])
    use_language("da")
    app = open_in_the_room(Path(folder))
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: answer(app, sys.stdin.readline()))
    print("ready", flush=True)
    qt.exec()
    notifier.setEnabled(False)
    close_app(app)


if __name__ == "__main__":
    main(sys.argv[1])
