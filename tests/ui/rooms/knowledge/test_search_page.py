"""Viden as somebody uses it: typing, narrowing, looking at the matrix, going to a note."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import ReflectionId, SeriesId, SessionId, new_guid
from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.delegates.roles import HitRow, MatrixCell, Role
from flipdesk.ui.models.hits_model import CardRow, marked
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import AGREEMENTS, CARDS, QUOTES, TABLE
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.filter_button import FilterButton
from tests.helpers.app import TestApp, sample_record
from tests.ui.rooms.knowledge.opened import open_page
from tests.ui.rooms.reach import assert_reached_by_tab, nameless


def elsewhere(place: str, year: int, *, sample: bool = False) -> SessionRecord:
    """Return the sample's reflections as if said in another place and year."""
    record = sample_record()
    series = replace(
        record.series,
        id=SeriesId(new_guid()),
        organisation=place,
        organisation_id=None,
        is_sample=sample,
    )
    session = replace(
        record.session,
        id=SessionId(new_guid()),
        series_id=series.id,
        starts=datetime(year, 3, 5, 9, tzinfo=UTC),
        chair_id=None,
        minute_taker_id=None,
    )
    reflections = tuple(
        replace(
            one,
            id=ReflectionId(new_guid()),
            session_id=session.id,
            speaker_id=None,
            agenda_item_id=None,
        )
        for one in record.reflections
    )
    return SessionRecord(series, session, record.codebook, reflections=reflections)


def add(app: TestApp, *records: SessionRecord) -> None:
    with app.base.atomic():
        for record in records:
            app.base.add_record(record)


@pytest.fixture
def room(sample_app: TestApp) -> SearchPage:
    add(sample_app, elsewhere("Åkær Kommune", 2018), elsewhere("Østerå Kommune", 2019))
    return open_page(sample_app, SearchPage)


def search(room: SearchPage, qtbot: QtBot, words: str) -> None:
    """Type words, and let the moment pass that the field waits for more."""
    room.search.field.setFocus()
    room.search.field.clear()
    qtbot.keyClicks(room.search.field, words)
    assert room.search.timer.isActive()
    room.search.timer.stop()
    room.search.timer.timeout.emit()


def tabs(room: SearchPage) -> list[str]:
    bar = room.bar.tabs
    return [bar.tabText(n) for n in range(bar.count()) if bar.isTabVisible(n)]


def found(room: SearchPage) -> list[str]:
    hits = room.results.beside.hits
    return [hits.index(n, 0).data(Role.ROW).text for n in range(hits.rowCount())]


def pick(button: FilterButton, value: str, qtbot: QtBot) -> None:
    """Open a filter's menu and check an entry."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = button.filter_menu
    next(one for one in menu.actions() if one.data() == value).trigger()
    menu.close()


def test_matrix_counts_potentials_by_municipality_in_danish_order(room: SearchPage) -> None:
    view = room.results.matrix.view
    heads = [
        view.matrix.headerData(n, Qt.Orientation.Horizontal)
        for n in range(view.matrix.columnCount())
    ]
    assert heads == ["", "Nordby", "Østerå", "Åkær", "I alt"]
    rows = [
        [view.matrix.index(row, column).data() for column in range(view.matrix.columnCount())]
        for row in range(view.matrix.rowCount())
    ]
    assert rows[2] == ["Samtale", "11", "11", "11", "33"]
    assert rows[4] == ["Virksomhed", "1", "1", "1", "3"]
    assert rows[6] == ["I alt", "26", "26", "26", "78"]
    assert tabs(room) == ["Refleksioner 51", "Aftaler 8", "Citater 6"]


def test_empty_cell_is_a_dot(room: SearchPage, qtbot: QtBot) -> None:
    search(room, qtbot, "måltallet")
    cell = room.results.matrix.view.matrix.index(4, 1).data(Role.ROW)
    assert cell == MatrixCell("·", 0, "Virksomhed, Nordby: 0")


def test_arrow_keys_choose_a_cell_and_its_notes_stand_beside_it(
    room: SearchPage, qtbot: QtBot
) -> None:
    view = room.results.matrix.view
    view.setFocus()
    view.setCurrentIndex(view.matrix.index(0, 1))
    assert len(found(room)) == 5
    for _press in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert room.results.chosen_cell == ("virksomhed", "Nordby Kommune")
    assert found(room)[0].startswith("Når jeg hører lastbil")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert room.results.chosen_cell == ("virksomhed", "Østerå Kommune")
    view.setCurrentIndex(view.matrix.index(6, 4))
    assert len(found(room)) == 51


def test_words_are_found_as_one_types_and_marked(room: SearchPage, qtbot: QtBot) -> None:
    search(room, qtbot, "bageri")
    assert tabs(room)[0] == "Refleksioner 6"
    row = room.results.beside.hits.index(0, 0).data(Role.ROW)
    assert isinstance(row, HitRow)
    words = [row.text[start : start + length] for start, length in row.marks]
    assert {word.casefold()[:6] for word in words} == {"bageri"}


def test_source_and_role_stand_with_each_hit(room: SearchPage, qtbot: QtBot) -> None:
    search(room, qtbot, "gentager ordet")
    hits = room.results.beside.hits
    rows = [hits.index(n, 0).data(Role.ROW) for n in range(hits.rowCount())]
    heads = {row.head for row in rows}
    assert heads == {"Sagsbehandler", "Ingen taler"}
    assert {row.source for row in rows} == {"Samtaleflip 3 · 01:30:12"}


def test_filters_narrow_and_say_so(room: SearchPage, qtbot: QtBot) -> None:
    pick(room.search.potential, "viden", qtbot)
    assert room.search.potential.accessibleName() == "Potentiale: Viden"
    assert tabs(room)[0] == "Refleksioner 6"
    pick(room.search.organisation, "Åkær Kommune", qtbot)
    assert tabs(room)[0] == "Refleksioner 2"
    pick(room.search.year, "2021", qtbot)
    assert tabs(room)[0] == "Refleksioner 0"
    view = room.results.matrix.view.matrix
    assert [view.headerData(1, Qt.Orientation.Horizontal), view.rowCount()] == ["Åkær", 2]
    room.search.clear()
    assert tabs(room)[0] == "Refleksioner 51"
    assert room.search.year.accessibleName() == "År: 2018–2021"


def test_role_filter_keeps_the_voices_apart(room: SearchPage, qtbot: QtBot) -> None:
    pick(room.search.role, "researcher", qtbot)
    assert tabs(room) == ["Refleksioner 4", "Aftaler 3", "Citater 0"]


def test_agreements_and_quotes_have_tabs_of_their_own(room: SearchPage) -> None:
    room.bar.tabs.setCurrentIndex(QUOTES)
    assert len(found(room)) == 6
    room.bar.tabs.setCurrentIndex(AGREEMENTS)
    assert "Sende artiklen om gribning til alle" in found(room)


def test_cards_and_table_show_the_same_hits(room: SearchPage, qtbot: QtBot) -> None:
    search(room, qtbot, "måltallet")
    qtbot.mouseClick(room.bar.views.button(CARDS), Qt.MouseButton.LeftButton)
    card = room.results.cards.hits.index(0, 0).data(Role.ROW)
    assert isinstance(card, CardRow)
    assert [chip.text for chip in card.chips] == ["Strategi", "Nordby"]
    qtbot.mouseClick(room.bar.views.button(TABLE), Qt.MouseButton.LeftButton)
    table = room.results.table.table
    assert table.isVisible()
    row = [table.model().index(0, column).data() for column in range(6)]
    assert row[1:] == ["Teamleder", "1 Strategi", "Nordby", "Samtaleflip 3", "00:43:20"]


@pytest.mark.parametrize("view", [CARDS, TABLE, 2])
def test_enter_goes_from_the_field_to_a_hit_and_on_to_its_note(
    room: SearchPage, qtbot: QtBot, sample_app: TestApp, view: int
) -> None:
    room.bar.views.choose(view)
    sample_app.workspace.open_session(None)
    search(room, qtbot, "gåturen ind")
    pick(room.search.organisation, "Nordby Kommune", qtbot)
    room.search.field.setFocus()
    qtbot.keyClick(room.search.field, Qt.Key.Key_Return)
    listed = sample_app.window.focusWidget()
    assert listed is not None
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    shown = sample_app.window.room
    assert isinstance(shown, CompileRoom)
    note = shown.notes_pane.current_note()
    assert note is not None
    assert getattr(note, "text", "").startswith("Hvis jeg skriver gåturen ind")


def test_open_all_shows_the_cell_as_cards(room: SearchPage, qtbot: QtBot) -> None:
    view = room.results.matrix.view
    view.setCurrentIndex(view.matrix.index(5, 3))
    qtbot.mouseClick(room.results.beside.all_button, Qt.MouseButton.LeftButton)
    assert room.bar.views.current == CARDS
    assert room.search.potential.chosen == ("viden",)
    assert room.search.organisation.chosen == ("Åkær Kommune",)
    assert room.results.cards.hits.rowCount() == 2


def test_nothing_found_offers_the_way_back(room: SearchPage, qtbot: QtBot) -> None:
    search(room, qtbot, "findesikke")
    button = room.results.beside.findChild(Button, "empty_state_button")
    assert isinstance(button, Button)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert room.search.field.text() == ""
    assert tabs(room)[0] == "Refleksioner 51"


@pytest.mark.parametrize("words", ['"', "AND", "NEAR(", "*", 'a" OR "b', "\x00", "-x:y^", "%_"])
def test_no_sign_breaks_the_search(room: SearchPage, words: str) -> None:
    room.search.field.setText(words)
    room.search.timer.timeout.emit()
    assert tabs(room)[0].startswith("Refleksioner ")


def test_keys_lead_to_the_field_from_every_room(
    room: SearchPage, qtbot: QtBot, sample_app: TestApp
) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    sample_app.window.enter("compile")
    QApplication.processEvents()
    qtbot.keyClick(sample_app.window, Qt.Key.Key_F, control | shift)
    assert room.isVisible()
    assert sample_app.window.focusWidget() is room.search.field
    room.results.matrix.view.setFocus()
    qtbot.keyClick(room.results.matrix.view, Qt.Key.Key_F, control)
    assert sample_app.window.focusWidget() is room.search.field


def test_example_is_left_out_beside_real_sessions(app: TestApp) -> None:
    add(app, elsewhere("Nordby Kommune", 2021, sample=True))
    room = open_page(app, SearchPage)
    assert tabs(room)[0] == "Refleksioner 17"
    assert "eksemplet" in room.caption.text()
    app.window.enter("home")
    add(app, elsewhere("Åkær Kommune", 2018))
    room.refresh()
    assert tabs(room)[0] == "Refleksioner 17"
    heads = room.results.matrix.view.matrix.headerData(1, Qt.Orientation.Horizontal)
    assert heads == "Åkær"
    assert room.caption.text() == "Eksemplet er ikke talt med."


def test_strip_says_how_much_there_is(room: SearchPage, sample_app: TestApp) -> None:
    strip = sample_app.window.strip
    sample_app.window.enter("home")
    sample_app.window.enter("knowledge")
    assert strip.accessibleName() == "Viden, 3 kommuner · 3 forløb · 3 sessioner"


def test_empty_knowledge_base_says_what_to_do(app: TestApp) -> None:
    room = open_page(app, SearchPage)
    focused = app.window.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Gå til Hjem"
    assert not room.search.isVisible()


def test_everything_stays_reachable_in_the_smallest_window(
    room: SearchPage, sample_app: TestApp
) -> None:
    sample_app.window.resize(853, 480)
    QApplication.processEvents()
    for widget in (room.search.field, room.search.year, room.bar.views.button(CARDS)):
        right = widget.mapTo(room, widget.rect().topRight()).x()
        assert widget.isVisible()
        assert right <= room.width()


def test_change_of_a_note_is_seen_at_once(room: SearchPage, sample_app: TestApp) -> None:
    record = sample_app.workspace.record
    assert record is not None
    capturing = sample_app.workspace.desk.capturing
    sample_app.workspace.perform(lambda: capturing.delete(record.reflections[0]))
    assert tabs(room)[0] == "Refleksioner 50"


def test_marks_of_a_snippet_become_places() -> None:
    assert marked("…en \x02borger\x03 nævnte") == ("…en borger nævnte", ((4, 6),))
    assert marked("uden") == ("uden", ())
    assert marked("\x02a\x03 \x02b\x03") == ("a b", ((0, 1), (2, 1)))


@pytest.mark.parametrize("view", [CARDS, TABLE, 2])
def test_tab_reaches_every_control(
    room: SearchPage, qtbot: QtBot, sample_app: TestApp, view: int
) -> None:
    room.bar.views.choose(view)
    QApplication.processEvents()
    assert_reached_by_tab(sample_app, qtbot)
    assert nameless(room) == []
