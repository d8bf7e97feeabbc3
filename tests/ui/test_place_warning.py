"""A knowledge base in a folder that syncs is warned about when it is opened."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.helpers.app import close_app, open_app


def test_folder_that_syncs_is_told_of_when_the_window_opens(qtbot: QtBot, tmp_path: Path) -> None:
    app = open_app(tmp_path / "OneDrive - Nordby Kommune")
    qtbot.waitUntil(lambda: bool(app.frame.messages.sentences))
    (said,) = app.frame.messages.sentences
    assert said.startswith("Vidensbasen ligger i en mappe, som OneDrive synkroniserer.")
    close_app(app)


def test_folder_of_ones_own_is_not(qtbot: QtBot, tmp_path: Path) -> None:
    app = open_app(tmp_path)
    qtbot.waitUntil(lambda: not app.jobs.running)
    assert app.frame.messages.sentences == ()
    close_app(app)
