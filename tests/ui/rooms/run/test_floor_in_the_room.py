"""The speakers' list by keys and mouse: replies, interruptions, the line, and what is stored."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flipdesk.domain.participant import Participant
from flipdesk.ui.recording_state import RecordingState
from tests.ui.rooms.run.conftest import Running

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def _rows(run: Running) -> list[str]:
    model = run.room.people.floor_pane.model
    rows = [model.row(model.index(row)) for row in range(model.rowCount())]
    return [f"{row.place} {row.name} {row.note}".strip() for row in rows if row is not None]


def _ask(
    run: Running, key: Qt.Key, letters: str, modifier: Qt.KeyboardModifier | None = None
) -> None:
    run.key(key, modifier or Qt.KeyboardModifier.NoModifier)
    run.type(letters)


def _record(run: Running) -> None:
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(1_000)


def _turns(run: Running) -> list[tuple[str, int]]:
    people = {one.id: one for one in run.record.participants}
    return [
        (people[one.speaker_id].initials, ((one.to_ms or 0) - one.from_ms) // 1000)
        for one in run.record.turns
    ]


def _person(run: Running, initials: str) -> Participant:
    person = run.record.by_initials(initials)
    assert person is not None
    return person


def test_a_reply_comes_first_and_says_so(run: Running) -> None:
    _ask(run, Qt.Key.Key_F4, "mh")
    _ask(run, Qt.Key.Key_F7, "tg")
    _ask(run, Qt.Key.Key_F7, "ka", SHIFT)
    assert _rows(run)[1:] == ["1 Karim Aaen replik", "2 Tine Grøn"]
    run.key(Qt.Key.Key_F4)
    assert _rows(run) == ["0 Karim Aaen replik · 0:00", "1 Tine Grøn"]
    assert run.room.capture.writes


def test_an_interruption_gives_the_floor_back(run: Running) -> None:
    _record(run)
    _ask(run, Qt.Key.Key_F4, "mh")
    _ask(run, Qt.Key.Key_F7, "tg")
    run.app.advance(10_000)
    _ask(run, Qt.Key.Key_F4, "ka", SHIFT)
    assert _rows(run) == ["0 Karim Aaen afbryder Mette · 0:00", "1 Tine Grøn"]
    pane = run.room.people.floor_pane
    assert pane.give_button.text() == "Tilbage"
    run.app.advance(5_000)
    run.key(Qt.Key.Key_F4)
    assert _rows(run) == ["0 Mette Holm har ordet · 0:15", "1 Tine Grøn"]
    run.app.advance(20_000)
    run.key(Qt.Key.Key_F4)
    run.app.advance(1_000)
    assert _turns(run)[:3] == [("MH", 10), ("KA", 5), ("MH", 20)]
    assert [one.interruption for one in run.record.turns] == [False, True, False, False]


def test_the_floor_is_given_by_the_place_on_the_list(run: Running) -> None:
    for letters in ("tg", "ka", "mh"):
        _ask(run, Qt.Key.Key_F7, letters)
    _ask(run, Qt.Key.Key_F4, "2", CTRL)
    run.key(Qt.Key.Key_Return)
    assert _rows(run)[0].startswith("0 Karim Aaen")
    assert _rows(run)[1:] == ["1 Tine Grøn", "2 Mette Holm"]


def test_letters_that_fit_several_narrow_and_a_digit_chooses(run: Running) -> None:
    run.key(Qt.Key.Key_F7)
    run.type("k")
    caption = run.room.people.floor_pane.person.caption.text()
    assert caption.startswith("1 KS ")
    assert ", 2 KA Karim Aaen" in caption
    run.type("2")
    assert _rows(run) == ["1 Karim Aaen"]
    run.key(Qt.Key.Key_F7)
    run.type("1tg")
    assert _rows(run) == ["1 Tine Grøn", "2 Karim Aaen"]


def test_a_line_is_drawn_and_seen_and_holds(run: Running) -> None:
    pane = run.room.people.floor_pane
    _ask(run, Qt.Key.Key_F7, "tg")
    run.click(pane.line_button)
    assert pane.line_button.text() == "Åbn listen"
    problems: list[str] = []
    run.app.workspace.problem.connect(problems.append)
    _ask(run, Qt.Key.Key_F7, "ka")
    assert _rows(run) == ["1 Tine Grøn"]
    assert problems == ["Der er sat streg. Åbn listen igen, eller bed om en replik."]
    run.app.workspace.undo()
    _ask(run, Qt.Key.Key_F7, "ka")
    assert _rows(run) == ["1 Tine Grøn", "2 Karim Aaen"]


def test_those_who_waited_can_come_along_to_the_next_item(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    for letters in ("tg", "ka"):
        _ask(run, Qt.Key.Key_F7, letters)
    left_over = run.room.people.floor_pane.left_over
    assert not left_over.isVisible()
    run.key(Qt.Key.Key_F5)
    assert _rows(run) == []
    assert left_over.isVisible()
    assert "Tine Grøn, Karim Aaen" in left_over.caption.text()
    run.click(left_over.bring_button)
    assert _rows(run) == ["1 Tine Grøn", "2 Karim Aaen"]
    assert not left_over.isVisible()


def test_a_floor_given_before_the_recording_becomes_a_turn(run: Running) -> None:
    _ask(run, Qt.Key.Key_F4, "mh")
    run.wait(seconds=30)
    assert _turns(run) == []
    _record(run)
    (turn,) = run.record.turns
    assert (turn.speaker_id, turn.from_ms, turn.to_ms) == (_person(run, "MH").id, 0, None)


def test_nobody_has_a_turn_in_a_pause(run: Running) -> None:
    _record(run)
    _ask(run, Qt.Key.Key_F4, "mh")
    run.app.advance(10_000)
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    assert run.app.recording.state is RecordingState.PAUSED
    run.app.advance(60_000)
    _ask(run, Qt.Key.Key_F4, "tg", CTRL)
    run.app.advance(5_000)
    assert _turns(run) == [("MH", 10)]
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(7_000)
    run.key(Qt.Key.Key_F4)
    assert _turns(run) == [("MH", 10), ("TG", 7)]


def test_the_end_of_a_recording_breaks_no_redo(run: Running) -> None:
    _record(run)
    _ask(run, Qt.Key.Key_F4, "mh")
    run.app.advance(5_000)
    _ask(run, Qt.Key.Key_F4, "tg", CTRL)
    run.app.advance(5_000)
    run.app.workspace.undo()
    run.app.recording.stop()
    QApplication.processEvents()
    run.app.workspace.redo()
    assert _turns(run) == [("MH", 10)]


def test_the_queue_is_changed_by_dragging(run: Running) -> None:
    for letters in ("tg", "ka", "mh"):
        _ask(run, Qt.Key.Key_F7, letters)
    rows = run.room.people.floor_pane.list
    model = run.room.people.floor_pane.model

    def at(row: int, lower: int) -> QPoint:
        return rows.visualRect(model.index(row)).center() + QPoint(0, lower)

    button = Qt.MouseButton.LeftButton
    QTest.mousePress(rows.viewport(), button, Qt.KeyboardModifier.NoModifier, at(2, 0))
    QTest.mouseMove(rows.viewport(), at(1, 0))
    QTest.mouseMove(rows.viewport(), at(0, -10))
    QTest.mouseRelease(rows.viewport(), button, Qt.KeyboardModifier.NoModifier, at(0, -10))
    assert _rows(run) == ["1 Mette Holm", "2 Tine Grøn", "3 Karim Aaen"]
    assert run.app.workspace.desk.history.undo_label == "flyt Mette Holm"


def test_who_has_left_does_not_get_the_floor(run: Running) -> None:
    for letters in ("tg", "ka"):
        _ask(run, Qt.Key.Key_F7, letters)
    tine = _person(run, "TG").id
    run.app.workspace.perform(lambda: run.app.workspace.desk.running.leave(tine))
    assert _rows(run) == ["1 Karim Aaen"]
    run.app.workspace.undo()
    assert _rows(run) == ["1 Tine Grøn", "2 Karim Aaen"]
