"""Finding notes, changing several at once, and moving them in time."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from flipdesk.domain.vocabulary import OutcomeKind
from flipdesk.ui.rooms.run.many_menu import ManyMenu
from tests.ui.rooms.run.conftest import Running

SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LINES = ("MH: ventetid på tilbud #3", "FL: gribning kræver timing #4", "KA: to etager #3 #4", "")


@pytest.fixture
def notes(run: Running) -> Running:
    """Three reflections and a marker, the newest chosen, the list with the focus."""
    for line in LINES:
        run.enter(line)
        run.wait(seconds=60)
    run.key(Qt.Key.Key_Escape)
    return run


def _shown(run: Running) -> list[str]:
    model = run.room.capture.captured.model
    rows = [model.note(model.index(row)) for row in range(model.rowCount())]
    return [getattr(note, "text", "") for note in rows]


def test_words_potentials_and_voices_are_looked_for(notes: Running) -> None:
    captured = notes.room.capture.captured
    notes.ctrl(Qt.Key.Key_F)
    assert notes.has_focus(captured.find_bar.field)
    notes.type("TIM grib")
    assert _shown(notes) == ["gribning kræver timing"]
    assert captured._note.text() == "1 af 4"
    captured.find_bar.field.clear()
    captured.find_bar.potentials.choose(["samtale"])
    assert _shown(notes) == ["to etager", "ventetid på tilbud"]
    captured.find_bar.voices.choose(["research"])
    assert _shown(notes) == []
    assert captured.empty.isVisible()
    captured.find_bar.potentials.choose([])
    assert _shown(notes) == ["gribning kræver timing"]
    captured.find_bar.field.setFocus()
    notes.key(Qt.Key.Key_Escape)
    assert len(_shown(notes)) == 4
    assert notes.has_focus(captured.list)


def test_several_are_tagged_parked_and_deleted_as_one_step(notes: Running) -> None:
    notes.key(Qt.Key.Key_Down)
    notes.key(Qt.Key.Key_Down, SHIFT)
    assert len(notes.room.capture.captured.list.all_chosen) == 2
    notes.type("3")
    potentials = [one.potentials for one in notes.record.reflections]
    assert potentials == [("samtale",), ("inddragelse", "samtale"), ("samtale", "inddragelse")]
    history = notes.app.workspace.desk.history
    assert history.undo_label == "mærk som Samtale"
    notes.type("3")
    assert history.undo_label == "fjern Samtale, 2 noter"
    notes.app.workspace.undo()
    notes.app.workspace.undo()
    notes.type("0")
    assert [one.potentials for one in notes.record.reflections] == [("samtale",), (), ()]
    notes.app.workspace.undo()
    notes.key(Qt.Key.Key_Delete)
    assert _shown(notes) == ["", "ventetid på tilbud"]
    notes.app.workspace.undo()
    assert len(_shown(notes)) == 4


def test_menu_of_several_parks_them(notes: Running) -> None:
    notes.key(Qt.Key.Key_Down)
    notes.key(Qt.Key.Key_Down, SHIFT)
    captured = notes.room.capture.captured
    captured.list.menu_requested.emit(QPoint(0, 0))
    menu = captured.findChildren(ManyMenu)[-1]
    next(one for one in menu.actions() if one.text() == "Parkér").trigger()
    menu.close()
    assert [one.kind for one in notes.record.outcomes] == [OutcomeKind.PARKED] * 2


def test_alt_and_an_arrow_move_a_note_past_its_neighbour(notes: Running) -> None:
    notes.key(Qt.Key.Key_Down)
    before = notes.record.reflections[2].said_at
    notes.key(Qt.Key.Key_Down, ALT)
    assert _shown(notes) == ["", "gribning kræver timing", "to etager", "ventetid på tilbud"]
    moved, neighbour = notes.record.reflections[2], notes.record.reflections[1]
    assert moved.said_at is not None
    assert neighbour.said_at is not None
    assert moved.said_at == neighbour.said_at - timedelta(seconds=1)
    assert notes.room.capture.captured.list.chosen == moved
    notes.key(Qt.Key.Key_Up, ALT)
    notes.key(Qt.Key.Key_Up, ALT)
    assert _shown(notes)[0] == "to etager"
    for _time in range(3):
        notes.app.workspace.undo()
    assert notes.record.reflections[2].said_at == before


def test_a_moment_is_corrected_and_the_recording_follows(run: Running) -> None:
    run.ctrl(Qt.Key.Key_R)
    run.qtbot.waitUntil(lambda: run.app.recording.position_ms() is not None)
    run.app.advance(120_000)
    run.enter("MH: sagt for lidt siden")
    said = run.record.reflections[0]
    assert said.said_at is not None
    assert said.at_ms is not None
    run.key(Qt.Key.Key_Escape)
    run.type("t")
    run.type("-1:30")
    run.key(Qt.Key.Key_Return)
    corrected = run.record.reflections[0]
    assert corrected.said_at == said.said_at - timedelta(seconds=90)
    assert corrected.at_ms == said.at_ms - 90_000
    assert run.has_focus(run.room.capture.captured.list)


def test_a_note_is_dragged_by_its_time(notes: Running) -> None:
    rows = notes.room.capture.captured.list
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def at(row: int, part: float) -> QPoint:
        return QPoint(30, rows.rowViewportPosition(row) + int(rows.rowHeight(row) * part))

    QTest.mousePress(rows.viewport(), button, none, at(1, 0.5))
    QTest.mouseMove(rows.viewport(), at(2, 0.5))
    QTest.mouseMove(rows.viewport(), at(3, 0.9))
    QTest.mouseRelease(rows.viewport(), button, none, at(3, 0.9))
    assert _shown(notes) == ["", "gribning kræver timing", "ventetid på tilbud", "to etager"]


def test_a_moved_note_belongs_to_the_item_that_was_held_then(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    run.wait(minutes=5)
    run.key(Qt.Key.Key_F5)
    run.wait(minutes=5)
    run.enter("MH: hørte til første punkt")
    first, second = (item.id for item in run.record.agenda[:2])
    assert run.record.reflections[0].agenda_item_id == second
    run.key(Qt.Key.Key_Escape)
    run.type("t")
    run.type("-8")
    run.key(Qt.Key.Key_Return)
    assert run.record.reflections[0].agenda_item_id == first


def test_the_keys_of_the_list_stand_under_the_bar_while_it_has_the_focus(notes: Running) -> None:
    hints = notes.room.capture.hints
    assert ("D", "frist") in hints.hints
    notes.room.go_to_capture()
    assert ("!", "beslutning") in hints.hints
