"""Long work in short steps, with the window awake in between."""

from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.ui.slow_steps import SlowSteps


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowSteps]:
    """Steps of which none is left time for a second one."""
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 0)
    owner = QObject()
    yield SlowSteps(owner)
    owner.deleteLater()


def counting(seen: list[int], many: int) -> Generator[None, None, int]:
    for number in range(many):
        seen.append(number)
        yield
    return sum(seen)


def test_little_is_done_before_it_returns(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 30)
    made: list[int] = []
    owner = QObject()
    SlowSteps(owner).begin(counting([], 4), made.append)
    assert made == [6]


def test_the_window_has_its_turn_in_between(
    slow: SlowSteps, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    made: list[int] = []
    slow.begin(counting(seen, 4), made.append)
    assert slow.is_busy
    assert (seen, made) == ([], [])
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 30)
    qtbot.waitUntil(lambda: made == [6])
    assert not slow.is_busy


def test_what_is_begun_later_takes_the_place(
    slow: SlowSteps, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    closed: list[bool] = []

    def first() -> Generator[None, None, None]:
        try:
            while True:
                yield
        finally:
            closed.append(True)

    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 0.001)
    slow.begin(first(), lambda _made: made.append("first"))
    monkeypatch.setattr("flipdesk.ui.slow_steps.AT_A_TIME_S", 30)
    slow.begin(counting([], 2), lambda _made: made.append("second"))
    qtbot.waitUntil(lambda: bool(made))
    assert (made, closed) == (["second"], [True])


def test_what_is_stopped_is_never_done(slow: SlowSteps) -> None:
    made: list[int] = []
    slow.begin(counting([], 4), made.append)
    slow.stop()
    for _turn in range(5):
        QApplication.processEvents()
    assert (made, slow.is_busy) == ([], False)
