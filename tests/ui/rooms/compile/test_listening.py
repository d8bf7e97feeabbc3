"""Listening in Bearbejd as somebody uses it: by clicks, by keys, and while writing."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from flipdesk.domain.reflection import Reflection
from flipdesk.domain.sound_gap import SoundGap
from flipdesk.ui.delegates.roles import ReflectionRow, Role
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.listening import ListeningState
from tests.helpers.app import TestApp
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import (
    GAP,
    LENGTH_MS,
    listening_room,
    media,
    wave_point,
)
from tests.ui.rooms.reach import assert_reached_by_tab, nameless

__all__ = ["listening_room", "media"]
LEFT = Qt.MouseButton.LeftButton
QUOTE_MS = 2_222_000
"""Where the quote stands, at 00:37:02."""


def quote(room: CompileRoom) -> Reflection:
    record = room.workspace.record
    assert record is not None
    return next(one for one in record.reflections if one.text.startswith("Hun sagde det jo"))


def row(room: CompileRoom, key: str) -> ReflectionRow:
    shown = room.notes_pane.list.notes.index_of(key).data(Role.ROW)
    assert isinstance(shown, ReflectionRow)
    return shown


def test_play_icon_of_a_note_is_heard_from_two_seconds_before(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    room, view = listening_room, listening_room.notes_pane.list
    key = quote(room).id
    room.show_note(key)
    QApplication.processEvents()
    assert row(room, key).playable
    rect = view.visualRect(view.notes.index_of(key))
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(rect.right() - 18, rect.top() + 16))
    assert media.sounds()
    assert media.at_ms == QUOTE_MS - 2_000
    assert row(room, key).playing
    assert room.timeline_pane.bar.play_button.accessibleName() == "Pause"
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(rect.right() - 18, rect.top() + 16))
    assert not media.sounds()


def test_note_clicked_on_the_timeline_is_chosen_and_heard(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    timeline = listening_room.timeline_pane.timeline
    place = timeline.scene.index(quote(listening_room).id)
    qtbot.mouseClick(timeline, LEFT, pos=timeline.places()[place].center())
    current = listening_room.notes_pane.current_note()
    assert current is not None
    assert current.id == quote(listening_room).id
    assert media.sounds()
    assert media.at_ms == QUOTE_MS - 2_000


def test_click_in_the_wave_goes_there_and_plays_only_if_it_played(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane = listening_room.timeline_pane
    qtbot.mouseClick(pane.timeline, LEFT, pos=wave_point(listening_room, 1_000_000))
    assert not media.sounds()
    player = listening_room.listening.player
    near = pytest.approx(1_000_000, abs=10_000)
    assert player.position_ms == near
    assert pane.timeline.position_ms == player.position_ms
    qtbot.keyClick(pane.timeline, Qt.Key.Key_Space)
    assert media.sounds()
    assert media.at_ms == near
    qtbot.mouseClick(pane.timeline, LEFT, pos=wave_point(listening_room, 2_000_000))
    assert media.sounds()
    assert media.at_ms == pytest.approx(2_000_000, abs=10_000)


def test_playing_skips_the_gap_and_the_timeline_shows_it(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    player, timeline = listening_room.listening.player, listening_room.timeline_pane.timeline
    assert timeline.gaps == (SoundGap(*GAP),)
    player.play_from(GAP[0] - 1_000)
    media.advance(1_500)
    assert player.position_ms == GAP[1] + 500
    assert timeline.position_ms == GAP[1] + 500


def test_keys_of_one_hand_in_the_list_of_notes(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    room, view = listening_room, listening_room.notes_pane.list
    room.show_note(quote(room).id)
    player = room.listening.player
    assert player.position_ms == QUOTE_MS
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert media.sounds()
    assert media.at_ms == QUOTE_MS - 2_000
    qtbot.keyClick(view, Qt.Key.Key_L)
    assert player.position_ms == QUOTE_MS + 3_000
    qtbot.keyClick(view, Qt.Key.Key_J)
    qtbot.keyClick(view, Qt.Key.Key_J)
    assert player.position_ms == QUOTE_MS - 7_000
    for _step in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Period)
    assert media.rate == 1.75
    qtbot.keyClick(view, Qt.Key.Key_Comma)
    assert room.timeline_pane.bar.rate.currentText() == "1,5 ×"
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert not media.sounds()


def test_the_same_letters_are_written_in_a_note(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    room, view = listening_room, listening_room.notes_pane.list
    room.show_note(quote(room).id)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    field = view.findChild(QPlainTextEdit, "note_editor")
    assert isinstance(field, QPlainTextEdit)
    qtbot.keyClicks(field, "jo, il. lo")
    assert field.toPlainText() == "jo, il. lo"
    assert not media.sounds()
    assert room.timeline_pane.timeline.selection is None
    qtbot.keyClick(field, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert media.sounds()
    assert field.toPlainText() == "jo, il. lo"


def test_space_on_a_button_presses_the_button(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    bar = listening_room.timeline_pane.bar
    listening_room.listening.seek(60_000)
    bar.back_button.setFocus()
    qtbot.keyClick(bar.back_button, Qt.Key.Key_Space)
    assert listening_room.listening.player.position_ms == 55_000
    assert not media.sounds()


def test_pre_roll_is_chosen_in_the_menu_and_kept(
    listening_room: CompileRoom, sample_app: TestApp, media: FakeMedia
) -> None:
    bar = listening_room.timeline_pane.bar
    assert bar.pre_roll_button.text() == "spiller fra 2 sek. før"
    bar.pre_roll_menu.aboutToShow.emit()
    words = [one.text() for one in bar.pre_roll_menu.actions() if not one.isSeparator()]
    assert words == [
        "spiller fra noten",
        *(f"spiller fra {seconds} sek. før" for seconds in (1, 2, 3, 5, 10)),
        "Spring stilhed over",
    ]
    bar.pre_roll_menu.actions()[4].trigger()
    assert bar.pre_roll_button.text() == "spiller fra 5 sek. før"
    assert sample_app.preferences.pre_roll_s == 5
    listening_room.listening.hear(60_000)
    assert media.at_ms == 55_000


def test_playing_note_is_marked_and_the_choice_stays_where_it_is(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    room = listening_room
    record = room.workspace.record
    assert record is not None
    chosen = room.notes_pane.current_note()
    room.listening.hear_from(QUOTE_MS - 10_000)
    media.advance(9_000)
    assert row(room, quote(room).id).playing
    assert room.notes_pane.current_note() == chosen
    room.listening.player.pause()
    assert not row(room, quote(room).id).playing


def test_nothing_is_played_while_it_is_recorded(
    listening_room: CompileRoom, qtbot: QtBot, sample_app: TestApp, media: FakeMedia
) -> None:
    room = listening_room
    room.listening.hear_from(1_000)
    assert media.sounds()
    sample_app.recording.start()
    QApplication.processEvents()
    assert not media.sounds()
    assert room.listening.state is ListeningState.RECORDING
    assert room.timeline_pane.bar.sentence.text() == (
        "Sessionen bliver optaget. Du kan lytte, når optagelsen er stoppet."
    )
    with qtbot.waitSignal(room.workspace.problem) as said:
        room.commands.action("play.toggle").trigger()
    assert said.args == ["Du kan lytte, når optagelsen er stoppet. Ellers hører mikrofonen det."]
    sample_app.advance(2_000)
    sample_app.recording.stop()
    qtbot.waitUntil(lambda: room.listening.is_ready)


def test_table_is_the_twin_of_the_wave_and_enter_hears_a_row(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane = listening_room.timeline_pane
    qtbot.mouseClick(pane.bar.table_button, LEFT)
    assert pane.table.isVisible()
    assert not pane.timeline.isVisible()
    assert pane.bar.table_button.text() == "Vis som lydkurve"
    model = pane.table.rows
    found = {
        tuple(model.index(n, column).data() for column in range(3)): n
        for n in range(model.rowCount())
    }
    kinds = {kind for _when, _length, kind in found}
    assert kinds == {"Punkt", "Taletur", "Note", "Mærke", "Hul"}
    pane.table.setFocus()
    pane.table.setCurrentIndex(model.index(found["01:00:00", "0:12", "Hul"], 0))
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert media.sounds()
    assert listening_room.listening.player.position_ms == GAP[1]
    quote_row = next(
        n for n in range(model.rowCount()) if "Hun sagde det jo" in model.index(n, 3).data()
    )
    pane.table.setCurrentIndex(model.index(quote_row, 0))
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert media.at_ms == QUOTE_MS - 2_000


def test_position_and_level_are_told_to_screen_readers(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    timeline = listening_room.timeline_pane.timeline
    listening_room.listening.hear_from(60_000)
    assert timeline.accessibleDescription().endswith("afspiller, 00:01:00 af 02:32:10, kraftig lyd")
    said = []
    timeline.setAccessibleDescription("gammel")
    for _step in range(20):
        media.advance(50)
        said.append(timeline.accessibleDescription())
    # A second has not passed, whatever the player's clock says.
    assert set(said) == {"gammel"}
    listening_room.listening.player.pause()
    assert "på pause" in timeline.accessibleDescription()


def test_zoom_shows_less_and_the_view_follows_the_playhead(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    timeline = listening_room.timeline_pane.timeline
    listening_room.listening.seek(3_000_000)
    timeline.setFocus()
    for _step in range(8):
        qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    span = timeline.span
    assert span.length_ms < LENGTH_MS / 20
    assert span.from_ms < 3_000_000 < span.to_ms
    listening_room.listening.toggle()
    media.advance(span.length_ms)
    assert timeline.span.from_ms < listening_room.listening.player.position_ms
    assert timeline.span.from_ms > span.from_ms
    qtbot.keyClick(timeline, Qt.Key.Key_0)
    assert timeline.span.length_ms == timeline.scene.length_ms


def test_what_is_missing_can_be_heard_from_its_row(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    view = listening_room.missing_pane.list
    index = view.model().index(0, 0)
    assert index.data(Role.ROW).listen == "Lyt"
    rect = view.visualRect(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(rect.x() + 142, rect.y() + 36))
    assert media.sounds()
    assert media.at_ms == 2_470_000 - 2_000


def test_going_to_another_room_pauses(
    listening_room: CompileRoom, sample_app: TestApp, media: FakeMedia
) -> None:
    listening_room.listening.hear_from(1_000)
    assert media.sounds()
    sample_app.window.enter("prepare")
    assert not media.sounds()


def test_every_control_is_reached_and_named(
    listening_room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    listening_room.timeline_pane.timeline.mark(10_000, 20_000)
    assert nameless(listening_room) == []
    assert_reached_by_tab(sample_app, qtbot)
