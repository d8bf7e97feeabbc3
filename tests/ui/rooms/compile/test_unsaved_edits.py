"""What is typed and not stored in Bearbejd: nothing that a key can do loses it."""

from typing import NoReturn

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from flipdesk.knowledge.disk_trouble import DiskError
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.transcript_pane import TranscriptPane
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.taken_in import take_in_change
from tests.ui.rooms.compile.transcript_room import editor, pieces, with_transcript


@pytest.fixture
def room(sample_app: TestApp) -> CompileRoom:
    with_transcript(sample_app)
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    QApplication.processEvents()
    return room


@pytest.fixture
def pane(sample_app: TestApp, room: CompileRoom) -> TranscriptPane:
    sample_app.commands.action("transcript.show").trigger()
    QApplication.processEvents()
    assert room.transcript_pane.isVisible()
    return room.transcript_pane


def typed(field: QPlainTextEdit, words: str) -> None:
    """Write other words in the place of those that stand there, key by key."""
    field.selectAll()
    QTest.keyClicks(field, words)


@pytest.mark.parametrize("number", [0, 1])
def test_enter_behind_the_last_word_of_a_segment_keeps_what_was_written(
    pane: TranscriptPane, number: int
) -> None:
    field = editor(pane, number, 0)
    typed(field, "Helt andre ord")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pieces(pane)[number].text == "Helt andre ord"
    assert len(pieces(pane)) == 4


def test_backspace_before_the_first_segment_keeps_what_was_written(pane: TranscriptPane) -> None:
    field = editor(pane, 0, 0)
    typed(field, "Helt andre ord")
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert pieces(pane)[0].text == "Helt andre ord"
    assert len(pieces(pane)) == 4


def first_missing(room: CompileRoom) -> str:
    return str(room.missing_pane.list.model().index(0, 0).data(Role.ROW).title)


def drafts(room: CompileRoom) -> dict[str, str]:
    return dict(room.workspace.desk.text_drafts.of(sample_session_id()))


def note_field(room: CompileRoom, number: int) -> QPlainTextEdit:
    view, record = room.notes_pane.list, room.workspace.record
    assert record is not None
    assert view.choose(record.reflections[number].id)
    view.edit_current()
    assert view.delegate.editor is not None
    return view.delegate.editor.text


def test_somebody_who_writes_without_a_pause_has_a_draft(room: CompileRoom, qtbot: QtBot) -> None:
    field = note_field(room, 0)
    typing = QTimer()
    typing.timeout.connect(lambda: QTest.keyClicks(field, "x"))
    typing.start(30)
    qtbot.waitUntil(lambda: bool(drafts(room)), timeout=3_000)
    typing.stop()


def test_drafts_of_several_texts_stand_side_by_side_and_are_gone_on_with(
    room: CompileRoom, sample_app: TestApp, qtbot: QtBot
) -> None:
    take_in_change(sample_app)
    record = room.workspace.record
    assert record is not None
    (change,) = room.workspace.desk.reviewing.changes(record.session.id)
    keys: list[str] = [record.reflections[0].id, record.reflections[1].id]
    keys += [change.same.first.id, room.transcript_pane.segments[2].id]
    for key in keys:
        room.workspace.desk.text_drafts.keep(record.session.id, key, f"kladde {key}")
    room.refresh()
    assert first_missing(room) == "4 rettelser er ikke gemt"
    seen = set()
    for _time in keys:
        sample_app.commands.action("missing.next").trigger()
        QApplication.processEvents()
        field = QApplication.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        seen.add(field.toPlainText())
    assert seen == {f"kladde {key}" for key in keys}


def test_escape_lets_go_of_a_draft_and_of_its_row(room: CompileRoom) -> None:
    record = room.workspace.record
    assert record is not None
    for number in (0, 1):
        key = record.reflections[number].id
        room.workspace.desk.text_drafts.keep(record.session.id, key, "Halvt skrevet")
    room.refresh()
    field = note_field(room, 0)
    assert field.toPlainText() == "Halvt skrevet"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert list(drafts(room)) == [record.reflections[1].id]
    assert first_missing(room) == "En rettelse er ikke gemt"


def test_a_disk_that_is_full_keeps_what_was_written(
    room: CompileRoom, pane: TranscriptPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    room.workspace.problem.connect(told.append)

    def full(*_what: object) -> NoReturn:
        raise DiskError("Disken er fuld.")

    field = editor(pane, 1, 0)
    typed(field, "Helt andre ord")
    monkeypatch.setattr(room.workspace.desk.base, "atomic", full)
    monkeypatch.setattr(room.workspace.desk.base.transcript_segments, "save", full)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.spoken.show_notes()
    field = note_field(room, 0)
    typed(field, "Andre ord her")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert set(told) == {"Disken er fuld."}
    monkeypatch.undo()
    assert note_field(room, 0).toPlainText() == "Andre ord her"
    sample = room.transcript_pane.segments[1].id
    assert drafts(room)[sample] == "Helt andre ord"


def test_what_is_written_instead_of_a_change_outlives_what_happens_meanwhile(
    room: CompileRoom, sample_app: TestApp
) -> None:
    take_in_change(sample_app, "Netop", "Altså")
    review = room.review_pane
    review.list.setCurrentIndex(review.list.model().index(0, 0))
    review.edit()
    typed(review.editor, "Mine egne ord")
    room.notes_pane.note_actions.toggle_potential(2)
    assert review.editor.isVisible()
    assert review.editor.toPlainText() == "Mine egne ord"
    review.list.setCurrentIndex(review.list.model().index(1, 0))
    assert not review.editor.isVisible()
    review.list.setCurrentIndex(review.list.model().index(0, 0))
    review.edit()
    assert review.editor.toPlainText() == "Mine egne ord"
    QTest.mouseClick(review.accept_button, Qt.MouseButton.LeftButton)
    record = room.workspace.record
    assert record is not None
    assert "Mine egne ord" in [one.text for one in record.reflections]
    assert drafts(room) == {}
    room.workspace.undo()
    assert review.list.model().rowCount() == 2


def test_escape_gives_up_what_is_written_instead_of_a_change(
    room: CompileRoom, sample_app: TestApp
) -> None:
    take_in_change(sample_app)
    review = room.review_pane
    review.edit()
    typed(review.editor, "Mine egne ord")
    QTest.keyClick(review.editor, Qt.Key.Key_Escape)
    assert not review.editor.isVisible()
    assert drafts(room) == {}
    assert review.list.hasFocus()
