"""Windows to kill, and a recorder that finds what they leave."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flipdesk.audio.beacon import BEACON_NAME
from tests.helpers.heard import wait_until
from tests.helpers.killed_window import Finder, Start, Window


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    # Longer than any address of a socket may be.
    return tmp_path / ("æ" * 60) / "optagelse"


@pytest.fixture
def window(folder: Path) -> Iterator[Start]:
    begun: list[Window] = []

    def start(*, alone_s: int = 600, pauses: bool = False) -> Window:
        begun.append(Window(folder, alone_s, pauses=pauses))
        wait_until((folder / BEACON_NAME).exists)
        return begun[-1]

    yield start
    for one in begun:
        one.close()


@pytest.fixture
def finder() -> Iterator[Finder]:
    finder = Finder()
    yield finder
    finder.recorder.close()
