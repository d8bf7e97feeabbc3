"""Bearbejd as somebody uses it: choosing, tagging, rewriting and sorting out notes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from flipdesk.domain.reflection import Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, RecordingConsent
from flipdesk.ui.delegates.roles import ReflectionRow, Role
from flipdesk.ui.dialogs.outcome_dialog import OutcomeDialog
from flipdesk.ui.models.compile_note_rows import GroupRow
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.label import Label
from tests.helpers.app import TestApp, sample_record, sample_session_id
from tests.ui.rooms.reach import assert_reached_by_tab, nameless


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


def choose(room: CompileRoom, beginning: str) -> Reflection:
    chosen = note(room, beginning)
    room.show_note(chosen.id)
    return chosen


def row(room: CompileRoom, key: str) -> ReflectionRow:
    shown = room.notes_pane.list.notes.index_of(key).data(Role.ROW)
    assert isinstance(shown, ReflectionRow)
    return shown


def editor(room: CompileRoom) -> QPlainTextEdit:
    found = room.notes_pane.list.findChild(QPlainTextEdit, "note_editor")
    assert isinstance(found, QPlainTextEdit)
    return found


def act(room: CompileRoom, name: str) -> QAction:
    """Return an action of the menu of what is missing."""
    found = room.missing_pane.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


def test_notes_stand_under_their_agenda_items(room: CompileRoom) -> None:
    model = room.notes_pane.list.notes
    rows = [model.index(n).data(Role.ROW) for n in range(model.rowCount())]
    headings = [one.title for one in rows if isinstance(one, GroupRow)]
    assert headings == [
        "2. Oplæg: hvad vi ved om gribning",
        "3. Supplement fra praksis",
        "Pause",
        "4. Lån et øre: tre klip",
        "5. Parkeringspladsen",
        "6. Aftaler og næste møde",
    ]
    record = room.workspace.record
    assert record is not None
    notes = len(record.reflections) + len(record.outcomes) + len(record.markers)
    assert len(rows) - len(headings) == notes


def test_state_says_whether_the_minutes_hold_a_note(room: CompileRoom) -> None:
    states = {
        beginning: row(room, note(room, beginning).id).state_text
        for beginning in ("Hun sagde", "Klip 1", "Når jeg hører lastbil")
    }
    assert states == {
        "Hun sagde": "I referat",
        "Klip 1": "Ikke med",
        "Når jeg hører lastbil": "Uden navn",
    }


def test_digit_tags_the_chosen_note_and_undo_takes_it_back(
    room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    chosen = choose(room, "Måltallet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_6)
    assert note(room, "Måltallet").potentials == ("strategi", "viden")
    chips = [chip.text for chip in row(room, chosen.id).chips]
    assert chips[:2] == ["Strategi", "Viden"]
    qtbot.keyClick(sample_app.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert note(room, "Måltallet").potentials == ("strategi",)
    assert room.notes_pane.current_note() == note(room, "Måltallet")


def test_ctrl_and_digit_tags_and_zero_clears(room: CompileRoom, qtbot: QtBot) -> None:
    choose(room, "Måltallet")
    view = room.notes_pane.list
    qtbot.keyClick(view, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert note(room, "Måltallet").potentials == ("strategi", "samtale")
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert note(room, "Måltallet").potentials == ()


def test_note_is_rewritten_in_its_place(room: CompileRoom, qtbot: QtBot) -> None:
    chosen = choose(room, "Måltallet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_Return)
    field = editor(room)
    assert field.toPlainText() == chosen.text
    field.setPlainText("Måltallet er mit.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert note(room, "Måltallet").text == "Måltallet er mit."
    assert row(room, chosen.id).text == "Måltallet er mit."


def test_escape_leaves_the_note_as_it_was(room: CompileRoom, qtbot: QtBot) -> None:
    chosen = choose(room, "Måltallet")
    room.commands.action("note.edit").trigger()
    field = editor(room)
    qtbot.keyClicks(field, "glemt")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert note(room, "Måltallet") == chosen


def test_tag_set_while_writing_keeps_what_is_written(room: CompileRoom, qtbot: QtBot) -> None:
    choose(room, "Måltallet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_Return)
    field = editor(room)
    qtbot.keyClicks(field, "Ny tekst")
    room.notes_pane.note_actions.toggle_potential(6)
    assert field.toPlainText() == "Ny tekst"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert note(room, "Ny tekst").potentials == ("strategi", "viden")


def test_shift_enter_writes_a_second_line(room: CompileRoom, qtbot: QtBot) -> None:
    choose(room, "Måltallet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_Return)
    field = editor(room)
    field.setPlainText("Alfa")
    field.moveCursor(field.textCursor().MoveOperation.End)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "To")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert note(room, "Alfa").text == "Alfa\nTo"


def test_deleted_note_comes_back_with_the_toast(
    room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    chosen = choose(room, "Måltallet")
    qtbot.keyClick(room.notes_pane.list, Qt.Key.Key_Delete)
    record = room.workspace.record
    assert record is not None
    assert chosen.id not in {one.id for one in record.reflections}
    assert sample_app.frame.toast.text == "Noten er slettet"
    qtbot.mouseClick(sample_app.frame.toast.undo_button, Qt.MouseButton.LeftButton)
    assert note(room, "Måltallet") == chosen


def test_menu_keeps_a_note_private_and_out_of_the_minutes(room: CompileRoom, qtbot: QtBot) -> None:
    chosen = choose(room, "Måltallet")
    qtbot.mouseClick(room.notes_pane.menu_button, Qt.MouseButton.LeftButton)
    menu = room.notes_pane.findChild(QMenu, "note_menu")
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.objectName() == "note_private")
    action.trigger()
    menu.close()
    assert note(room, "Måltallet").is_private
    assert row(room, chosen.id).state_text == "Ikke med"
    assert "Privat" in [chip.text for chip in row(room, chosen.id).chips]


def test_note_on_the_timeline_is_the_note_in_the_list(room: CompileRoom, qtbot: QtBot) -> None:
    timeline = room.timeline_pane.timeline
    point = timeline.scene.points[4]
    place = timeline.places()[4].center()
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=place)
    current = room.notes_pane.current_note()
    assert current is not None
    assert current.id == point.key
    chosen = choose(room, "Gribning kræver tid")
    assert timeline.current == chosen.id


def test_missing_leads_to_where_it_is(room: CompileRoom, qtbot: QtBot) -> None:
    view = room.missing_pane.list
    model = view.model()
    titles = [model.index(n, 0).data(Role.ROW).title for n in range(model.rowCount())]
    assert titles == [
        "Et mærke uden tekst",
        "2 noter må ikke citeres",
        "2 prøvehandlinger uden frist",
    ]
    view.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert room.notes_pane.current_note() == note(room, "Når jeg hører lastbil")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert room.notes_pane.current_note() == note(room, "Vi sidder på to etager")


def test_marker_gets_its_words_and_leaves_the_list(room: CompileRoom, qtbot: QtBot) -> None:
    view = room.missing_pane.list
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    field = editor(room)
    field.setPlainText("Skemaet")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    record = room.workspace.record
    assert record is not None
    assert [one.label for one in record.markers] == ["Skemaet", "klip 2, bageriet"]
    assert view.model().index(0, 0).data(Role.ROW).title == "2 noter må ikke citeres"


def test_trial_gets_a_date_in_a_small_dialog(room: CompileRoom, qtbot: QtBot) -> None:
    view = room.missing_pane.list
    view.setCurrentIndex(view.model().index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    dialog = room.findChild(OutcomeDialog)
    assert isinstance(dialog, OutcomeDialog)
    owner = dialog.findChild(QComboBox, "outcome_owner")
    assert isinstance(owner, QComboBox)
    assert owner.currentText() == "MH · Mette Holm"
    assert dialog.focusWidget() is dialog.due
    qtbot.keyClick(dialog.due, Qt.Key.Key_Return)
    record = room.workspace.record
    assert record is not None
    trials = [one for one in record.outcomes if one.kind is OutcomeKind.TRIAL]
    assert [one.due for one in trials] == [date(2021, 5, 6), None]


def test_unknown_consent_leads_to_prepare(
    room: CompileRoom, qtbot: QtBot, sample_app: TestApp
) -> None:
    record = room.workspace.record
    assert record is not None
    somebody = next(one for one in record.participants if one.attendance.came)
    consents = room.workspace.desk.consents
    room.workspace.perform(
        lambda: consents.describe([somebody.id], recording=RecordingConsent.UNKNOWN)
    )
    view = room.missing_pane.list
    place = view.model().index(3, 0)
    assert place.data(Role.ROW).title == f"Samtykke fra {somebody.name}"
    view.setCurrentIndex(place)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    act(room, "missing_prepare").trigger()
    shown = sample_app.window.room
    assert shown is not None
    assert shown.name == "prepare"


def test_panes_become_tabs_where_there_is_little_room(
    room: CompileRoom, sample_app: TestApp
) -> None:
    for width, tabs in ((1280, 0), (900, 2), (1280, 0)):
        sample_app.window.resize(width, 640)
        QApplication.processEvents()
        assert len(room.columns.folded) == tabs
        assert room.notes_pane.isVisible()
    assert room.minutes_pane.isVisible()


def test_titles_keep_their_size_when_larger_text_makes_tabs(
    room: CompileRoom, sample_app: TestApp
) -> None:
    title = next(one for one in room.notes_pane.findChildren(Label) if one.text() == "Noter")
    for scale in (2.0, 1.0):
        sample_app.theme.choose(text_scale=scale)
        QApplication.processEvents()
        assert len(room.columns.folded) == (3 if scale == 2.0 else 0)
        assert (
            title.fontMetrics().height() == QFontMetrics(sample_app.theme.font("strong")).height()
        )


def test_without_a_session_the_room_says_what_to_do(app: TestApp, qtbot: QtBot) -> None:
    app.window.enter("compile")
    assert isinstance(app.window.room, CompileRoom)
    button = app.window.focusWidget()
    assert isinstance(button, Button)
    assert button.text() == "Gå til Hjem"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert app.window.room is not None
    assert app.window.room.name == "home"


def test_outline_of_the_recording_is_read_and_shown(
    app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    with app.base.atomic():
        app.base.add_record(nordby_without_times())
    app.workspace.open_session(sample_session_id())
    app.recording.start()
    QApplication.processEvents()
    app.advance(20_000)
    app.recording.stop()
    qtbot.waitUntil(lambda: not app.recording.is_recording)
    app.window.enter("compile")
    room = app.window.room
    assert isinstance(room, CompileRoom)
    timeline = room.timeline_pane.timeline
    qtbot.waitUntil(lambda: timeline.has_sound)
    record = app.workspace.record
    assert record is not None
    assert timeline.scene.length_ms >= record.recordings[0].length_ms >= 20_000


def nordby_without_times() -> SessionRecord:
    """Return the sample as it was before it was held."""
    record = sample_record()
    agenda = tuple(replace(item, started=None, ended=None) for item in record.agenda)
    return replace(record, agenda=agenda, reflections=(), outcomes=(), markers=(), turns=())


def test_tab_reaches_every_control(room: CompileRoom, qtbot: QtBot, sample_app: TestApp) -> None:
    assert_reached_by_tab(sample_app, qtbot)


def test_every_control_has_a_name(room: CompileRoom) -> None:
    assert nameless(room) == []
