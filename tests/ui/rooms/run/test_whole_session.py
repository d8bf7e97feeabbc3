"""A whole session, once by keys alone and once by the mouse alone, and all of it undone and redone.

The clock is turned by hand. Notes are typed in both: a mouse cannot write.
"""

from abc import ABC, abstractmethod

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from typing_extensions import override

from flipdesk.domain.vocabulary import Attendance, SessionState
from flipdesk.ui.recording_state import RecordingState
from flipdesk.ui.rooms.run.person_button import PersonButton
from tests.helpers.rows import dump
from tests.ui.rooms.run.conftest import Running

NOTES = 50
_NO_STEPS = ("recording", "segment", "setting")
"""Recordings are facts and no steps; a draft is none either."""


class Hand(ABC):
    """Does what one does in a session, one way or the other."""

    def __init__(self, run: Running) -> None:
        self.run = run

    @abstractmethod
    def record(self) -> None: ...

    @abstractmethod
    def next_item(self) -> None: ...

    @abstractmethod
    def skip(self, row: int) -> None: ...

    @abstractmethod
    def longer(self) -> None: ...

    @abstractmethod
    def floor_free(self) -> None: ...

    @abstractmethod
    def press(self, widget: QWidget) -> None: ...

    @abstractmethod
    def choose(self, menu: QMenu, words: str) -> None: ...

    def person(self, initials: str, words: str) -> None:
        """Do something to somebody by the menu of their button."""
        person = self.run.record.by_initials(initials)
        assert person is not None
        button = self.run.room.people.people_pane.button_of(person.id)
        assert isinstance(button, PersonButton)
        self.press(button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        self.choose(menu, words)
        menu.close()
        # A window system gives the focus back when a menu closes; the offscreen one does not.
        self.run.app.window.activateWindow()
        self.run.qtbot.waitUntil(self.run.app.window.isActiveWindow)

    def everybody_is_here(self) -> None:
        self.press(self.run.room.people.people_pane.everybody_button)

    def note(self, line: str) -> None:
        self.run.room.capture.bar.setFocus()
        self.run.type(line)
        self.run.key(Qt.Key.Key_Return)


class Keys(Hand):
    @override
    def record(self) -> None:
        self.run.ctrl(Qt.Key.Key_R)

    @override
    def next_item(self) -> None:
        self.run.key(Qt.Key.Key_F5)

    @override
    def skip(self, row: int) -> None:
        agenda = self.run.room.now.list
        for _pane in range(8):
            if self.run.has_focus(agenda):
                break
            self.run.key(Qt.Key.Key_F6)
        assert self.run.has_focus(agenda)
        self.run.key(Qt.Key.Key_Home)
        for _row in range(row):
            self.run.key(Qt.Key.Key_Down)
        self.run.key(Qt.Key.Key_Delete)
        self.run.key(Qt.Key.Key_F2)

    @override
    def longer(self) -> None:
        self.run.key(Qt.Key.Key_F12)

    @override
    def floor_free(self) -> None:
        self.run.key(Qt.Key.Key_F4)

    @override
    def press(self, widget: QWidget) -> None:
        for _step in range(80):
            if self.run.has_focus(widget):
                break
            in_grid = isinstance(widget, PersonButton) and isinstance(
                QApplication.focusWidget(), PersonButton
            )
            self.run.key(Qt.Key.Key_Right if in_grid else Qt.Key.Key_Tab)
        assert self.run.has_focus(widget)
        self.run.key(Qt.Key.Key_Space)

    @override
    def choose(self, menu: QMenu, words: str) -> None:
        for _row in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            if _chosen_in(menu) == words:
                break
        assert _chosen_in(menu) == words
        QTest.keyClick(menu, Qt.Key.Key_Return)


def _chosen_in(menu: QMenu) -> str:
    found: QAction | None = menu.activeAction()
    return "" if found is None else found.text()


class Mouse(Hand):
    @override
    def record(self) -> None:
        self.run.click(self.run.room.now.recording.toggle_button)

    @override
    def next_item(self) -> None:
        self.run.click(self.run.room.now.head.next_button)

    @override
    def skip(self, row: int) -> None:
        self.run.wait()
        button = self.run.app.window.findChild(QWidget, "run_skip")
        assert button is not None
        assert row == self.run.room.now.model.current_row() + 1
        self.run.click(button)

    @override
    def longer(self) -> None:
        self.run.click(self.run.room.now.head.longer_button)

    @override
    def floor_free(self) -> None:
        self.run.click(self.run.room.people.floor_pane.give_button)

    @override
    def press(self, widget: QWidget) -> None:
        self.run.click(widget)

    @override
    def choose(self, menu: QMenu, words: str) -> None:
        action = next(one for one in menu.actions() if one.text().startswith(words))
        place = menu.actionGeometry(action).center()
        QTest.mouseMove(menu, QPoint(place.x() - 1, place.y()))
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def live_through(hand: Hand) -> None:
    """Hold the sample session: 7 items, 50 notes, and what goes wrong in between."""
    run = hand.run
    hand.record()
    run.app.advance(1_000)
    hand.everybody_is_here()
    hand.next_item()
    for number in range(NOTES):
        hand.note(f"MH: det her er note {number} #3")
        run.app.advance(20_000)
        match number:
            case 5:
                hand.next_item()
            case 10:
                hand.person("JK", "Kom nu, for sent")
            case 15:
                hand.person("TG", "Giv ordet")
            case 17:
                hand.person("KA", "Afbryder")
            case 19:
                hand.floor_free()
            case 20:
                hand.floor_free()
            case 25:
                assert run.app.recorder.lose_microphone()
                run.app.advance(500)
                assert run.app.recording.state is RecordingState.LOST
                run.app.recorder.find_microphone()
            case 30:
                run.app.advance(40 * 60_000)
                hand.longer()
                hand.skip(2)
            case 31 | 40 | 44 | 47:
                hand.next_item()
            case _:
                pass


@pytest.mark.parametrize("kind", [Keys, Mouse])
def test_a_whole_session_is_stored_as_it_was_held(run: Running, kind: type[Hand]) -> None:
    base, workspace = run.app.base, run.app.workspace
    before = {name: rows for name, rows in dump(base).items() if name not in _NO_STEPS}
    live_through(kind(run))
    record = run.record
    texts = [one.text for one in record.reflections]
    assert texts == [f"det her er note {number}" for number in range(NOTES)]
    assert all(one.at_ms is not None for one in record.reflections)
    assert record.session.state is SessionState.RUNNING
    assert [item.skipped for item in record.agenda].count(True) == 1
    assert record.agenda[2].skipped
    assert record.agenda[1].extra_minutes == 5
    late = record.by_initials("JK")
    assert late is not None
    assert (late.attendance, late.arrived is not None) == (Attendance.LATE, True)
    spoke = [record.participant(turn.speaker_id) for turn in record.turns]
    assert [one.initials for one in spoke if one is not None] == ["TG", "KA", "TG"]
    assert [turn.interruption for turn in record.turns] == [False, True, False]
    assert all(turn.to_ms is not None for turn in record.turns)
    run.app.recording.stop()
    QApplication.processEvents()
    after = {name: rows for name, rows in dump(base).items() if name not in _NO_STEPS}
    history = workspace.desk.history
    while history.undo_label is not None:
        workspace.undo()
    undone = {name: rows for name, rows in dump(base).items() if name not in _NO_STEPS}
    assert undone == before
    while history.redo_label is not None:
        workspace.redo()
    redone = {name: rows for name, rows in dump(base).items() if name not in _NO_STEPS}
    assert redone == after
    assert base.check() == ()
