"""What can be done about time while the session runs: by keys, by buttons and from the list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flipdesk.domain.agenda import AgendaItem, running
from flipdesk.ui.delegates.roles import AgendaNowRow, Role
from flipdesk.ui.rooms.run import agenda_acts, now_head
from flipdesk.ui.rooms.run.agenda_now_menu import AgendaNowMenu
from tests.ui.rooms.run.conftest import Running

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def _rows(run: Running) -> list[AgendaNowRow]:
    model = run.room.now.model
    rows = [model.index(row).data(Role.ROW) for row in range(model.rowCount())]
    assert all(isinstance(row, AgendaNowRow) for row in rows)
    return rows


def _end(run: Running) -> tuple[str, str]:
    run.app.frame.show_end()
    return run.app.window.strip._plan_and_end


def _on(run: Running) -> str:
    item = running(run.record.agenda)
    return "" if item is None else item.title


def _item(run: Running, title: str) -> AgendaItem:
    return next(item for item in run.record.agenda if item.title.startswith(title))


def _choose(run: Running, row: int) -> None:
    run.room.now.list.setFocus()
    run.room.now.list.setCurrentIndex(run.room.now.model.index(row))


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    for module in (now_head, agenda_acts):
        monkeypatch.setattr(module, "announce", lambda _widget, words: said.append(words))
    return said


@pytest.fixture
def begun(run: Running) -> Running:
    """The first item, begun at 9.30 as planned."""
    run.wait(minutes=38)
    run.key(Qt.Key.Key_F5)
    return run


def test_remedies_come_with_lateness_in_the_place_of_the_materials(begun: Running) -> None:
    remedies = begun.room.now.remedies
    begun.key(Qt.Key.Key_F5)
    assert begun.room.now.materials.isVisible()
    begun.wait(minutes=10)
    assert not remedies.isVisible()
    begun.wait(minutes=9)
    assert not remedies.isVisible()
    begun.wait(minutes=8, seconds=30)
    assert not remedies.isVisible(), "ten minutes were gained before"
    begun.wait(minutes=4)
    assert remedies.isVisible()
    assert not begun.room.now.materials.isVisible()
    assert remedies.caption.text() == "1 min. bagud · 10 min. luft tilbage"
    assert remedies.take_button.text() == "Tag 1 min. fra Pause"
    assert remedies.shorten_button.accessibleName().startswith("Forkort næste 5 min.: Supplement")
    assert remedies.skip_button.toolTip().endswith("(Ctrl+Skift+F5)")
    for button in (remedies.take_button, remedies.shorten_button, remedies.skip_button):
        assert button.height() >= 44


def test_the_buffer_gives_what_is_missing_by_key_and_by_button(begun: Running) -> None:
    begun.wait(minutes=17)
    assert _end(begun) == ("12.00", "12.07")
    begun.click(begun.room.now.remedies.take_button)
    assert _end(begun) == ("12.00", "12.00")
    pause = _item(begun, "Pause")
    assert (pause.minutes, pause.extra_minutes) == (10, -7)
    assert _rows(begun)[3].minutes_text == "3 (10)"
    assert not begun.room.now.remedies.isVisible()
    assert begun.room.capture.bar.input.hasFocus(), "no button is left under the space bar"
    assert begun.app.workspace.desk.history.undo_label == "tag 7 min. fra Pause"
    begun.wait(minutes=6)
    assert begun.room.now.remedies.take_button.text() == "Tag 3 min. fra Pause"
    begun.key(Qt.Key.Key_F12, CTRL)
    assert _item(begun, "Pause").allowed_minutes == 0
    assert not begun.room.now.remedies.take_button.isVisible()
    assert begun.room.now.remedies.caption.text() == "3 min. bagud · ingen luft tilbage"
    for _step in range(2):
        begun.ctrl(Qt.Key.Key_Z)
    assert _item(begun, "Pause").extra_minutes == 0
    assert _end(begun) == ("12.00", "12.13")


def test_the_next_is_shortened_no_further_than_it_may_be(begun: Running) -> None:
    item = _item(begun, "Oplæg")
    base = begun.app.base.agenda
    begun.app.workspace.tell(base.save(replace(item, minutes_min=13)))
    begun.key(Qt.Key.Key_F12, CTRL_SHIFT)
    assert _item(begun, "Oplæg").allowed_minutes == 15
    begun.key(Qt.Key.Key_F12, CTRL_SHIFT)
    assert _item(begun, "Oplæg").allowed_minutes == 13
    begun.key(Qt.Key.Key_F12, CTRL_SHIFT)
    assert _item(begun, "Oplæg").allowed_minutes == 13
    assert "kan ikke blive kortere" in begun.app.frame.messages.sentences[-1]


def test_the_next_is_skipped_and_can_be_held_after_all(begun: Running) -> None:
    begun.key(Qt.Key.Key_F5, CTRL_SHIFT)
    assert _rows(begun)[1].state == "skipped"
    assert "sprunget over" in _rows(begun)[1].spoken
    assert _end(begun) == ("12.00", "11.40")
    begun.key(Qt.Key.Key_F5)
    assert _on(begun).startswith("Supplement")
    _choose(begun, 1)
    begun.key(Qt.Key.Key_Delete)
    assert not _item(begun, "Oplæg").skipped
    begun.key(Qt.Key.Key_F5)
    assert _on(begun).startswith("Oplæg"), "what was left is held next"


def test_the_clock_stands_still_in_a_pause_and_says_so(
    begun: Running, announced: list[str]
) -> None:
    head = begun.room.now.head
    begun.wait(minutes=4)
    begun.key(Qt.Key.Key_F5, CTRL)
    begun.wait(minutes=10)
    assert (head.clock.text(), head.clock_note.text()) == ("6:00", "står stille siden 9.34")
    assert head.pause_button.text() == "Start uret"
    assert _end(begun) == ("12.00", "12.10")
    assert begun.app.window.strip._end.text().endswith("pause siden 9.34")
    begun.click(head.pause_button)
    begun.wait(minutes=1)
    assert (head.clock.text(), head.clock_note.text()) == ("5:00", "min. tilbage")
    assert head.right.text() == "slutter ca. 9.50"
    assert _rows(begun)[0].minutes_text == "5/10"
    assert announced == ["Uret er stoppet", "Uret går igen"]
    (pause,) = begun.record.pauses
    assert pause.ended is not None
    assert (pause.ended - pause.started).total_seconds() == 600
    for _step in range(2):
        begun.ctrl(Qt.Key.Key_Z)
    assert begun.record.pauses == ()


def test_the_focus_stays_in_the_capture_bar_whatever_happens(begun: Running) -> None:
    begun.room.go_to_capture()
    begun.type("MH: midt i")
    begun.wait(minutes=30)
    for key, modifier in (
        (Qt.Key.Key_F5, CTRL),
        (Qt.Key.Key_F12, CTRL),
        (Qt.Key.Key_F12, CTRL_SHIFT),
        (Qt.Key.Key_F5, CTRL_SHIFT),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
    ):
        begun.key(key, modifier)
        assert begun.room.capture.bar.input.hasFocus()
    assert begun.room.capture.bar.text == "MH: midt i"


def test_two_minutes_and_no_time_left_are_announced_once(
    begun: Running, announced: list[str]
) -> None:
    for _second in range(12 * 60):
        begun.wait(seconds=1)
    assert announced == ["To minutter tilbage", "Tiden er gået"]


def test_any_item_is_begun_by_enter_and_by_double_click(begun: Running) -> None:
    _choose(begun, 3)
    begun.key(Qt.Key.Key_Return)
    assert _on(begun) == "Pause"
    assert _rows(begun)[0].state == "held"
    view = begun.room.now.list
    place = view.visualRect(begun.room.now.model.index(5)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _on(begun).startswith("Parkering")
    begun.key(Qt.Key.Key_F5)
    assert _on(begun).startswith("Oplæg"), "the agenda goes on where it was left"
    _choose(begun, 0)
    begun.key(Qt.Key.Key_Return)
    assert _on(begun).startswith("Oplæg")
    assert "er holdt" in begun.app.frame.messages.sentences[-1]


def test_coming_items_change_places_by_alt_and_arrows(begun: Running) -> None:
    titles = [item.title for item in begun.record.agenda]
    _choose(begun, 3)
    begun.key(Qt.Key.Key_Up, ALT)
    begun.key(Qt.Key.Key_Up, ALT)
    begun.key(Qt.Key.Key_Up, ALT)
    moved = [item.title for item in begun.record.agenda]
    assert moved == [titles[0], titles[3], titles[1], titles[2], *titles[4:]]
    assert begun.room.now.list.currentIndex().row() == 1, "the item that was moved stays chosen"
    assert begun.app.workspace.desk.history.undo_label == "flyt Pause"
    begun.key(Qt.Key.Key_Down, ALT)
    begun.ctrl(Qt.Key.Key_Z)
    begun.ctrl(Qt.Key.Key_Z)
    begun.ctrl(Qt.Key.Key_Z)
    assert [item.title for item in begun.record.agenda] == titles
    assert [item.minutes for item in begun.record.agenda] == [10, 20, 30, 10, 50, 15, 15]


def test_the_menu_key_opens_all_that_can_be_done(begun: Running) -> None:
    _choose(begun, 2)
    view = begun.room.now.list
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = view.findChildren(AgendaNowMenu)
    texts = [one.text() for one in menu.actions() if not one.isSeparator()]
    assert texts[:4] == ["Begynd nu", "Spring det over", "Tidligere", "Senere"]
    assert {"+5 min.", "−5 min.", "Spring næste punkt over", "Afslut sessionen"} <= set(texts)
    next(one for one in menu.actions() if one.text() == "Spring det over").trigger()
    menu.close()
    assert _item(begun, "Supplement").skipped


def test_the_day_of_a_seminar_ends_by_itself(begun: Running) -> None:
    base = begun.app.base.agenda
    for item in begun.record.agenda[2:]:
        begun.app.workspace.tell(base.save(replace(item, day=2)))
    begun.key(Qt.Key.Key_F5)
    assert begun.room.now.head.next_button.text() == "Slut for i dag"
    titles = [row.title for row in _rows(begun)]
    assert [title[:6] for title in titles if title.startswith("Dag")] == ["Dag 1:", "Dag 2:"]
    assert titles[2].startswith("Dag 2: Supplement")
    assert _end(begun) == ("10.00", "9.50")
    begun.wait(minutes=20)
    begun.key(Qt.Key.Key_F5)
    assert _on(begun) == ""
    assert begun.room.now.head.caption.text() == "Næste · punkt 3 af 7"
    assert _end(begun) == ("11.30", "11.30")
    begun.wait(hours=24)
    assert _end(begun) == ("11.30", "11.50")


def test_nobody_is_late_for_a_session_of_another_day(run: Running) -> None:
    run.wait(days=3)
    run.key(Qt.Key.Key_F12, CTRL)
    assert _item(run, "Pause").extra_minutes == 0
    assert _end(run) == ("12.00", "12.00")
    assert _rows(run)[0].start_text == "ca. 9.30"


def test_whoever_begins_late_is_told_before_they_begin(run: Running) -> None:
    run.wait(minutes=50)
    assert _end(run) == ("12.00", "12.12")
