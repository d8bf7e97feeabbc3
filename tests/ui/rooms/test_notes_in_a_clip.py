"""What was noted in a round of Lån et øre is heard at its place in the clip, wherever it stands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import ReflectionId
from flipdesk.services.capturing import Moment
from flipdesk.services.lend_an_ear import EarMark
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import CARDS, TABLE
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import add_recording, with_gap
from tests.ui.rooms.hearing import CLIP, block_of, give, media, said
from tests.ui.rooms.knowledge.opened import open_page

__all__ = ["media", "said"]
IN_CLIP_MS = 12_000
PRE_ROLL_MS = 2_000
WORDS = "Her bliver bageriet overhørt"


@pytest.fixture
def note(sample_app: TestApp) -> ReflectionId:
    """Note a pattern 12 s into a clip of 34 s."""
    add_recording(sample_app, with_gap())
    clip, ear = give(sample_app, "Bageriet", CLIP), sample_app.workspace.desk.lend_an_ear
    perform, moment = sample_app.workspace.perform, Moment(sample_app.clock.now(), None)
    perform(lambda: ear.begin(sample_session_id(), block_of(sample_app).id, passage_id=clip))
    round_id = sample_app.base.ear_rounds.of_session(sample_session_id())[-1].id
    mark = next(iter(EarMark))
    perform(lambda: ear.note_pattern(round_id, mark, WORDS, moment=moment, clip_ms=IN_CLIP_MS))
    found = sample_app.base.reflections.of_session(sample_session_id())
    return next(one.id for one in found if one.text == WORDS)


def compile_room(app: TestApp, qtbot: QtBot) -> CompileRoom:
    app.window.enter("compile")
    room = app.window.room
    assert isinstance(room, CompileRoom)
    room.listening.player.make_media = FakeMedia
    qtbot.waitUntil(lambda: room.listening.is_ready)
    qtbot.waitUntil(app.window.isActiveWindow)
    return room


def marked(room: CompileRoom) -> list[str | None]:
    """Return the notes whose row says that they are heard."""
    notes = room.notes_pane.list.notes
    rows = [notes.index(row) for row in range(notes.rowCount())]
    return [notes.key_at(row) for row in rows if getattr(row.data(Role.ROW), "playing", False)]


def is_heard_at(app: TestApp, ms: int) -> bool:
    """Return whether the clip is heard at a place in it."""
    player = app.passage_player.player
    return player.is_playing and player.position_ms == CLIP[0] + ms


def test_space_hears_the_note_in_its_clip_and_stops_it(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, note: ReflectionId
) -> None:
    room = compile_room(sample_app, qtbot)
    notes = room.notes_pane.list
    notes.setFocus()
    notes.choose(note)
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_heard_at(sample_app, IN_CLIP_MS - PRE_ROLL_MS))
    assert not room.listening.player.is_playing
    assert marked(room) == [note]
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    assert marked(room) != [note]


def test_other_notes_are_heard_in_the_recording_and_never_both(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, note: ReflectionId
) -> None:
    room = compile_room(sample_app, qtbot)
    notes = room.notes_pane.list
    notes.setFocus()
    notes.choose(note)
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: media.plays)
    notes.setCurrentIndex(notes.notes.first_note())
    qtbot.keyClick(notes, Qt.Key.Key_Space)
    listening = room.listening.player
    assert (listening.is_playing, media.plays) == (True, False)
    room.notes_pane.play_requested.emit(note)
    qtbot.waitUntil(lambda: media.plays)
    assert (listening.is_playing, media.plays) == (False, True)
    sample_app.window.enter("home")
    assert not media.plays


def test_menu_of_the_note_hears_it(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, note: ReflectionId
) -> None:
    room = compile_room(sample_app, qtbot)
    room.notes_pane.choose(note)
    room.notes_pane._on_menu_button_clicked()
    words = [action.text() for action in room.notes_pane._menu.actions()]
    assert words[-1] == "Hør stedet i klippet"
    room.notes_pane._menu.actions()[-1].trigger()
    room.notes_pane._menu.close()
    qtbot.waitUntil(lambda: is_heard_at(sample_app, IN_CLIP_MS - PRE_ROLL_MS))


def test_arrow_stands_there_without_a_recording_of_the_notes_own_session(
    sample_app: TestApp, qtbot: QtBot, note: ReflectionId
) -> None:
    notes = compile_room(sample_app, qtbot).notes_pane.list.notes
    notes.set_playable(playable=False)
    playable = [
        notes.key_at(notes.index(row))
        for row in range(notes.rowCount())
        if getattr(notes.index(row).data(Role.ROW), "playable", False)
    ]
    assert playable == [note]


def test_nothing_is_heard_while_the_session_is_recorded(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, said: list[str], note: ReflectionId
) -> None:
    room = compile_room(sample_app, qtbot)
    sample_app.recording.start()
    sample_app.advance(1_000)
    room.notes_pane.play_requested.emit(note)
    assert not media.plays
    assert said


@pytest.mark.parametrize("view", [CARDS, TABLE])
def test_viden_hears_it_too(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, note: ReflectionId, view: int
) -> None:
    room = open_page(sample_app, SearchPage)
    qtbot.waitUntil(sample_app.window.isActiveWindow)
    room.bar.views.choose(view)
    room.search.field.setText("overhørt bageriet")
    qtbot.waitUntil(lambda: room.results.cards.hits.rowCount() == 1)
    room.results.focus_hits()
    hit = room.results.chosen_hit
    assert hit is not None
    assert (hit.id, hit.in_clip) == (note, True)
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_heard_at(sample_app, IN_CLIP_MS - PRE_ROLL_MS))
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert not media.plays


def test_viden_plays_at_the_arrow_and_in_the_menu(
    sample_app: TestApp, qtbot: QtBot, media: FakeMedia, note: ReflectionId
) -> None:
    room = open_page(sample_app, SearchPage)
    room.bar.views.choose(CARDS)
    room.search.field.setText("overhørt bageriet")
    view = room.results.cards.list
    qtbot.waitUntil(lambda: room.results.cards.hits.rowCount() == 1)
    QApplication.processEvents()
    row = view.visualRect(room.results.cards.hits.index(0, 0))
    arrow = QPoint(row.right() - 20, row.center().y())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    qtbot.waitUntil(lambda: is_heard_at(sample_app, IN_CLIP_MS - PRE_ROLL_MS))
    view.customContextMenuRequested.emit(row.center())
    (menu,) = (one for one in room.findChildren(QMenu, "hit_menu") if one.isVisible())
    assert [one.text() for one in menu.actions()][:2] == ["Åbn sessionen", "Hør stedet i klippet"]
    menu.actions()[1].trigger()
    menu.close()
    assert not media.plays
