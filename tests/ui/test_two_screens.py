"""The real thing: two monitors, a window manager, the keyboard, and a monitor that is unplugged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.helpers.two_screens import HEIGHT, WIDTH, Display, Window, missing, two_screens

LACKING = missing()
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(LACKING), reason=f"this machine lacks {LACKING}"),
]
PROJECTOR = [WIDTH, 0, WIDTH, HEIGHT]
GROUND_AND_TEXT = {"#14181a", "#ffffff"}
GONE = "Skærmen til publikum er væk, så Publikum er skjult."


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    with two_screens(tmp_path_factory.mktemp("display")) as display:
        yield display


@pytest.fixture
def window(display: Display, tmp_path: Path) -> Iterator[Window]:
    window = Window(display, tmp_path)
    window.wait_for(lambda state: state["main_is_active"])
    yield window
    window.close()


def shown(state: dict[str, Any]) -> bool:
    return bool(state["shown"]) and state["place"] == PROJECTOR


def choose_projector(display: Display, window: Window) -> None:
    """Press F8, and Enter on what is offered."""
    display.key("F8")
    window.wait_for(lambda state: "Publikum" in state["windows"] and not state["main_is_active"])
    display.key("Return")
    window.wait_for(shown)
    window.wait_for(lambda state: state["main_is_active"])


def colours(window: Window, screen: int, folder: Path) -> set[str]:
    """Return the colours of a few hundred places of a screen."""
    path = folder / "screen.png"
    window.grab(screen, path)
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
    places = ((x, y) for x in range(0, WIDTH, 31) for y in range(0, HEIGHT, 31))
    return {picture.pixelColor(x, y).name() for x, y in places}


def test_a_session_with_an_audience(display: Display, window: Window, tmp_path: Path) -> None:
    choose_projector(display, window)
    display.write("MH: hej")
    state = window.wait_for(lambda state: state["capture"] == "MH: hej")
    assert not state["audience_is_active"]
    assert colours(window, 2, tmp_path) >= GROUND_AND_TEXT
    display.key("shift+F8")
    window.wait_for(lambda state: state["blank"])
    assert colours(window, 2, tmp_path) == {"#000000"}
    assert shown(window.state())
    display.key("shift+F8")
    window.wait_for(lambda state: not state["blank"])
    assert colours(window, 2, tmp_path) >= GROUND_AND_TEXT
    display.key("F8")
    state = window.wait_for(lambda state: not state["shown"])
    assert state["main_is_active"]
    assert "#14181a" not in colours(window, 2, tmp_path)


def test_a_monitor_that_goes_takes_the_window_with_it(
    display: Display, window: Window, tmp_path: Path
) -> None:
    choose_projector(display, window)
    before = colours(window, 1, tmp_path)
    display.unplug()
    try:
        state = window.wait_for(lambda state: state["screens"] == ["laptop"])
        assert not state["shown"]
        assert state["messages"] == [GONE]
        assert state["main_is_active"]
        # It has not jumped onto the laptop either.
        assert state["windows"] == ["FlipDesk"]
        assert "#14181a" not in colours(window, 1, tmp_path) - before
    finally:
        display.plug_in()
    state = window.wait_for(lambda state: state["screens"] == ["laptop", "projector"])
    assert not state["shown"]
    display.key("F8")
    state = window.wait_for(shown)
    assert state["messages"] == []


def test_keys_in_the_audience_window(display: Display, window: Window) -> None:
    choose_projector(display, window)
    display.click(WIDTH + 600, 300)
    window.wait_for(lambda state: state["audience_is_active"])
    display.key("b")
    window.wait_for(lambda state: state["blank"])
    display.key("b")
    window.wait_for(lambda state: not state["blank"])
    display.key("Escape")
    state = window.wait_for(lambda state: not state["shown"])
    assert state["capture"] == ""
    window.wait_for(lambda state: state["main_is_active"])
