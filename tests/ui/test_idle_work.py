"""Upkeep waits for quiet, goes on to its end, and gives way to whoever writes."""

from functools import partial

from pytestqt.qtbot import QtBot

from flipdesk.services.capturing import Moment
from flipdesk.ui import idle_work
from tests.helpers.app import TestApp


def test_upkeep_is_done_when_it_is_quiet(sample_app: TestApp, qtbot: QtBot) -> None:
    app = sample_app
    session_id = app.workspace.session_id
    assert session_id is not None
    capturing = app.workspace.desk.capturing
    moment = Moment(app.workspace.now())
    for number in range(40):
        app.workspace.perform(partial(capturing.commit, session_id, f"note {number}", moment))
    assert not app.idle_work.is_done
    qtbot.waitUntil(lambda: app.idle_work.is_done, timeout=3 * idle_work.QUIET_MS)
    count = "select count(distinct segid) as n from reflection_fts_idx"
    assert int(str(app.base.database.execute(count)[0]["n"])) < 20


def test_what_is_stored_while_the_window_closes_starts_no_more_of_it(app: TestApp) -> None:
    app.idle_work.stop()
    app.workspace.perform(lambda: app.workspace.desk.planning.add_series("Sent", "", None)[1])
    assert app.idle_work.is_done
