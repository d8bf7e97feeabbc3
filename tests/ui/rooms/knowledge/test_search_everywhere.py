"""Viden finds what was not noted too, and leads to it."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import SavedSearchId
from flipdesk.domain.saved_search import SavedSearch
from flipdesk.domain.search import Query
from flipdesk.domain.vocabulary import Audience, RecordingConsent
from flipdesk.ui.dialogs.library_name_dialog import LibraryNameDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.period_dialog import PeriodDialog
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import MINUTES, SPOKEN, TABLE
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.helpers.transcripts import segments, stored, transcript
from tests.ui.rooms.compile.listening_room import add_recording, with_gap
from tests.ui.rooms.hearing import media
from tests.ui.rooms.knowledge.opened import open_page

__all__ = ["media"]


@pytest.fixture
def page(sample_app: TestApp) -> SearchPage:
    owner = transcript(sample_session_id())
    pieces = (
        (61_000, 64_000, "S00", "Vi talte længe om kaffemaskinen"),
        (70_000, 72_000, "S01", "Nå"),
    )
    sample_app.workspace.tell(stored(sample_app.base, owner, segments(owner, *pieces)))
    desk = sample_app.workspace.desk
    draft = desk.minutes.prepare(sample_session_id(), Audience.PARTICIPANTS)
    desk.minutes.store(draft, desk.minutes.render(draft))
    return open_page(sample_app, SearchPage)


def search(page: SearchPage, words: str) -> None:
    page.search.field.setText(words)
    page.search.timer.stop()
    page.search.timer.timeout.emit()
    QApplication.processEvents()


def test_transcripts_have_a_tab_while_there_is_something_in_them(page: SearchPage) -> None:
    assert page.bar.tabs.isTabVisible(SPOKEN)
    search(page, "kaffemaskine")
    assert page.bar.tabs.tabText(SPOKEN) == "Transskriptioner 1"
    assert not page.bar.tabs.isTabVisible(MINUTES)
    search(page, "bageri")
    assert not page.bar.tabs.isTabVisible(SPOKEN)
    assert page.bar.tabs.tabText(MINUTES) == "Referater 1"


def test_segment_is_found_and_shown_in_its_transcript(
    sample_app: TestApp, page: SearchPage, qtbot: QtBot
) -> None:
    search(page, "kaffemaskine")
    page.bar.tabs.setCurrentIndex(SPOKEN)
    page.bar.views.choose(TABLE)
    page.results.focus_hits()
    hit = page.results.chosen_hit
    assert hit is not None
    assert (hit.kind, hit.at_ms) == ("transcript_segment", 61_000)
    qtbot.keyClick(page.results.table.table, Qt.Key.Key_Return)
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    assert room.spoken.shows_transcript
    spoken = room.transcript_pane.list
    assert spoken.segments.key_at(spoken.currentIndex()) == hit.id


def test_words_of_who_withdrew_are_not_found_in_transcripts(
    sample_app: TestApp, page: SearchPage
) -> None:
    base = sample_app.base
    record = base.record(sample_session_id())
    speaker = record.by_initials("TG")
    assert speaker is not None
    (segment, _other) = base.transcript_segments.of_session(sample_session_id())
    base.transcript_segments.save(replace(segment, speaker_id=speaker.id))
    query = Query(words="kaffemaskine", among=("transcript_segment",))
    assert len(base.search.find(query)) == base.search.count("transcript_segment", query) == 1
    consent = replace(speaker.consent, recording=RecordingConsent.WITHDRAWN)
    base.participants.save(replace(speaker, consent=consent))
    assert base.search.find(query) == ()
    assert base.search.count("transcript_segment", query) == 0


def test_space_hears_the_moment_and_stops_it(
    sample_app: TestApp, page: SearchPage, media: FakeMedia, qtbot: QtBot
) -> None:
    add_recording(sample_app, with_gap())
    page.refresh()
    search(page, "gåturen end ved bordet")
    page.results.focus_hits()
    hit = page.results.chosen_hit
    assert hit is not None
    assert hit.has_sound
    focused = sample_app.window.focusWidget()
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    player = sample_app.passage_player
    assert player.passage_id == f"moment:{hit.session_id}:{hit.at_ms}"
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert player.passage_id is None


def test_search_is_kept_made_again_and_forgotten(
    sample_app: TestApp, page: SearchPage, qtbot: QtBot
) -> None:
    page.search.potential.choose(("samtale",))
    search(page, "bageri")
    found = page.results.beside.hits.rowCount()
    page.search.saved.fill()
    page.search.saved.saved_menu.actions()[0].trigger()
    dialog = page.findChild(LibraryNameDialog)
    assert dialog is not None
    assert dialog.title.text() == "bageri"
    dialog.title.setText("Bagerier")
    dialog.accept()
    qtbot.waitUntil(lambda: page.findChild(LibraryNameDialog) is None)
    page.search.clear()
    assert page.search.field.text() == ""
    page.search.saved.fill()
    entries = page.search.saved.saved_menu.actions()
    assert entries[0].text() == "Bagerier"
    entries[0].trigger()
    assert page.search.field.text() == "bageri"
    assert page.search.potential.chosen == ("samtale",)
    assert page.results.beside.hits.rowCount() == found > 0
    (kept,) = sample_app.base.saved_searches.all()
    page.search.saved.forget_requested.emit(kept.id)
    assert sample_app.base.saved_searches.all() == ()
    sample_app.workspace.undo()
    assert [one.name for one in sample_app.base.saved_searches.all()] == ["Bagerier"]


def offer(page: SearchPage, section: str) -> dict[str, QAction]:
    """Open what is narrowed by seldom, and return what a section of it offers."""
    page.search.more.click()
    menu = page.search.more.filter_menu
    menu.close()
    (inside,) = [one for one in menu.findChildren(QMenu) if one.title() == section]
    return {one.text().split("\t")[0]: one for one in inside.actions()}


@pytest.mark.parametrize(
    ("section", "entry", "shown"),
    [
        ("Slags", "Dilemma", "Refleksioner 3"),
        ("Moralske dimensioner", "Fairness", "Refleksioner 2"),
        ("Forløb", "Samtaleflip i Nordby Kommune", "Refleksioner 17"),
        ("Session", "Samtaleflip 3 · 22.4.2021", "Refleksioner 17"),
        ("Periode", "De seneste 3 måneder", "Refleksioner 17"),
    ],
)
def test_more_narrows(page: SearchPage, section: str, entry: str, shown: str) -> None:
    offered = offer(page, section)
    offered[entry].trigger()
    assert page.bar.tabs.tabText(0) == shown
    page.search.clear()
    assert page.bar.tabs.tabText(0) == "Refleksioner 17"


def test_period_is_asked_for_and_kept_with_a_search(page: SearchPage, qtbot: QtBot) -> None:
    offer(page, "Periode")["Fra og til…"].trigger()
    dialog = page.findChild(PeriodDialog)
    assert dialog is not None
    assert dialog.since.date() == dialog.until.date() == QDate(2021, 4, 22)
    dialog.since.setDate(QDate(2021, 5, 1))
    dialog.accept()
    assert dialog.problem == "Perioden slutter, før den begynder. Vælg en senere sidste dag."
    dialog.since.setDate(QDate(2021, 4, 1))
    dialog.accept()
    qtbot.waitUntil(lambda: page.findChild(PeriodDialog) is None)
    assert page.search.more.accessibleName() == "Mere: 1.4.2021–22.4.2021"
    assert page.bar.tabs.tabText(0) == "Refleksioner 17"
    kept = SavedSearch(SavedSearchId("x"), "April", filters=page.search.filters)
    page.search.choose_period(date(2021, 4, 23), date(2021, 12, 31))
    assert page.bar.tabs.tabText(0) == "Refleksioner 0"
    offer(page, "Periode")["De seneste 3 måneder"].trigger()
    assert page.search.more.chosen == ("period/3",)
    assert page.bar.tabs.tabText(0) == "Refleksioner 17"
    page.search.clear()
    page.search.make_again(kept)
    assert page.search.more.chosen == ("period/2021-04-01/2021-04-22",)
    assert page.bar.tabs.tabText(0) == "Refleksioner 17"
