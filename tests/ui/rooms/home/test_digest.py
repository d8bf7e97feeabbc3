"""The digest of a series, asked for in the list of series on Hjem."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.vocabulary import SessionState
from flipdesk.paths import documents_folder
from flipdesk.ui.rooms.home.series_pane import SeriesPane
from flipdesk.ui.saved_message import SavedMessage
from tests.helpers.app import TestApp
from tests.helpers.word import visible_text
from tests.ui.rooms.home.test_home import home


@pytest.fixture(autouse=True)
def _clear_documents() -> Iterator[None]:
    yield
    for old in documents_folder().glob("*ideernes vej*.docx"):
        old.unlink()


def ask(pane: SeriesPane, words: str) -> None:
    """Open the menu of the first series and choose a language under the digest."""
    rect = pane.list.visualRect(pane.model.index(0))
    pane.list.customContextMenuRequested.emit(rect.center())
    menu = pane.findChild(QMenu, "series_digest")
    assert menu is not None
    next(one for one in menu.actions() if one.text() == words).trigger()
    pane.findChild(QMenu, "series_menu").close()  # type: ignore[union-attr]


def message(pane: SeriesPane) -> SavedMessage | None:
    return next((one for one in pane.findChildren(SavedMessage) if one.isVisible()), None)


def test_digest_is_saved_told_of_and_opened(sample_app: TestApp, qtbot: QtBot) -> None:
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    pane = home(sample_app).series
    pane.open_url = remember
    ask(pane, "på dansk")
    qtbot.waitUntil(lambda: message(pane) is not None)
    told = message(pane)
    assert told is not None
    path = Path(told.toolTip())
    assert path.parent == documents_folder()
    assert path.name == "2021-04-22 Samtaleflip i Nordby Kommune ideernes vej.docx"
    assert "Fire sekunders stilhed" in visible_text(path.read_bytes())
    qtbot.mouseClick(told.open_button, Qt.MouseButton.LeftButton)
    assert opened == [str(path)]
    ask(pane, "på engelsk")
    qtbot.waitUntil(lambda: message(pane) not in {None, told})
    told = message(pane)
    assert told is not None
    assert told.close_button is not None
    qtbot.mouseClick(told.close_button, Qt.MouseButton.LeftButton)
    assert message(pane) is None


def test_series_that_has_not_begun_says_so(sample_app: TestApp, qtbot: QtBot) -> None:
    session = sample_app.base.sessions.all()[0]
    with sample_app.base.atomic():
        sample_app.base.sessions.save(replace(session, state=SessionState.PLANNED))
    pane = home(sample_app).series
    ask(pane, "på dansk")
    (sentence,) = sample_app.frame.messages.sentences
    assert sentence.startswith("Ingen af gangene er holdt endnu.")


def test_digest_waits_for_what_has_to_be_decided(sample_app: TestApp, qtbot: QtBot) -> None:
    base, before = sample_app.base, set(documents_folder().glob("*"))
    with base.atomic():
        for session in base.sessions.all():
            for one in base.outcomes.of_session(session.id):
                base.outcomes.save(replace(one, text="Ring til 070761-4285"))
    pane = home(sample_app).series
    ask(pane, "på dansk")
    qtbot.waitUntil(lambda: bool(sample_app.frame.messages.sentences))
    (sentence,) = sample_app.frame.messages.sentences
    assert "tage stilling" in sentence
    assert "070761-4285" in sentence
    assert message(pane) is None
    assert set(documents_folder().glob("*")) == before
