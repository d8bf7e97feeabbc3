"""A transcript in Bearbejd: heard, looked through, corrected, given speakers and quoted from."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.passage import PassageKind
from flipdesk.domain.transcript import Transcript, TranscriptKind
from flipdesk.domain.vocabulary import Audience, RecordingConsent, ReflectionKind
from flipdesk.ui.dialogs.transcript_place_dialog import TranscriptPlaceDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.helpers.transcripts import many, stored, transcript
from tests.ui.rooms.compile.listening_room import add_recording, entered, with_gap
from tests.ui.rooms.compile.transcript_room import (
    MINUTE,
    PIECES,
    choose,
    editor,
    menu_action,
    newest,
    pieces,
    reflections,
    row,
    texts,
    with_transcript,
)
from tests.ui.rooms.reach import assert_reached_by_tab, nameless


@pytest.fixture
def owner(sample_app: TestApp) -> Transcript:
    return with_transcript(sample_app)


@pytest.fixture
def room(sample_app: TestApp, owner: Transcript) -> CompileRoom:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    QApplication.processEvents()
    sample_app.commands.action("transcript.show").trigger()
    QApplication.processEvents()
    return room


@pytest.fixture
def pane(room: CompileRoom) -> TranscriptPane:
    assert room.transcript_pane.isVisible()
    return room.transcript_pane


def test_without_a_transcript_there_is_no_switch(sample_app: TestApp) -> None:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    assert not room.spoken.switch_buttons(0)[1].isVisible()
    sample_app.commands.action("transcript.show").trigger()
    assert room.notes_pane.isVisible()
    with_transcript(sample_app)
    QApplication.processEvents()
    assert room.spoken.switch_buttons(0)[1].isVisible()
    QTest.mouseClick(room.spoken.switch_buttons(0)[1], Qt.MouseButton.LeftButton)
    assert room.transcript_pane.isVisible()
    QTest.mouseClick(room.spoken.switch_buttons(1)[0], Qt.MouseButton.LeftButton)
    assert room.notes_pane.isVisible()
    sample_app.commands.action("transcript.show").trigger()
    room.transcript_pane.acts.delete()
    assert room.notes_pane.isVisible()


def test_rows_say_when_who_and_what(pane: TranscriptPane) -> None:
    assert texts(pane) == [text for _start, _end, _label, text in PIECES]
    first, third, last = row(pane, 0), row(pane, 2), row(pane, 3)
    assert (first.time_text, first.initials, first.is_proposed) == ("13:00", "FL", True)
    assert third.initials == "MH"
    assert (last.initials, last.label) == ("", "S02")
    assert "foreslået: Mette Holm" in third.spoken
    assert "noScribe" in pane.source.words.text()
    assert not pane.source.draft.isVisible()


def test_machine_draft_is_called_one(sample_app: TestApp) -> None:
    with_transcript(sample_app, TranscriptKind.MACHINE_DRAFT)
    sample_app.window.enter("compile")
    sample_app.commands.action("transcript.show").trigger()
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    assert room.transcript_pane.source.draft.isVisible()
    assert room.transcript_pane.source.draft.text() == "Maskinudkast"


def test_enter_splits_and_backspace_joins_in_the_editor(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    field = editor(pane, 2, len("Hun nævnte et bageri."))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert texts(pane)[2:4] == ["Hun nævnte et bageri.", "Jeg hørte det ikke."]
    first, second = pieces(pane)[2:4]
    assert first.from_ms < first.to_ms == second.from_ms < second.to_ms
    second_field = pane.list.editor
    assert second_field is not None
    field = second_field
    assert field.toPlainText() == "Jeg hørte det ikke."
    assert field.textCursor().position() == 0
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert texts(pane)[2] == PIECES[2][3]
    assert pieces(pane)[2].to_ms == PIECES[2][1]
    open_now = pane.list.editor
    assert open_now is not None
    assert open_now.textCursor().position() == len("Hun nævnte et bageri. ")
    QTest.keyClick(open_now, Qt.Key.Key_Escape)
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert texts(pane) == [text for _start, _end, _label, text in PIECES]


def test_corrected_words_are_stored_and_what_came_can_be_brought_back(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    field = editor(pane, 0, 0)
    QTest.keyClicks(field, "Ja. ")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(pane)[0] == f"Ja. {PIECES[0][3]}"
    assert pieces(pane)[0].came_as == PIECES[0][3]
    following = pane.list.editor
    assert following is not None
    assert following.toPlainText() == PIECES[1][3]
    QTest.keyClick(following, Qt.Key.Key_Escape)
    choose(pane, 0)
    menu_action(pane, "transcript_restore").trigger()
    assert texts(pane)[0] == PIECES[0][3]
    choose(pane, 1)
    menu_action(pane, "transcript_checked").trigger()
    assert row(pane, 1).is_checked
    assert "1 lyttet igennem" in pane.source.words.text()


def test_words_that_are_taken_away_leave_a_segment_that_is_left_out(pane: TranscriptPane) -> None:
    field = editor(pane, 1, 0)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    pane.list.setFocus()
    assert row(pane, 1).is_left_out
    assert texts(pane)[1] == "Udeladt: Og det er ret sikkert."


def test_proposals_are_accepted_in_one_step(sample_app: TestApp, pane: TranscriptPane) -> None:
    assert pane.source.accept_button.text() == "Godkend 3 foreslåede talere"
    QTest.mouseClick(pane.source.accept_button, Qt.MouseButton.LeftButton)
    assert [row(pane, n).is_proposed for n in range(3)] == [False] * 3
    assert not pane.source.accept_button.isVisible()
    sample_app.workspace.undo()
    assert row(pane, 0).is_proposed


def test_speaker_is_said_for_segments_and_for_a_label_everywhere(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    choose(pane, 3)
    speakers = menu_action(pane, "speaker_ÅB")
    speakers.trigger()
    assert (row(pane, 3).initials, row(pane, 3).is_proposed) == ("ÅB", False)
    choose(pane, 0)
    QTest.mouseClick(pane.menu_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "transcript_label")
    assert menu is not None
    assert menu.title() == "Overalt er S00"
    karen = menu.findChild(QAction, "speaker_KS")
    assert isinstance(karen, QAction)
    karen.trigger()
    menu.hide()
    assert [row(pane, n).initials for n in range(2)] == ["KS", "KS"]
    sample_app.workspace.undo()
    assert row(pane, 1).is_proposed


def test_selected_words_become_a_quote_with_moment_and_speaker(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    before = reflections(sample_app)
    QTest.mouseClick(pane.source.accept_button, Qt.MouseButton.LeftButton)
    field = editor(pane, 2, 0)
    at = field.textCursor()
    at.setPosition(len("Hun nævnte et bageri."), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(at)
    sample_app.commands.action("transcript.quote").trigger()
    made = newest(sample_app, before)
    assert (made.text, made.kind) == ("Hun nævnte et bageri.", ReflectionKind.QUOTE)
    assert made.at_ms == PIECES[2][0]
    assert made.segment_id == pane.segments[2].id
    record = sample_app.workspace.record
    assert record is not None
    speaker, item = record.participant(made.speaker_id), record.agenda_item(made.agenda_item_id)
    assert speaker is not None
    assert item is not None
    assert (speaker.initials, item.title) == ("MH", "Supplement fra praksis")


def test_several_chosen_segments_become_one_reflection(
    sample_app: TestApp, pane: TranscriptPane, qtbot: QtBot
) -> None:
    before = reflections(sample_app)
    choose(pane, 0)
    qtbot.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(pane.list, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    made = newest(sample_app, before)
    assert made.text == f"{PIECES[0][3]} {PIECES[1][3]}"
    assert made.kind is ReflectionKind.REFLECTION


def test_find_goes_from_hit_to_hit_and_marks_them(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    sample_app.commands.action("find.here").trigger()
    field = pane.find_bar.field
    assert field.hasFocus()
    QTest.keyClicks(field, "BAGERI")
    assert pane.list.currentIndex().row() == 2
    assert row(pane, 2).hits == ((14, 20),)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.list.currentIndex().row() == 3
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.list.currentIndex().row() == 2
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not pane.find_bar.isVisible()
    assert row(pane, 2).hits == ()
    assert pane.list.hasFocus()


def test_silenced_speaker_is_hidden_and_cannot_be_edited(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    QTest.mouseClick(pane.source.accept_button, Qt.MouseButton.LeftButton)
    record = sample_app.workspace.record
    assert record is not None
    mette = record.by_initials("MH")
    assert mette is not None
    consent = replace(mette.consent, recording=RecordingConsent.WITHDRAWN)
    changed = replace(mette, consent=consent)
    sample_app.workspace.tell(sample_app.base.participants.save(changed))
    assert row(pane, 2).is_marked
    silenced = replace(changed, withdrawal=PassageKind.SILENCED)
    sample_app.workspace.tell(sample_app.base.participants.save(silenced))
    assert row(pane, 2).is_hidden
    assert "bageri" not in row(pane, 2).text + row(pane, 2).spoken
    choose(pane, 2)
    QTest.keyClick(pane.list, Qt.Key.Key_F2)
    assert pane.list.editor is None
    sample_app.commands.action("find.here").trigger()
    QTest.keyClicks(pane.find_bar.field, "bageri")
    assert pane.list.segments.hits == (pane.segments[3].id,)


def test_player_is_followed_and_gone_to(
    sample_app: TestApp, qtbot: QtBot, owner: Transcript
) -> None:
    media = FakeMedia()
    add_recording(sample_app, with_gap())
    room = entered(sample_app, qtbot, media)
    sample_app.commands.action("transcript.show").trigger()
    QApplication.processEvents()
    pane, player = room.transcript_pane, room.listening.player
    choose(pane, 2)
    assert player.position_ms == PIECES[2][0]
    assert not media.sounds()
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    assert media.sounds()
    assert row(pane, 2).playing
    media.advance(60_000)
    assert pane.playing.key == ""
    assert pane.list.hasFocus()
    pane.list.scrollToTop()
    place = pane.list.visualRect(pane.list.segments.index(0))
    words = QPoint(place.right() - 60, place.y() + 12)
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=words)
    assert media.sounds()
    assert PIECES[0][0] <= player.position_ms <= PIECES[0][1]
    assert row(pane, 0).playing


def test_timeline_has_a_lane_where_something_is_written(
    room: CompileRoom, pane: TranscriptPane
) -> None:
    timeline = room.timeline_pane.timeline
    assert timeline.strips().spoken.height() > 0
    assert pane.stretches[0] == (PIECES[0][0], PIECES[0][1] + 500)
    assert len(pane.stretches) == 4
    pane.acts.delete()
    assert timeline.strips().spoken.height() == 0


def test_transcript_is_placed_again_with_all_that_was_done_to_it(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    choose(pane, 3)
    menu_action(pane, "speaker_ÅB").trigger()
    menu_action(pane, "transcript_place").trigger()
    dialog = pane.findChild(TranscriptPlaceDialog)
    assert dialog is not None
    dialog.clock.setTime(dialog.clock.time().addSecs(60))
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert [one.from_ms for one in pane.segments] == [one[0] + MINUTE for one in PIECES]
    assert row(pane, 3).initials == "ÅB"
    sample_app.workspace.undo()
    assert pane.segments[0].from_ms == PIECES[0][0]


def test_keys_for_reflections_do_nothing_while_the_notes_are_shown(
    sample_app: TestApp, room: CompileRoom, pane: TranscriptPane
) -> None:
    before = reflections(sample_app)
    choose(pane, 0)
    room.spoken.show_notes()
    sample_app.commands.action("transcript.quote").trigger()
    assert reflections(sample_app) == before


def test_no_word_of_a_transcript_is_in_the_minutes_by_itself(
    sample_app: TestApp, pane: TranscriptPane
) -> None:
    desk, session_id = sample_app.workspace.desk, sample_session_id()
    for audience in Audience:
        snapshot = desk.minutes.prepare(session_id, audience)
        assert "bageri. Jeg hørte" not in repr(snapshot)


def test_undo_from_elsewhere_shows_the_transcript(
    sample_app: TestApp, room: CompileRoom, pane: TranscriptPane
) -> None:
    QTest.mouseClick(pane.source.accept_button, Qt.MouseButton.LeftButton)
    room.spoken.show_notes()
    sample_app.workspace.undo()
    assert pane.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (853, 480)])
def test_everything_has_a_name_and_is_reached_by_tab(
    sample_app: TestApp, pane: TranscriptPane, qtbot: QtBot, width: int, height: int
) -> None:
    sample_app.window.resize(width, height)
    QApplication.processEvents()
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    assert nameless(room.spoken) == []
    assert_reached_by_tab(sample_app, qtbot)


def test_four_hours_are_shown_and_corrected_at_once(sample_app: TestApp, qtbot: QtBot) -> None:
    made = transcript(sample_session_id())
    rows = many(made)
    sample_app.workspace.tell(stored(sample_app.base, made, rows))
    sample_app.window.enter("compile")
    sample_app.commands.action("transcript.show").trigger()
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    pane = room.transcript_pane
    assert 0 < pane.list.segments.rowCount() < 5_000, "the first rows alone are waited for"
    QApplication.processEvents()
    pane.list.choose(rows[4_900].id)
    QApplication.processEvents()
    shown = pane.list.visualRect(pane.list.currentIndex())
    assert pane.list.viewport().rect().contains(shown)
    qtbot.waitUntil(lambda: pane.list.segments.is_whole)
    assert pane.list.segments.rowCount() == 5_000
    resets: list[None] = []
    pane.list.segments.modelReset.connect(lambda: resets.append(None))
    pane.acts.split(rows[4_900].id, rows[4_900].text, 10)
    assert pane.list.segments.rowCount() == 5_001
    assert resets == [], "a split is one row more, and nothing is laid out again"
