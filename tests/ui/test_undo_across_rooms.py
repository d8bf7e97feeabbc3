"""Undo and redo from another room, of another session, and in fields with an undo of their own."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from flipdesk.domain.reflection import Reflection
from flipdesk.ui.rooms.run.capture_bar import CaptureBar
from flipdesk.ui.rooms.run.note_list import NoteList
from tests.helpers.app import TestApp, sample_session_id

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def undo(app: TestApp) -> None:
    QTest.keyClick(QApplication.focusWidget() or app.window, Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()


def delete_a_note(app: TestApp) -> Reflection:
    record = app.workspace.record
    assert record is not None
    note = record.reflections[2]
    app.workspace.perform(lambda: app.workspace.desk.capturing.delete(note))
    return note


def test_undo_where_it_happened_chooses_the_thing_and_keeps_the_focus(
    sample_app: TestApp,
) -> None:
    sample_app.window.enter("run")
    bar = sample_app.window.findChild(CaptureBar)
    assert bar is not None
    bar.setFocus()
    focused = sample_app.window.focusWidget()
    note = delete_a_note(sample_app)
    undo(sample_app)
    assert sample_app.window.focusWidget() is focused
    notes = sample_app.window.findChild(NoteList)
    assert notes is not None
    assert notes.chosen is not None
    assert notes.chosen.id == note.id
    assert not sample_app.frame.toast.isVisible()


def test_undo_from_another_room_says_where_it_was_and_goes_there_when_asked(
    sample_app: TestApp,
) -> None:
    note = delete_a_note(sample_app)
    sample_app.window.enter("home")
    focused = sample_app.window.focusWidget()
    undo(sample_app)
    toast = sample_app.frame.toast
    assert sample_app.window.rail.current == "home"
    assert sample_app.window.focusWidget() is focused
    assert toast.text == "Fortrudt: slet note (Bearbejd)"
    QTest.mouseClick(toast.undo_button, Qt.MouseButton.LeftButton)
    assert sample_app.window.rail.current == "compile"
    room = sample_app.window.room
    assert room is not None
    current = room.notes_pane.current_note()  # type: ignore[attr-defined]
    assert current is not None
    assert current.id == note.id


def test_redo_from_another_room_says_where_too(sample_app: TestApp) -> None:
    delete_a_note(sample_app)
    sample_app.window.enter("knowledge")
    undo(sample_app)
    QTest.keyClick(sample_app.window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert sample_app.frame.toast.text == "Gjort igen: slet note (Bearbejd)"


def test_undo_of_a_session_that_is_not_open_names_it_and_can_open_it(sample_app: TestApp) -> None:
    delete_a_note(sample_app)
    sample_app.window.enter("compile")
    sample_app.workspace.open_session(None)
    undo(sample_app)
    assert sample_app.frame.toast.text == "Fortrudt: slet note (Bearbejd, Samtaleflip 3)"
    assert sample_app.workspace.session_id is None
    sample_app.commands.action("edit.go_there").trigger()
    assert sample_app.workspace.session_id == sample_session_id()


def test_undo_of_a_deleted_session_leads_back_to_it(sample_app: TestApp) -> None:
    sample_app.commands.action("session.delete").trigger()
    sample_app.window.enter("home")
    undo(sample_app)
    assert sample_app.frame.toast.text.startswith("Fortrudt: slet Samtaleflip 3 (Bearbejd, ")
    sample_app.commands.action("edit.go_there").trigger()
    assert sample_app.workspace.session_id == sample_session_id()
    sample_app.workspace.redo()
    assert sample_app.frame.toast.text == "Gjort igen: slet Samtaleflip 3 (Hjem)"


def test_what_went_again_is_not_gone_to(sample_app: TestApp) -> None:
    delete_a_note(sample_app)
    sample_app.window.enter("home")
    undo(sample_app)
    planning = sample_app.workspace.desk.planning
    sample_app.workspace.perform(lambda: planning.delete_session(sample_session_id()))
    sample_app.commands.action("edit.go_there").trigger()
    assert sample_app.window.rail.current == "home"
    assert sample_app.workspace.session_id is None


def test_settings_are_undone_without_a_place(sample_app: TestApp) -> None:
    assert not sample_app.commands.action("edit.go_there").isEnabled()
    sample_app.window.enter("home")
    undo(sample_app)
    assert not sample_app.frame.toast.isVisible()


def test_a_field_undoes_its_own_text_first_and_then_the_step_before(
    sample_app: TestApp,
) -> None:
    before = sample_app.workspace.record
    delete_a_note(sample_app)
    sample_app.window.enter("knowledge")
    field = sample_app.window.findChild(QLineEdit, "knowledge_search")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "stilhed")
    deleted = sample_app.workspace.record
    while field.text():
        undo(sample_app)
        assert sample_app.workspace.record is deleted
    undo(sample_app)
    assert sample_app.workspace.record == before
    assert sample_app.window.focusWidget() is field


def test_a_field_does_again_its_own_text_first(sample_app: TestApp) -> None:
    delete_a_note(sample_app)
    sample_app.workspace.undo()
    sample_app.window.enter("knowledge")
    field = sample_app.window.findChild(QLineEdit, "knowledge_search")
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "a")
    undo(sample_app)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert field.text() == "a"
    assert sample_app.workspace.desk.history.redo_label == "slet note"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | SHIFT)
    assert sample_app.workspace.desk.history.redo_label is None
