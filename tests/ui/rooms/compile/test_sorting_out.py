"""From the sample session to minutes as a knowledge broker does it, undone and redone."""

from io import BytesIO

import pytest
from docx import Document
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from flipdesk.domain.reflection import Reflection
from flipdesk.domain.vocabulary import Audience, OutcomeKind, ReflectionKind
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.note_editor import NoteEditor
from flipdesk.ui.rooms.compile.reason_dialog import ReasonDialog
from tests.helpers.app import TestApp
from tests.helpers.rows import dump


@pytest.fixture
def room(sample_app: TestApp) -> CompileRoom:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    QApplication.processEvents()
    return room


def note(room: CompileRoom, beginning: str) -> Reflection:
    record = room.workspace.record
    assert record is not None
    return next(one for one in record.reflections if one.text.startswith(beginning))


def choose(room: CompileRoom, *beginnings: str) -> None:
    """Choose notes together, as with Ctrl and a click."""
    view = room.notes_pane.list
    first, *others = (view.notes.index_of(note(room, one).id) for one in beginnings)
    view.setFocus()
    view.setCurrentIndex(first)
    for index in others:
        view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def editing(room: CompileRoom) -> tuple[NoteEditor, QPlainTextEdit]:
    editor = room.notes_pane.list.delegate.editor
    assert editor is not None
    return editor, editor.text


def do(room: CompileRoom, command: str) -> None:
    room.commands.action(command).trigger()


def snapshot_keys(room: CompileRoom) -> set[str]:
    record = room.workspace.record
    assert record is not None
    snapshot = room.workspace.desk.minutes.prepare(record.session.id, Audience.PARTICIPANTS)
    groups = (group for item in snapshot.items for group in item.groups)
    return {one.key for group in groups for one in group.contributions}


def test_every_act_changes_the_minutes_and_all_is_undone_and_redone(
    room: CompileRoom, qtbot: QtBot
) -> None:
    view, base, start = (
        room.notes_pane.list,
        room.workspace.desk.base,
        dump(room.workspace.desk.base),
    )
    choose(room, "Måltallet")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    _editor, field = editing(room)
    field.setPlainText("Måltallet er mit. Jeg siger det højere.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    choose(room, "Måltallet er mit.")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    editor, field = editing(room)
    assert editor.said.text().startswith("Sagt i rummet: Måltallet er mit problem")
    cursor = field.textCursor()
    cursor.setPosition(len("Måltallet er mit."))
    field.setTextCursor(cursor)
    do(room, "note.split")
    assert note(room, "Jeg siger det").speaker_id == note(room, "Måltallet er mit.").speaker_id
    choose(room, "Måltallet er mit.", "De unge siger")
    qtbot.keyClick(view, Qt.Key.Key_M)
    merged = note(room, "Måltallet er mit. De unge siger")
    assert room.notes_pane.current_note() == merged
    qtbot.keyClick(view, Qt.Key.Key_K)
    assert note(room, "Måltallet er mit. De").kind is ReflectionKind.CONCLUSION
    choose(room, "En borger nævnte")
    assert note(room, "En borger nævnte").id in snapshot_keys(room)
    qtbot.keyClick(view, Qt.Key.Key_U)
    left = note(room, "En borger nævnte")
    assert left.left_out
    assert left.id not in snapshot_keys(room)
    assert view.notes.index_of(left.id).data(Role.ROW).state_text == "Udeladt"
    choose(room, "Vi skal nå et antal")
    before = view.currentIndex().row()
    do(room, "note.move_up")
    assert view.currentIndex().row() == before - 1
    end = dump(base)
    while room.workspace.desk.history.newest is not None:
        room.workspace.undo()
    assert dump(base) == start
    while room.workspace.desk.history.redo_label is not None:
        room.workspace.redo()
    assert dump(base) == end
    paragraphs = written(room)
    assert any(one.startswith("Måltallet er mit. De unge siger") for one in paragraphs)
    assert not any(one.startswith("En borger nævnte") for one in paragraphs)


def test_what_was_agreed_is_left_out_and_taken_in_again(room: CompileRoom, qtbot: QtBot) -> None:
    view, record = room.notes_pane.list, room.workspace.record
    assert record is not None
    agreed = next(one for one in record.outcomes if one.kind is OutcomeKind.ACTION)
    assert agreed.text in tables(room)
    view.setFocus()
    view.setCurrentIndex(view.notes.index_of(agreed.id))
    qtbot.keyClick(view, Qt.Key.Key_U)
    row = view.notes.index_of(agreed.id).data(Role.ROW)
    assert (row.state_text, row.faded) == ("Udeladt", True)
    assert agreed.text not in tables(room)
    room.workspace.undo()
    assert agreed.text in tables(room)


def tables(room: CompileRoom) -> str:
    """Return what the tables of the Word file that would be made now say."""
    desk, session_id = room.workspace.desk, room.workspace.session_id
    assert session_id is not None
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    made = Document(BytesIO(desk.minutes.render(snapshot)))
    return "\n".join(cell.text for one in made.tables for row in one.rows for cell in row.cells)


def written(room: CompileRoom) -> list[str]:
    """Return the paragraphs of the Word file that would be made now."""
    desk, session_id = room.workspace.desk, room.workspace.session_id
    assert session_id is not None
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    return [one.text for one in Document(BytesIO(desk.minutes.render(snapshot))).paragraphs]


def test_what_was_said_is_shortened_where_there_is_no_room(room: CompileRoom) -> None:
    choose(room, "Måltallet")
    said = note(room, "Måltallet").text
    do(room, "note.edit")
    editor, _field = editing(room)
    width = 200
    editor.fitted_height(width, 1)
    assert editor.said.text().endswith(" …")
    assert editor.said.heightForWidth(width) <= editor.said.height()
    assert said in editor.said.accessibleName()
    editor.fitted_height(2_000, 10_000)
    assert editor.said.text().endswith(said)


def test_what_was_said_in_the_room_is_restored(room: CompileRoom, qtbot: QtBot) -> None:
    said = note(room, "Måltallet").text
    choose(room, "Måltallet")
    room.notes_pane.note_actions.rewrite(note(room, "Måltallet"), "Noget andet")
    choose(room, "Noget andet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_F2)
    editor, field = editing(room)
    qtbot.mouseClick(editor.restore_button, Qt.MouseButton.LeftButton)
    assert field.toPlainText() == said
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert note(room, "Måltallet").text == said


def test_a_draft_survives_and_stands_among_what_is_missing(room: CompileRoom, qtbot: QtBot) -> None:
    choose(room, "Måltallet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_F2)
    editor, field = editing(room)
    field.setPlainText("Halvt skrevet")
    field.document().setModified(True)
    editor.draft.keep()
    drafts, session_id = room.workspace.desk.text_drafts, room.workspace.session_id
    assert session_id is not None
    key = note(room, "Måltallet").id
    assert drafts.of(session_id) == {key: "Halvt skrevet"}
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert drafts.of(session_id) == {}
    drafts.keep(session_id, key, "Halvt skrevet")
    room.refresh()
    assert room.missing_pane.list.model().index(0, 0).data(Role.ROW).title == (
        "En rettelse er ikke gemt"
    )
    do(room, "missing.next")
    assert editing(room)[1].toPlainText() == "Halvt skrevet"


def test_the_list_empties_and_what_is_set_aside_comes_back(room: CompileRoom, qtbot: QtBot) -> None:
    pane = room.missing_pane
    view = pane.list
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    answer = pane.findChild(QAction, "missing_by_role_given")
    assert isinstance(answer, QAction)
    answer.trigger()
    titles = [view.model().index(n, 0).data(Role.ROW).title for n in range(view.model().rowCount())]
    assert "2 noter må ikke citeres" not in titles
    for _n in range(2):
        view.setCurrentIndex(view.model().index(0, 0))
        do(room, "missing.set_aside")
        reason = pane.findChild(QAction, "missing_reason_0")
        assert isinstance(reason, QAction)
        reason.trigger()
    titles = [view.model().index(n, 0).data(Role.ROW).title for n in range(view.model().rowCount())]
    assert titles == ["Alt er klaret", "3 er lagt til side"]
    do(room, "missing.bring_back")
    view.setCurrentIndex(view.model().index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.model().index(0, 0).data(Role.ROW).title == "Et mærke uden tekst"


def test_a_reason_of_ones_own_is_typed(room: CompileRoom, qtbot: QtBot) -> None:
    pane, record = room.missing_pane, room.workspace.record
    assert record is not None
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.list.model().index(0, 0))
    do(room, "missing.set_aside")
    own = pane.findChild(QAction, "missing_reason_own")
    assert isinstance(own, QAction)
    own.trigger()
    dialog = room.window().findChild(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.problem == "Skriv grunden, eller annuller."
    qtbot.keyClicks(dialog.reason, "Karl ringer mandag")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    (aside,) = room.workspace.desk.base.set_asides.of_session(record.session.id)
    assert aside.reason == "Karl ringer mandag"
    room.workspace.undo()
    assert not room.workspace.desk.base.set_asides.of_session(record.session.id)


def test_without_a_transcript_its_key_says_where_to_get_one(
    room: CompileRoom, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(room.workspace.problem) as told:
        do(room, "transcript.show")
    assert told.args == [
        "Sessionen har ingen transskription. Hent en med Ctrl+K: Importér en transskription."
    ]
