"""The way into FlipDesk, where the machine is not as it should be."""

import gc
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from flipdesk.__main__ import main


@pytest.fixture(autouse=True)
def _collecting_again() -> Iterator[None]:
    yield
    gc.enable()


def app_that_cannot_be_imported(place: str) -> ModuleType:
    """Return a module whose import fails as that of a compiled one in `place` does."""
    module = ModuleType("flipdesk.app")
    module.__file__ = place
    return module


def test_missing_system_library_sends_to_the_doctor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = app_that_cannot_be_imported("/lib/PySide6/QtWidgets.abi3.so")
    monkeypatch.setitem(sys.modules, "flipdesk.app", broken)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "flipdesk doctor" in said
    assert len(said.splitlines()) == 1


def test_defect_of_our_own_is_not_blamed_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = app_that_cannot_be_imported("/lib/flipdesk/app.py")
    monkeypatch.setitem(sys.modules, "flipdesk.app", broken)
    with pytest.raises(ImportError):
        main([])


def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    assert "flipdesk --help" in capsys.readouterr().err
