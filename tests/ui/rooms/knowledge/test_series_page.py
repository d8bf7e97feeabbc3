"""The page of a series: the two cycles count, a station shows what it counted."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flipdesk.domain.cycles import CycleStation, cycle_entries
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.series.series_page import SeriesPage
from tests.helpers.app import TestApp, sample_session_id
from tests.ui.rooms.knowledge.opened import open_page
from tests.ui.rooms.reach import assert_reached_by_tab, nameless


@pytest.fixture
def page(sample_app: TestApp) -> SeriesPage:
    return open_page(sample_app, SeriesPage)


def test_stations_show_what_they_count(sample_app: TestApp, page: SeriesPage) -> None:
    entries = cycle_entries([sample_app.base.record(sample_session_id())])
    for station, button in page.cycles.stations.items():
        assert button.count == sum(one.station is station for one in entries)
        button.click()
        assert page.rows.rowCount() == button.count
    assert page.cycles.stations[CycleStation.ASKED].accessibleName() == (
        "Spørgsmål til forskningen, 1 note"
    )


def test_a_trial_moves_on_when_its_status_does(sample_app: TestApp, page: SeriesPage) -> None:
    desk = sample_app.workspace.desk
    trial = next(
        one
        for one in sample_app.base.outcomes.of_session(sample_session_id())
        if one.kind is OutcomeKind.TRIAL
    )
    before = page.cycles.stations[CycleStation.PROPOSED].count
    sample_app.workspace.perform(lambda: desk.memory.set_status(trial.id, OutcomeStatus.TRYING))
    assert page.cycles.stations[CycleStation.PROPOSED].count == before - 1
    assert page.cycles.stations[CycleStation.TRIED].count == 1


def test_enter_goes_to_the_note(sample_app: TestApp, page: SeriesPage, qtbot: QtBot) -> None:
    page.cycles.stations[CycleStation.ASKED].click()
    page.list.setFocus()
    page.list.setCurrentIndex(page.rows.index(0, 0))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert isinstance(sample_app.window.room, CompileRoom)


def test_before_anything_is_held_it_says_so(app: TestApp) -> None:
    page = open_page(app, SeriesPage)
    assert not page.cycles.isVisible()


def test_no_station_lies_over_another(sample_app: TestApp, page: SeriesPage) -> None:
    for size in ((1280, 720), (853, 480), (1600, 1000)):
        sample_app.window.resize(*size)
        page.refresh()
        boxes = [one.geometry() for one in page.cycles.stations.values()]
        for place, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[place + 1 :]), size


def test_everything_has_a_name_and_is_reached(
    sample_app: TestApp, page: SeriesPage, qtbot: QtBot
) -> None:
    assert nameless(page) == []
    page.series.setFocus()
    assert_reached_by_tab(sample_app, qtbot)
