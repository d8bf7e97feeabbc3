"""The room as a whole: sizes, panes, names, and nothing that cannot be reached."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from flipdesk.domain.vocabulary import OutcomeKind
from tests.ui.rooms.run.conftest import Running

SIZES = [(1280, 720, 1.0), (1179, 720, 1.0), (853, 480, 1.0), (1280, 720, 1.5), (1280, 720, 2.0)]


def _resize(run: Running, width: int, height: int, scale: float = 1.0) -> None:
    run.app.theme.choose(text_scale=scale)
    run.app.window.resize(width, height)
    for _round in range(3):
        QApplication.processEvents()


@pytest.fixture
def resized(run: Running) -> Iterator[Running]:
    yield run
    run.app.theme.choose(text_scale=1.0)


def _stops(run: Running) -> list[QWidget]:
    return [
        widget
        for widget in run.room.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_nothing_is_cut_off_sideways(
    resized: Running, width: int, height: int, scale: float
) -> None:
    _resize(resized, width, height, scale)
    room = resized.room
    for tab in range(max(1, room.tabs.count())):
        room.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        inside = QRect(0, 0, room.width(), room.height())
        for widget in _stops(resized):
            corner = widget.mapTo(room, QPoint(0, 0))
            assert inside.left() <= corner.x(), widget
            assert corner.x() + widget.width() <= inside.right() + 1, widget


def test_right_column_becomes_a_tab(resized: Running) -> None:
    room = resized.room
    assert room.people.isVisible()
    assert not room.tabs.isVisible()
    _resize(resized, 1179, 720)
    assert [room.tabs.tabText(tab) for tab in range(room.tabs.count())] == ["Fang", "Talerliste"]
    assert not room.people.isVisible()
    room.tabs.setCurrentIndex(1)
    assert room.people.isVisible()
    assert not room.capture.isVisible()
    resized.key(Qt.Key.Key_F2)
    assert room.capture.isVisible()
    assert room.capture.writes
    _resize(resized, 1280, 720)
    assert room.people.isVisible()


def test_great_text_makes_three_tabs(resized: Running) -> None:
    room = resized.room
    _resize(resized, 1280, 720, 2.0)
    names = [room.tabs.tabText(tab) for tab in range(room.tabs.count())]
    assert names == ["Fang", "Dagsorden", "Talerliste"]
    assert room.capture.isVisible()
    assert not room.now.isVisible()


def test_focus_stays_in_the_bar_when_the_window_is_resized(resized: Running) -> None:
    resized.type("halvt")
    for size in (*SIZES, (1280, 720, 1.0)):
        _resize(resized, *size)
        assert resized.room.capture.writes
    resized.type(" helt")
    assert resized.room.capture.bar.text == "halvt helt"


def test_f7_finds_its_tab_and_comes_back(resized: Running) -> None:
    _resize(resized, 853, 480)
    resized.type("halvt")
    resized.key(Qt.Key.Key_F7)
    assert resized.room.people.isVisible()
    resized.type("tg")
    assert resized.room.capture.isVisible()
    assert resized.room.capture.writes


def test_every_stop_has_a_name(run: Running) -> None:
    run.enter("MH: ord #3")
    nameless = [
        widget
        for widget in _stops(run)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_every_stop_has_an_object_name(run: Running) -> None:
    run.enter("MH: ord #3")
    assert [widget for widget in _stops(run) if not widget.objectName()] == []


def test_f6_goes_through_the_panes(run: Running) -> None:
    run.enter("ord")
    room = run.room
    for pane in (
        room.capture.captured.list,
        room.now.head.next_button,
        room.now.list,
        room.people.floor_pane.give_button,
        room.people.people_pane.grid.buttons[0],
        room.capture.bar.input,
    ):
        run.key(Qt.Key.Key_F6)
        assert run.has_focus(pane)


def test_tab_reaches_every_stop(run: Running) -> None:
    run.key(Qt.Key.Key_F5)
    run.enter("ord")
    # Of the filters the chosen one is the stop, and the arrow keys go on from there.
    others = {run.room.capture.captured.tabs.tab(number) for number in (1, 2)}
    wanted = {stop for stop in _stops(run) if stop.isEnabled()} - others
    seen: set[QWidget] = set()
    for _press in range(4 * len(wanted)):
        run.key(Qt.Key.Key_Tab)
        seen.add(run.focused)
    assert wanted - seen == set()


def test_due_date_is_asked_in_place(run: Running) -> None:
    run.enter("+ FL sender artiklen")
    run.key(Qt.Key.Key_Escape)
    captured = run.room.capture.captured
    run.type("d")
    assert run.has_focus(captured.ask_bar.field)
    run.type("om 3 uger")
    assert captured.ask_bar.caption.text() == "tors. 13.5.2021"
    run.key(Qt.Key.Key_Return)
    (outcome,) = run.record.outcomes
    assert outcome.kind is OutcomeKind.ACTION
    assert outcome.due is not None
    assert outcome.due.isoformat() == "2021-05-13"
    assert run.has_focus(captured.list)


def test_edit_under_way_is_kept_when_another_session_is_opened(run: Running) -> None:
    run.enter("før")
    run.key(Qt.Key.Key_Escape)
    run.key(Qt.Key.Key_Return)
    run.type(" og efter")
    first = run.app.workspace.session_id
    run.app.workspace.open_session(None)
    run.app.workspace.open_session(first)
    assert run.record.reflections[0].text == "før og efter"


def test_recording_of_another_session_is_told(run: Running) -> None:
    run.ctrl(Qt.Key.Key_R)
    QApplication.processEvents()
    run.app.advance(500)
    run.app.workspace.open_session(None)
    assert run.room.now.recording.caption.text() == "En anden session bliver optaget"
    assert run.app.recording.position_ms() is None


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
@pytest.mark.parametrize("ended", [False, True])
def test_remedies_and_end_card_fit(
    resized: Running, width: int, height: int, scale: float, *, ended: bool
) -> None:
    resized.wait(minutes=38)
    resized.key(Qt.Key.Key_F5)
    resized.wait(minutes=20)
    while ended and not resized.room.now.end_card.isVisible():
        resized.key(Qt.Key.Key_F5)
    _resize(resized, width, height, scale)
    if not resized.room.now.isVisible():
        resized.room.tabs.setCurrentIndex(1)
        QApplication.processEvents()
    now = resized.room.now
    part = now.end_card if ended else now.remedies
    buttons = [one for one in part.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) == (2 if ended else 3)
    for button in buttons:
        assert button.accessibleName()
        assert button.width() >= button.minimumSizeHint().width() or button.toolTip()
        left = button.mapTo(now, QPoint(0, 0)).x()
        assert 0 <= left <= left + button.width() <= now.width()
    if scale == 2.0:
        return  # Not even the clock fits there; what is under it is scrolled to.
    area = next(one for one in now.findChildren(QScrollArea) if one.isAncestorOf(part))
    top = buttons[0].mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < area.viewport().height()
    if (height, scale, ended) == (720, 1.0, False):
        assert area.verticalScrollBar().maximum() == 0
