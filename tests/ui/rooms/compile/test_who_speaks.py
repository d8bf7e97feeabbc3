"""Noting who speaks in a marked stretch, and marking passages from the table, in Bearbejd."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.passage import Passage
from flipdesk.i18n import use_language
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.widgets.button import Button
from tests.audio.sounds import read_wav
from tests.helpers.app import TestApp, close_app, open_app
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import (
    SOUND,
    add_recording,
    entered,
    listening_room,
    loud,
    media,
)

__all__ = ["listening_room", "media"]
LEFT = Qt.MouseButton.LeftButton
UNNOTED = (500_000, 510_000)
"""Between the first two turns, where nobody is noted."""


def speakers(room: CompileRoom, qtbot: QtBot) -> list[QAction]:
    """Open the menu of those who can have spoken, and return its entries."""
    qtbot.mouseClick(room.timeline_pane.selection_bar.speaker_button, LEFT)
    return room.passage_actions.speakers_menu.actions()


def choose(room: CompileRoom, qtbot: QtBot, name: str) -> None:
    next(one for one in speakers(room, qtbot) if one.text() == name).trigger()
    room.passage_actions.speakers_menu.close()


def go_to_row(room: CompileRoom, kind: str, words: str) -> None:
    table = room.timeline_pane.table
    rows = table.rows
    found = [
        n
        for n in range(rows.rowCount())
        if rows.index(n, 2).data() == kind and words in rows.index(n, 3).data()
    ]
    table.setFocus()
    table.setCurrentIndex(rows.index(found[0], 0))


def passages(room: CompileRoom) -> tuple[Passage, ...]:
    record = room.workspace.record
    assert record is not None
    return record.passages


def test_passage_leaves_once_it_is_noted_who_speaks_in_it(
    listening_room: CompileRoom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "klip.wav"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    pane, workspace = listening_room.timeline_pane, listening_room.workspace
    pane.timeline.mark(*UNNOTED)
    with qtbot.waitSignal(workspace.problem) as said:
        qtbot.mouseClick(pane.selection_bar.export_button, LEFT)
    assert said.args is not None
    assert said.args[0].endswith("Lyt fra 8:20 til 8:30, og notér, hvem der taler.")
    assert pane.selection_bar.speaker_button.text() == "Hvem taler her?"
    with qtbot.waitSignal(workspace.notice) as noted:
        choose(listening_room, qtbot, "Mette Holm")
    assert noted.args == ["Mette Holm er noteret som taler"]
    turns = [one for one in pane.timeline.scene.turns if (one.from_ms, one.to_ms) == UNNOTED]
    assert [one.spoken for one in turns] == ["Mette Holm, 8:20–8:30"]
    with qtbot.waitSignal(workspace.information, timeout=20_000):
        qtbot.mouseClick(pane.selection_bar.export_button, LEFT)
    assert len(read_wav(target)) == SOUND.sample(10_000)


def test_noted_speaker_is_undone(
    listening_room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    pane = listening_room.timeline_pane
    before = pane.timeline.scene.turns
    pane.timeline.mark(*UNNOTED)
    choose(listening_room, qtbot, "Åse Bjerre")
    assert len(pane.timeline.scene.turns) == len(before) + 1
    assert sample_app.workspace.desk.history.undo_label == "notér at Åse Bjerre taler"
    qtbot.keyClick(sample_app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.timeline.scene.turns == before


def test_everybody_of_the_session_can_be_chosen_by_keys_alone(
    listening_room: CompileRoom, qtbot: QtBot
) -> None:
    pane, record = listening_room.timeline_pane, listening_room.workspace.record
    assert record is not None
    pane.timeline.mark(*UNNOTED)
    button = pane.selection_bar.speaker_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    menu = listening_room.passage_actions.speakers_menu
    assert menu.isVisible()
    assert [one.text() for one in menu.actions()] == [one.name for one in record.participants]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()
    first = record.participants[0]
    assert [one.spoken for one in pane.timeline.scene.turns if one.from_ms == UNNOTED[0]] == [
        f"{first.name}, 8:20–8:30"
    ]
    assert listening_room.window().focusWidget() is button


def test_session_without_participants_says_where_to_add_them(
    listening_room: CompileRoom, qtbot: QtBot
) -> None:
    record = listening_room.workspace.record
    assert record is not None
    listening_room.timeline_pane.timeline.mark(*UNNOTED)
    with pytest.MonkeyPatch.context() as nobody:
        nobody.setattr(type(record), "participants", ())
        entries = speakers(listening_room, qtbot)
    assert [(one.text(), one.isEnabled()) for one in entries] == [
        ("Sessionen har ingen deltagere. Tilføj dem i Forbered", False)
    ]
    listening_room.passage_actions.speakers_menu.close()


def test_passage_entered_in_the_table_is_marked_and_heard_and_can_be_removed(
    listening_room: CompileRoom, qtbot: QtBot, media: FakeMedia
) -> None:
    pane = listening_room.timeline_pane
    pane.timeline.mark(*UNNOTED)
    qtbot.mouseClick(pane.selection_bar.add_button, LEFT)
    pane.timeline.unmark()
    pane.toggle_table()
    assert not pane.selection_bar.isVisible()
    go_to_row(listening_room, "Klip", "8:20–8:30")
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert media.sounds()
    assert listening_room.listening.player.position_ms == UNNOTED[0]
    assert pane.selection == UNNOTED
    assert pane.selection_bar.isVisible()
    qtbot.mouseClick(pane.selection_bar.remove_button, LEFT)
    assert passages(listening_room) == ()


def test_silenced_stretch_entered_in_the_table_can_be_opened_again(
    listening_room: CompileRoom, qtbot: QtBot
) -> None:
    pane = listening_room.timeline_pane
    pane.timeline.mark(*UNNOTED)
    qtbot.mouseClick(pane.selection_bar.silence_button, LEFT)
    pane.timeline.unmark()
    pane.toggle_table()
    go_to_row(listening_room, "Gjort tavst", "")
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    qtbot.mouseClick(pane.selection_bar.remove_button, LEFT)
    assert passages(listening_room) == ()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("is_passage", [False, True])
def test_every_button_of_the_bar_is_whole_in_the_smallest_window_at_150_percent(
    qtbot: QtBot, tmp_path: Path, language: str, *, is_passage: bool
) -> None:
    use_language(language)
    app = open_app(tmp_path, sample=True, text_scale=1.5)
    add_recording(app, [(0, loud(600_000))])
    app.window.resize(853, 480)
    room = entered(app, qtbot, FakeMedia())
    bar = room.timeline_pane.selection_bar
    room.timeline_pane.timeline.mark(*UNNOTED)
    if is_passage:
        room.passage_actions.add()
    QApplication.processEvents()
    shown = [one for one in bar.findChildren(Button) if one.isVisible()]
    assert len(shown) == 8
    for button in shown:
        assert button.width() >= button.sizeHint().width(), button.text()
        assert bar.rect().contains(button.geometry()), button.text()
    places = [one.geometry() for one in shown]
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
    close_app(app)
