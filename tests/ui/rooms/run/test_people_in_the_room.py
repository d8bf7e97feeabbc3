"""Who is here, who has the floor, and who waits for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from flipdesk.domain.participant import Participant
from flipdesk.domain.vocabulary import Answer, Attendance, ConsentWay
from flipdesk.ui.rooms.run.floor_menu import FloorMenu
from flipdesk.ui.rooms.run.person_menu import PersonMenu
from tests.ui.rooms.run.conftest import Running


def _person(run: Running, initials: str) -> Participant:
    person = run.record.by_initials(initials)
    assert person is not None
    return person


def _choose(run: Running, initials: str, words: str) -> None:
    pane = run.room.people.people_pane
    button = pane.button_of(_person(run, initials).id)
    assert button is not None
    run.click(button)
    menu = pane.findChildren(PersonMenu)[-1]
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()


def _names(run: Running) -> list[tuple[int, str]]:
    model = run.room.people.floor_pane.model
    rows = [model.row(model.index(row)) for row in range(model.rowCount())]
    return [(row.place, row.name) for row in rows if row is not None]


def _speaker(run: Running) -> str:
    person = run.record.participant(run.room.people.floor.speaker_id)
    return "" if person is None else person.initials


def _queue(run: Running) -> list[str]:
    waiting = run.room.people.floor.now.waiting
    people = [run.record.participant(one.speaker_id) for one in waiting]
    return [person.initials for person in people if person is not None]


def _record(run: Running) -> None:
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(1_000)


def test_grid_puts_research_first_and_sorts_in_danish(run: Running) -> None:
    texts = [button.text() for button in run.room.people.people_pane.grid.buttons]
    assert texts == ["FL", "KS", "ÅB", "LB", "TG", "MH", "JK", "SØ", "KA"]


def test_those_invited_are_muted_until_all_are_here(run: Running) -> None:
    pane = run.room.people.people_pane
    assert all(button.is_muted for button in pane.grid.buttons)
    run.click(pane.everybody_button)
    assert not any(button.is_muted for button in pane.grid.buttons)
    assert not pane.everybody_button.isVisible()
    assert run.app.workspace.desk.history.undo_label == "alle er her"


def test_menu_logs_arrival_leaving_and_regrets(run: Running) -> None:
    pane = run.room.people.people_pane
    run.wait(minutes=50)
    _choose(run, "ÅB", "Kom nu, for sent")
    assert _person(run, "ÅB").arrived == run.app.clock.now()
    _choose(run, "SØ", "Er her")
    run.wait(minutes=90)
    _choose(run, "SØ", "Gik nu")
    assert _person(run, "SØ").left == run.app.clock.now()
    _choose(run, "JK", "Afbud")
    assert _person(run, "JK").attendance is Attendance.REGRETS
    assert pane.button_of(_person(run, "JK").id) is None
    assert pane.away_button.text() == "1 afbud"


def test_yes_said_on_the_recording_drops_a_marker(run: Running) -> None:
    _record(run)
    run.app.advance(61_000)
    before = run.record
    _choose(run, "ÅB", "Siger ja på optagelsen")
    aase = _person(run, "ÅB")
    assert (aase.consent.part, aase.consent.way) == (Answer.GIVEN, ConsentWay.RECORDING)
    (marker,) = [one for one in run.record.markers if one not in before.markers]
    assert marker.label == "Samtykke: ÅB"
    assert marker.at_ms is not None
    assert marker.at_ms >= 61_000
    run.app.workspace.undo()
    assert run.record.markers == before.markers
    assert _person(run, "ÅB") == before.by_initials("ÅB")


def test_somebody_who_sent_regrets_can_still_come(run: Running) -> None:
    _choose(run, "JK", "Afbud")
    pane = run.room.people.people_pane
    run.click(pane.away_button)
    menu = pane.findChildren(QMenu, "away_menu")[-1]
    (inner,) = menu.findChildren(PersonMenu)
    next(one for one in inner.actions() if one.text() == "Kom nu, for sent").trigger()
    menu.close()
    assert _person(run, "JK").attendance is Attendance.LATE


def test_arrow_keys_go_through_the_grid(run: Running) -> None:
    grid = run.room.people.people_pane.grid
    grid.buttons[0].setFocus()
    run.key(Qt.Key.Key_Right)
    run.key(Qt.Key.Key_Down)
    assert grid.buttons[5].hasFocus()
    run.key(Qt.Key.Key_Up)
    assert grid.buttons[1].hasFocus()


def test_f7_and_two_letters_put_on_the_list(run: Running) -> None:
    run.type("halvt")
    run.key(Qt.Key.Key_F7)
    run.type("tg")
    assert _names(run) == [(1, "Tine Grøn")]
    assert run.room.capture.writes
    run.key(Qt.Key.Key_F7)
    run.type("ka")
    run.type(" skrevet")
    assert _names(run) == [(1, "Tine Grøn"), (2, "Karim Aaen")]
    assert run.room.capture.bar.text == "halvt skrevet"


def test_one_letter_chooses_with_enter_or_after_a_pause(run: Running) -> None:
    run.key(Qt.Key.Key_F7)
    run.type("t")
    assert _names(run) == []
    run.key(Qt.Key.Key_Return)
    assert _names(run) == [(1, "Tine Grøn")]
    run.key(Qt.Key.Key_F7)
    run.type("m")
    run.qtbot.waitUntil(lambda: len(_names(run)) == 2)
    assert run.room.capture.writes


def test_escape_puts_nobody_on(run: Running) -> None:
    run.key(Qt.Key.Key_F7)
    run.type("x")
    assert run.room.people.floor_pane.person.caption.text() == "Det hedder ingen her"
    run.key(Qt.Key.Key_Escape)
    assert _names(run) == []
    assert run.room.capture.writes
    assert not run.room.people.floor_pane.person.isVisible()


def test_f4_gives_the_floor_and_writes_turns_on_the_recording(run: Running) -> None:
    run.click(run.room.people.people_pane.everybody_button)
    _record(run)
    for letters in ("tg", "ka"):
        run.key(Qt.Key.Key_F7)
        run.type(letters)
    run.key(Qt.Key.Key_F4)
    assert _names(run) == [(0, "Tine Grøn"), (1, "Karim Aaen")]
    run.app.advance(60_000)
    run.key(Qt.Key.Key_F4)
    run.app.advance(30_000)
    assert run.room.people.floor_pane.give_button.text() == "Ordet frit"
    run.key(Qt.Key.Key_F4)
    first, second = run.record.turns
    assert first.speaker_id == _person(run, "TG").id
    assert (first.to_ms or 0) - first.from_ms == 60_000
    assert second.from_ms == first.to_ms
    assert (second.to_ms or 0) - second.from_ms == 30_000
    assert _names(run) == []


def test_f4_with_nobody_waiting_asks_who(run: Running) -> None:
    run.key(Qt.Key.Key_F4)
    run.type("mh")
    assert _names(run) == [(0, "Mette Holm")]
    assert run.record.turns == ()
    run.wait(minutes=5, seconds=26)
    row = run.room.people.floor_pane.model.row(run.room.people.floor_pane.model.index(0))
    assert row is not None
    assert row.note == "har ordet · 5:26"


def test_undo_gives_the_floor_back(run: Running) -> None:
    _record(run)
    run.key(Qt.Key.Key_F4)
    run.type("mh")
    run.app.advance(5_000)
    run.room.people.floor.give(_person(run, "ka").id)
    assert _names(run) == [(0, "Karim Aaen")]
    run.app.workspace.undo()
    assert _names(run) == [(0, "Mette Holm")]


def test_queue_is_changed_by_keys(run: Running) -> None:
    for letters in ("tg", "ka", "mh"):
        run.key(Qt.Key.Key_F7)
        run.type(letters)
    listed = run.room.people.floor_pane.list
    listed.setFocus()
    run.key(Qt.Key.Key_End)
    run.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [name for _place, name in _names(run)] == ["Tine Grøn", "Mette Holm", "Karim Aaen"]
    run.key(Qt.Key.Key_Delete)
    assert [name for _place, name in _names(run)] == ["Tine Grøn", "Karim Aaen"]
    listed.setFocus()
    run.key(Qt.Key.Key_End)
    run.key(Qt.Key.Key_Return)
    assert _names(run) == [(0, "Karim Aaen"), (1, "Tine Grøn")]


def test_airtime_is_by_role_and_hidden_without_turns(run: Running) -> None:
    pane = run.room.people.airtime_pane
    run.click(run.room.people.people_pane.everybody_button)
    assert not pane.isVisible()
    _record(run)
    for initials, ms in (("FL", 30_000), ("MH", 90_000)):
        run.room.people.floor.give(_person(run, initials).id)
        run.app.advance(ms)
    run.room.tick()
    assert pane.isVisible()
    assert (pane.research.percent.text(), pane.practice.percent.text()) == ("25 %", "75 %")
    unheard = run.room.people.people_pane.unheard.text()
    assert "Karim Aaen" in unheard
    assert "Mette Holm" not in unheard


def test_open_turn_ends_with_the_recording(run: Running) -> None:
    _record(run)
    run.room.people.floor.give(_person(run, "MH").id)
    run.app.advance(10_000)
    run.app.recording.stop()
    QApplication.processEvents()
    (turn,) = run.record.turns
    assert turn.to_ms is not None
    assert turn.to_ms - turn.from_ms >= 10_000


def test_queue_is_changed_by_mouse(run: Running) -> None:
    for letters in ("tg", "ka"):
        run.key(Qt.Key.Key_F7)
        run.type(letters)
    pane = run.room.people.floor_pane
    last = pane.list.visualRect(pane.model.index(1)).center()

    def choose(words: str) -> None:
        pane.list.customContextMenuRequested.emit(last)
        menu = pane.findChildren(FloorMenu)[-1]
        next(one for one in menu.actions() if one.text().startswith(words)).trigger()
        menu.close()

    choose("Tidligere")
    assert _names(run) == [(1, "Karim Aaen"), (2, "Tine Grøn")]
    choose("Tag af")
    assert _names(run) == [(1, "Karim Aaen")]
    _choose(run, "KA", "Tag af talerlisten")
    assert _names(run) == []


def test_leaving_ends_the_turn_and_coming_back_keeps_when_they_came(run: Running) -> None:
    pane, floor = run.room.people.people_pane, run.room.people.floor
    run.wait(minutes=49)
    _choose(run, "ÅB", "Kom nu, for sent")
    _choose(run, "MH", "Er her")
    _record(run)
    floor.give(_person(run, "ÅB").id)
    floor.add(_person(run, "MH").id)
    run.app.advance(4_000)
    arrived = _person(run, "ÅB").arrived
    _choose(run, "ÅB", "Gik nu")
    assert _speaker(run) == ""
    (turn,) = run.record.turns
    assert turn.to_ms == turn.from_ms + 4_000
    button = pane.button_of(_person(run, "ÅB").id)
    assert button is not None
    assert "kom kl. 9.41 · gik kl. 9.41" in button.toolTip()
    run.app.workspace.undo()
    assert _speaker(run) == "ÅB"
    assert run.record.turns[0].to_ms is None
    run.app.workspace.redo()
    run.wait(minutes=20)
    _choose(run, "ÅB", "Er tilbage")
    back = _person(run, "ÅB")
    assert (back.attendance, back.arrived, back.left) == (Attendance.LATE, arrived, None)
    assert not button.is_muted


def test_whoever_leaves_is_off_the_list_and_undo_puts_them_back(run: Running) -> None:
    floor = run.room.people.floor
    for initials in ("MH", "SØ"):
        _choose(run, initials, "Er her")
        floor.add(_person(run, initials).id)
    _choose(run, "MH", "Gik nu")
    assert _queue(run) == ["SØ"]
    run.app.workspace.undo()
    assert _queue(run) == ["MH", "SØ"]
    run.app.workspace.redo()
    floor.add(_person(run, "KA").id)
    _choose(run, "MH", "Er tilbage")
    assert _queue(run) == ["SØ", "KA"]


def test_the_menu_says_when_somebody_came(run: Running) -> None:
    run.wait(minutes=49)
    _choose(run, "ÅB", "Kom nu, for sent")
    pane = run.room.people.people_pane
    button = pane.button_of(_person(run, "ÅB").id)
    assert button is not None
    run.click(button)
    menu = pane.findChildren(PersonMenu)[-1]
    assert "kom kl. 9.41" in [one.text() for one in menu.actions()]
    menu.close()


def test_who_is_not_in_the_room_is_said_and_counted(run: Running) -> None:
    pane = run.room.people.people_pane
    assert pane._note.text() == "0 af 9"
    button = pane.grid.buttons[0]
    assert "er her ikke endnu" in button.accessibleName()
    assert "er her ikke endnu" in button.toolTip()
    run.click(pane.everybody_button)
    assert pane._note.text() == "9"
    assert "er her ikke endnu" not in pane.grid.buttons[0].toolTip()
