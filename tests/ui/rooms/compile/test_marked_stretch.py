"""What is marked on the timeline, and what becomes of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.passage import PassageKind
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from tests.audio.sounds import read_wav
from tests.helpers.app import TestApp
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import (
    SOUND,
    listening_room,
    media,
    wave_point,
)

__all__ = ["listening_room", "media"]
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_dragging_marks_a_stretch_that_becomes_a_passage_and_undo_takes_it_away(
    listening_room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    room, pane = listening_room, listening_room.timeline_pane
    begin, end = wave_point(room, 1_000_000), wave_point(room, 1_300_000)
    qtbot.mousePress(pane.timeline, LEFT, pos=begin)
    qtbot.mouseMove(pane.timeline, end)
    qtbot.mouseRelease(pane.timeline, LEFT, pos=end)
    marked = pane.selection
    assert marked == pytest.approx((1_000_000, 1_300_000), abs=10_000)
    assert pane.selection_bar.isVisible()
    qtbot.mouseClick(pane.selection_bar.add_button, LEFT)
    record = room.workspace.record
    assert record is not None
    assert [(one.from_ms, one.to_ms) for one in record.passages] == [marked]
    assert [one.key for one in pane.timeline.scene.passages] == [record.passages[0].id]
    assert pane.selection_bar.remove_button.isVisible()
    assert not pane.selection_bar.add_button.isVisible()
    qtbot.keyClick(sample_app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.timeline.scene.passages == ()


def test_passage_is_marked_by_keys_alone(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane, timeline = listening_room.timeline_pane, listening_room.timeline_pane.timeline
    timeline.setFocus()
    listening_room.listening.seek(100_000)
    qtbot.keyClick(timeline, Qt.Key.Key_I)
    assert not pane.selection_bar.isVisible()
    listening_room.listening.seek(130_000)
    qtbot.keyClick(timeline, Qt.Key.Key_O)
    assert pane.selection == (100_000, 130_000)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, SHIFT | Qt.KeyboardModifier.ControlModifier)
    assert pane.selection == (100_000, 141_000)
    qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    assert not timeline.selection
    assert not pane.selection_bar.isVisible()


def test_marked_stretch_is_repeated_until_one_is_elsewhere(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane, player = listening_room.timeline_pane, listening_room.listening.player
    pane.timeline.mark(100_000, 104_000)
    qtbot.mouseClick(pane.selection_bar.repeat_button, LEFT)
    assert media.repeats()
    assert media.sounds()
    media.advance(9_000)
    assert player.position_ms == 101_000
    assert pane.selection_bar.repeat_button.text() == "Stop gentagelsen"
    listening_room.listening.seek(500_000)
    assert not media.repeats()
    assert media.sounds()
    assert pane.selection_bar.repeat_button.text() == "Gentag"


def test_silenced_stretch_is_heard_as_silence_from_then_on(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane, player = listening_room.timeline_pane, listening_room.listening.player
    player.play_from(100_000)
    assert any(media.sounding(1_000))
    pane.timeline.mark(90_000, 120_000)
    qtbot.mouseClick(pane.selection_bar.silence_button, LEFT)
    record = listening_room.workspace.record
    assert record is not None
    assert [one.kind for one in record.passages] == [PassageKind.SILENCED]
    assert not any(media.sounding(1_000))
    assert media.sounds()
    assert pane.timeline.scene.passages[0].is_silenced


def test_button_of_a_silenced_stretch_says_that_it_makes_it_audible_again(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane, player = listening_room.timeline_pane, listening_room.listening.player
    bar = pane.selection_bar
    pane.timeline.mark(90_000, 120_000)
    qtbot.mouseClick(bar.silence_button, LEFT)
    assert bar.remove_button.text() == bar.remove_button.accessibleName() == "Gør hørbart igen"
    with qtbot.waitSignal(listening_room.workspace.notice) as said:
        qtbot.mouseClick(bar.remove_button, LEFT)
    assert said.args == ["Stykket er ikke længere tavst"]
    player.play_from(100_000)
    assert any(media.sounding(1_000))
    qtbot.mouseClick(bar.add_button, LEFT)
    assert bar.remove_button.text() == "Fjern klippet"


def test_marked_stretch_is_given_to_a_block_of_lend_an_ear(
    listening_room: CompileRoom, qtbot: QtBot
) -> None:
    pane = listening_room.timeline_pane
    pane.timeline.mark(100_000, 120_000)
    qtbot.mouseClick(pane.selection_bar.give_button, LEFT)
    menu = listening_room.passage_actions.blocks_menu
    assert [one.text() for one in menu.actions()] == ["Lån et øre: tre klip"]
    menu.actions()[0].trigger()
    menu.close()
    record = listening_room.workspace.record
    assert record is not None
    (passage,) = record.passages
    item = record.agenda_item(passage.agenda_item_id)
    assert item is not None
    assert item.title == "Lån et øre: tre klip"


def test_export_says_who_keeps_the_passage_here(
    listening_room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    pane = listening_room.timeline_pane
    pane.timeline.mark(3_700_000, 3_720_000)
    with qtbot.waitSignal(listening_room.workspace.problem) as said:
        qtbot.mouseClick(pane.selection_bar.export_button, LEFT)
    assert said.args is not None
    assert said.args[0].startswith("Klippet bliver her: ")


def test_passage_of_those_who_consented_becomes_a_file(
    listening_room: CompileRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "klip.wav"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    pane = listening_room.timeline_pane
    # The presentation: one researcher has the floor, and has consented.
    pane.timeline.mark(900_000, 910_000)
    with qtbot.waitSignal(listening_room.workspace.information, timeout=20_000) as said:
        qtbot.mouseClick(pane.selection_bar.export_button, LEFT)
    assert said.args == ["klip.wav er skrevet"]
    assert len(read_wav(target)) == SOUND.sample(10_000)
