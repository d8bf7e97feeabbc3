"""Afvikl on the sample session in its fifth item, with 29 minutes left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.app import TestApp, close_app
from tests.helpers.window_on_screens import open_in_the_room


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Iterator[TestApp]:
    opened = open_in_the_room(tmp_path)
    qtbot.waitUntil(opened.window.isActiveWindow)
    yield opened
    close_app(opened)
