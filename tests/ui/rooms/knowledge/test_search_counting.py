"""Counts beside the hits never stand in the way of what is typed next."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from flipdesk.domain.search import Hit
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.models import hits_model
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import REFLECTIONS
from tests.helpers.app import TestApp
from tests.ui.rooms.knowledge.opened import open_page


@pytest.fixture
def page(sample_app: TestApp) -> SearchPage:
    return open_page(sample_app, SearchPage)


def test_key_stops_what_is_counted_for_the_words_before(
    page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 0)
    counting, was_busy = page._counting, []
    page.show_query()
    was_busy.append(counting.is_busy)
    QTest.keyClicks(page.search.field, "b")
    was_busy.append(counting.is_busy)
    assert was_busy == [True, False]
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 30)
    found = page.workspace.desk.base.search.count("reflection", page.asked() or page._asked())
    qtbot.waitUntil(lambda: str(found) in page.bar.tabs.tabText(REFLECTIONS))


def test_cards_are_made_when_they_are_looked_at(
    page: SearchPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = hits_model.hit_row

    def remembered(hit: Hit, codes: object) -> hits_model.CardRow:
        made.append(hit.id)
        return real(hit, codes)  # type: ignore[arg-type]

    monkeypatch.setattr(hits_model, "hit_row", remembered)
    hits = page.workspace.desk.base.search.find(page._asked())
    model = hits_model.HitsModel()
    model.show_hits(hits, {})
    assert not made
    for _again in range(2):
        assert model.index(3, 0).data(Role.ROW).text
    assert made == [hits[3].id]
