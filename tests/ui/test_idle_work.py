"""Upkeep waits for quiet, goes on to its end, and gives way to whoever writes."""

from functools import partial
from threading import get_ident

import pytest
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


def test_binding_the_words_loads_what_the_first_search_needs(
    sample_app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[int] = []
    monkeypatch.setattr(idle_work, "load_stemmer", lambda: loaded.append(get_ident()))
    monkeypatch.setattr("flipdesk.knowledge.known_words._LOOSE", 1)
    qtbot.waitUntil(lambda: bool(loaded), timeout=3 * idle_work.QUIET_MS)
    qtbot.waitUntil(lambda: not sample_app.jobs.running)
    assert not sample_app.base.search.words.is_to_be_bound
    assert len(loaded) == 1
    assert loaded[0] != get_ident()
