"""Backups that nobody asks for: every ten minutes of work, at a session's end, at closing."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import new_guid
from flipdesk.knowledge.backup_manifest import read_manifest
from flipdesk.knowledge.engine import connect
from flipdesk.ui import backup_watch
from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.helpers.figures import Figures
from tests.helpers.hold_ups import HoldUps

SOON_MS = 30


@pytest.fixture
def quick(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestApp]:
    """The window on the sample, with backups after milliseconds instead of minutes."""
    monkeypatch.setattr(backup_watch, "EVERY_MS", SOON_MS)
    monkeypatch.setattr(backup_watch, "FIRST_MS", SOON_MS)
    app = open_app(tmp_path, sample=True)
    qtbot.waitUntil(app.window.isActiveWindow)
    yield app
    close_app(app)


def write(app: TestApp) -> None:
    planning = app.workspace.desk.planning
    assert app.workspace.perform(
        lambda: planning.change_session(sample_session_id(), place=new_guid())
    )


def reasons(app: TestApp) -> list[str]:
    found = (read_manifest(one) for one in app.base.backups())
    return sorted(one.reason for one in found if one is not None)


def test_backup_is_made_some_time_after_a_change_and_not_without_one(
    quick: TestApp, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(quick.backup_watch.made):
        pass
    assert reasons(quick) == ["running"]
    assert not quick.backup_watch.is_behind
    qtbot.wait(4 * SOON_MS)  # nothing is to happen in so long
    assert reasons(quick) == ["running"]
    with qtbot.waitSignal(quick.backup_watch.made):
        write(quick)
    assert reasons(quick) == ["running", "running"]


def test_session_that_ends_is_backed_up_at_once(sample_app: TestApp, qtbot: QtBot) -> None:
    app = sample_app
    session_id = sample_session_id()
    running = app.workspace.desk.running
    app.workspace.perform(lambda: running.previous_item(session_id))
    assert reasons(app) == []
    with qtbot.waitSignal(app.backup_watch.made):
        app.workspace.perform(lambda: running.next_item(session_id))
    assert reasons(app) == ["session-end"]


def test_closing_backs_up_what_no_backup_holds_and_only_then(qtbot: QtBot, tmp_path: Path) -> None:
    app = open_app(tmp_path, sample=True)
    close_app(app)
    assert reasons(app) == ["closing"]
    copy = connect(str(app.base.backups()[0]))
    assert copy.execute("select count(*) from session").fetchone()[0] == 1
    copy.close()
    again = open_app(tmp_path)
    assert not again.backup_watch.is_behind or again.base.database.found_written > again.clock.now()
    again.backup_watch._covered = again.base.writes
    close_app(again)
    assert reasons(again) == ["closing"]


def test_trouble_is_told_once_and_taken_back_when_it_is_over(quick: TestApp, qtbot: QtBot) -> None:
    with qtbot.waitSignal(quick.backup_watch.made):
        pass
    place = quick.base.folder / "backups"
    place.rename(place.with_name("elsewhere"))
    place.write_bytes(b"in the way")
    told: list[str] = []
    over: list[str] = []
    quick.workspace.problem.connect(told.append)
    quick.workspace.problem_over.connect(over.append)
    write(quick)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(4 * SOON_MS)  # it is tried again meanwhile
    assert len(told) == 1
    assert str(place) in told[0]
    place.unlink()
    with qtbot.waitSignal(quick.backup_watch.made):
        pass
    assert told[0] in over


def test_what_is_asked_for_while_one_is_made_is_made_after_it(
    sample_app: TestApp, qtbot: QtBot
) -> None:
    watch = sample_app.backup_watch
    for _ in range(3):
        watch.make()
    qtbot.waitUntil(lambda: len(reasons(sample_app)) == 3)


def test_window_stays_quick_while_100_megabytes_are_backed_up(
    sample_app: TestApp, qtbot: QtBot, figures: Figures
) -> None:
    app = sample_app
    with app.base.atomic():
        for number in range(1_000):
            app.base.settings.set(f"filler-{number}", new_guid() * 2_900)
    app.base.database.execute("pragma wal_checkpoint(truncate)")
    size = app.base.database.path.stat().st_size

    def change() -> float:
        time.sleep(0.01)  # whoever writes pauses, too
        before = time.monotonic()
        write(app)
        QApplication.processEvents()
        return (time.monotonic() - before) * 1_000

    alone_ms = statistics.median(change() for _ in range(20))
    beside_ms: list[float] = []
    with HoldUps(app.base.folder) as machine:
        began = time.monotonic()
        app.backup_watch.make()
        while app.jobs.running:
            beside_ms.append(change())
        took_s = time.monotonic() - began
    added_ms = [one - alone_ms for one in beside_ms]
    figures.add("backup of a knowledge base", size / 1e6, "MB", "100 MB or more")
    figures.add("backup of it, made and verified", took_s, "s", "60 s")
    figures.most("added by it to a change and its repaint", added_ms, "ms", "50 ms")
    assert size > 90_000_000
    assert reasons(app) == ["by-hand"]
    assert max(added_ms) < 50 + machine.worst_s * 1_000
