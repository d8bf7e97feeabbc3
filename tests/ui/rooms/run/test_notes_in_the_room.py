"""The list of notes: choosing, tagging, editing, parking and deleting, each undone and redone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind
from flipdesk.ui.rooms.run.note_editor import NoteEditor
from tests.ui.rooms.run.conftest import Running


@pytest.fixture
def notes(run: Running) -> Running:
    """Three notes, the newest chosen, the list with the focus."""
    for line in ("MH: første #3", "! anden", "KA: tredje #2 #resp"):
        run.enter(line)
        run.wait(seconds=60)
    run.key(Qt.Key.Key_Escape)
    assert run.has_focus(run.room.capture.captured.list)
    return run


def _texts(run: Running) -> list[str]:
    model = run.room.capture.captured.model
    rows = [model.note(model.index(row)) for row in range(model.rowCount())]
    return [getattr(note, "text", getattr(note, "label", "")) for note in rows]


def _potentials(run: Running) -> tuple[str, ...]:
    return run.record.reflections[1].potentials


def _editor(run: Running) -> NoteEditor:
    editor = run.room.capture.captured.editor
    assert editor is not None
    return editor


def _menu(run: Running) -> QMenu:
    run.key(Qt.Key.Key_Menu)
    run.room.capture.captured.list.menu_requested.emit(run.focused.mapToGlobal(run.focused.pos()))
    menus = run.room.capture.captured.findChildren(QMenu, "note_menu")
    return menus[-1]


def _entry(menu: QMenu, *path: str) -> QAction:
    for text in path[:-1]:
        found = [one.menu() for one in menu.actions() if one.text() == text]
        (inner,) = found
        assert isinstance(inner, QMenu)
        menu = inner
    return next(one for one in menu.actions() if one.text().startswith(path[-1]))


def test_newest_stands_first(notes: Running) -> None:
    assert _texts(notes) == ["tredje", "anden", "første"]


def test_plain_digits_tag_the_chosen_note_and_zero_clears(notes: Running) -> None:
    notes.type("4")
    assert _potentials(notes) == ("helhed", "inddragelse")
    assert notes.app.workspace.desk.history.undo_label == "mærk som Inddragelse"
    notes.type("2")
    assert _potentials(notes) == ("inddragelse",)
    notes.type("0")
    assert _potentials(notes) == ()
    notes.ctrl(Qt.Key.Key_Z)
    assert _potentials(notes) == ("inddragelse",)


def test_ctrl_digit_tags_the_chosen_note_when_nothing_is_written(notes: Running) -> None:
    notes.ctrl(Qt.Key.Key_1)
    assert _potentials(notes) == ("helhed", "strategi")
    notes.ctrl(Qt.Key.Key_0)
    assert _potentials(notes) == ()


def test_delete_offers_undo_in_a_toast(notes: Running) -> None:
    before = notes.record
    notes.key(Qt.Key.Key_Delete)
    assert _texts(notes) == ["anden", "første"]
    toast = notes.app.frame.toast
    assert toast.isVisible()
    assert toast.text == "Noten er slettet"
    notes.click(toast.undo_button)
    assert notes.record == before
    assert _texts(notes) == ["tredje", "anden", "første"]


def test_p_parks_the_chosen_note(notes: Running) -> None:
    notes.type("p")
    parked = notes.record.outcomes[-1]
    assert parked.kind is OutcomeKind.PARKED
    assert parked.text == "tredje #resp"
    notes.ctrl(Qt.Key.Key_Z)
    assert len(notes.record.reflections) == 2


def test_enter_edits_in_place_with_the_same_grammar(notes: Running) -> None:
    notes.key(Qt.Key.Key_Return)
    editor = _editor(notes)
    assert editor.text == "KA: tredje #2 #resp"
    assert notes.has_focus(editor.input)
    notes.ctrl(Qt.Key.Key_A)
    notes.type('TG: "noget andet #5')
    notes.key(Qt.Key.Key_Return)
    note = notes.record.reflections[1]
    speaker = notes.record.participant(note.speaker_id)
    assert (note.text, note.kind) == ("noget andet", ReflectionKind.QUOTE)
    assert speaker is not None
    assert speaker.initials == "TG"
    assert note.potentials == ("virksomhed",)
    assert note.dimensions == ()
    assert notes.has_focus(notes.room.capture.captured.list)
    assert notes.room.capture.captured.list.chosen == note


def test_escape_leaves_the_note_as_it_was(notes: Running) -> None:
    before = notes.record
    notes.ctrl(Qt.Key.Key_E)
    notes.type("vrøvl")
    notes.key(Qt.Key.Key_Escape)
    assert notes.record == before
    assert notes.room.capture.captured.editor is None


def test_ctrl_digit_tags_in_the_editor(notes: Running) -> None:
    notes.key(Qt.Key.Key_Return)
    notes.ctrl(Qt.Key.Key_6)
    notes.key(Qt.Key.Key_Return)
    assert _potentials(notes) == ("helhed", "viden")


def test_decision_is_edited_to_an_action(notes: Running) -> None:
    notes.key(Qt.Key.Key_Down)
    notes.key(Qt.Key.Key_Return)
    assert _editor(notes).text == "! anden"
    notes.ctrl(Qt.Key.Key_A)
    notes.type("+ FL sender artiklen")
    notes.key(Qt.Key.Key_Return)
    (outcome,) = notes.record.outcomes
    assert outcome.kind is OutcomeKind.ACTION
    assert outcome.text == "sender artiklen"


def test_marker_gets_words(notes: Running) -> None:
    notes.key(Qt.Key.Key_F3)
    notes.key(Qt.Key.Key_Home)
    notes.key(Qt.Key.Key_Return)
    notes.type("klip 2, bageriet #3")
    notes.key(Qt.Key.Key_Return)
    assert notes.record.markers[0].label == "klip 2, bageriet #3"


def test_editor_closes_when_its_note_is_undone(notes: Running) -> None:
    notes.key(Qt.Key.Key_Return)
    notes.app.workspace.undo()
    assert notes.room.capture.captured.editor is None
    assert _texts(notes) == ["anden", "første"]


def test_double_click_edits(notes: Running) -> None:
    view = notes.room.capture.captured.list
    place = view.visualRect(view.model().index(2, 0)).center()
    viewport = view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert _editor(notes).text == "MH: første #3"


def test_menu_changes_speaker_kind_dimension_pattern_and_privacy(notes: Running) -> None:
    for path in (
        ("Taler", "FL"),
        ("Slags", "Dilemma"),
        ("Dimensioner", "Respekt"),
        ("Mønster", "Gribning: overhalet"),
        ("Privat",),
    ):
        menu = _menu(notes)
        _entry(menu, *path).trigger()
        menu.close()
    note = notes.record.reflections[1]
    speaker = notes.record.participant(note.speaker_id)
    assert speaker is not None
    assert speaker.initials == "FL"
    assert note.kind is ReflectionKind.DILEMMA
    assert note.dimensions == ("responsivitet", "respekt")
    assert note.pattern is not None
    assert note.is_private
    for _step in range(5):
        notes.app.workspace.undo()
    assert notes.record.reflections[1].kind is ReflectionKind.REFLECTION


def test_menu_sets_owner_and_due_date_of_an_outcome(notes: Running) -> None:
    notes.key(Qt.Key.Key_Down)
    for path in (("Ansvarlig", "MH"), ("Frist", "Om 14 dage")):
        menu = _menu(notes)
        _entry(menu, *path).trigger()
        menu.close()
    (outcome,) = notes.record.outcomes
    assert outcome.due is not None
    assert outcome.due.isoformat() == "2021-05-06"
    assert outcome.owner_id is not None


def test_filter_shows_outcomes_or_markers_alone(notes: Running) -> None:
    notes.key(Qt.Key.Key_F3)
    tabs = notes.room.capture.captured.tabs
    assert [tabs.tab(number).text() for number in range(3)] == ["Alt", "Udbytte 1", "Mærker 1"]
    notes.click(tabs.tab(1))
    assert _texts(notes) == ["anden"]
    notes.click(tabs.tab(2))
    assert _texts(notes) == [""]
    notes.click(tabs.tab(0))
    assert len(_texts(notes)) == 4


def test_new_notes_keep_the_chosen_one_and_touch_one_row(notes: Running) -> None:
    captured = notes.room.capture.captured
    chosen = captured.list.chosen
    resets: list[int] = []
    inserted: list[int] = []
    captured.model.modelReset.connect(lambda: resets.append(1))
    captured.model.rowsInserted.connect(lambda _parent, first, last: inserted.append(last - first))
    notes.enter("fjerde")
    assert captured.list.chosen == chosen
    assert (resets, inserted) == ([], [0])


def test_all_that_was_done_is_undone_and_redone(notes: Running) -> None:
    notes.type("1")
    notes.type("p")
    notes.key(Qt.Key.Key_Delete)
    notes.key(Qt.Key.Key_F3)
    after = notes.record
    history = notes.app.workspace.desk.history
    while history.undo_label:
        notes.app.workspace.undo()
    empty = notes.record
    assert (empty.reflections, empty.outcomes, empty.markers) == ((), (), ())
    assert notes.room.capture.captured.model.rowCount() == 0
    while history.redo_label:
        notes.app.workspace.redo()
    assert notes.record == after


def test_empty_list_says_what_to_do(run: Running) -> None:
    QApplication.processEvents()
    captured = run.room.capture.captured
    assert captured.empty.isVisible()
    assert "Enter" in captured.empty.accessibleName()
    run.enter("ord")
    assert captured.list.isVisible()
    assert isinstance(run.record.reflections[0], object)
    assert not any(isinstance(one, Outcome) for one in run.record.reflections)
