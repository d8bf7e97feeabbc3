"""A transcript leaves Bearbejd: what has to be decided is asked first, off the window's thread."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.ui.dialogs.gate_dialog import GateDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.transcripts import segments, stored, transcript
from tests.ui.rooms.compile.transcript_room import menu_action, pieces


def shown(app: TestApp, text: str, *, is_noted: bool = True) -> TranscriptPane:
    """Return the pane with one segment, said by somebody who agreed, or by nobody knows whom."""
    made = transcript(sample_session_id())
    turn = app.base.turns.of_session(sample_session_id())[0]
    last = max(one.to_ms or 0 for one in app.base.turns.of_session(sample_session_id()))
    begins = turn.from_ms if is_noted else last + 90_000
    (piece,) = segments(made, (begins, begins + 900, "", text))
    speaker = turn.speaker_id if is_noted else None
    app.workspace.tell(stored(app.base, made, (replace(piece, speaker_id=speaker),)))
    app.window.enter("compile")
    room = app.window.room
    assert isinstance(room, CompileRoom)
    room.spoken.toggle()
    return room.transcript_pane


def dialog(pane: TranscriptPane, qtbot: QtBot) -> GateDialog:
    qtbot.waitUntil(lambda: pane.acts.gate.dialog is not None)
    found = pane.acts.gate.dialog
    assert found is not None
    return found


@pytest.mark.parametrize("ending", [".txt", ".vtt"])
def test_a_transcript_waits_and_is_saved_when_all_in_it_is_decided(
    sample_app: TestApp,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    target = tmp_path / f"ud{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    pane = shown(sample_app, "Borgeren Fatima har 070761-4285.")
    menu_action(pane, "transcript_export").trigger()
    asked = dialog(pane, qtbot)
    assert asked.page.sentence == "2 ting at tage stilling til, før filen skrives"
    assert not target.exists()
    (card,) = (one for one in asked.page.cards if "070761" in one.concerns[0].title)
    qtbot.keyClick(card.first_button(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(asked.page.cards) == 1)
    assert pieces(pane)[0].text == "Borgeren Fatima har [CPR-nummer]."
    with qtbot.waitSignal(sample_app.workspace.information) as said:
        qtbot.keyClick(asked.page.cards[0].first_button(), Qt.Key.Key_Space)
    assert said.args == [f"ud{ending} er gemt. 1 afsnit."]
    assert "Borgeren har [CPR-nummer]." in target.read_text("utf-8")


def test_nothing_is_written_when_the_list_is_left(
    sample_app: TestApp, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "ud.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    pane = shown(sample_app, "Borgeren Fatima har 070761-4285.")
    menu_action(pane, "transcript_export").trigger()
    asked = dialog(pane, qtbot)
    qtbot.keyClick(asked.page.cards[0].first_button(), Qt.Key.Key_Escape)
    assert pane.acts.gate.dialog is None
    assert not target.exists()


def test_a_transcript_of_nobody_who_agreed_stays_with_a_sentence(
    sample_app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def choose(*words: object) -> tuple[str, str]:
        asked.append(words)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    pane = shown(sample_app, "Hvem siger det?", is_noted=False)
    with qtbot.waitSignal(sample_app.workspace.problem) as said:
        menu_action(pane, "transcript_export").trigger()
    assert said.args is not None
    assert said.args[0].startswith("Intet af ”")
    assert asked == []
