"""Running commands as a terminal does, in this process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flipdesk.cli.main import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


def runner(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command and returns its status and its output."""

    def run(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments], _no_window)
        captured = capfd.readouterr()
        return Ran(status, captured.out, captured.err)

    return run


def _no_window(folder: Path | None) -> int:
    raise AssertionError(f"the window was opened on {folder}")
