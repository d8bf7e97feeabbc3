"""The digest of a series, asked for in the list of series on Hjem."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.outcome import Outcome
from flipdesk.domain.vocabulary import OutcomeKind, SessionState
from flipdesk.paths import documents_folder
from flipdesk.services.digest_gate import DIGEST_READERS
from flipdesk.services.samples import add_samples
from flipdesk.ui.dialogs.gate_dialog import GateDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.home.series_pane import SeriesPane
from flipdesk.ui.saved_message import SavedMessage
from tests.helpers.app import TestApp
from tests.helpers.word import visible_text
from tests.ui.rooms.compile.test_gate import choose, press
from tests.ui.rooms.home.test_home import home


def ask(pane: SeriesPane, words: str) -> None:
    """Open the menu of the series of Nordby and choose a language under the digest."""
    rows = [pane.model.index(row) for row in range(pane.model.rowCount())]
    ((row, _one),) = [
        (row, one)
        for row, one in zip(rows, map(pane.model.series_at, rows), strict=True)
        if one is not None and "Nordby" in one.series.title
    ]
    rect = pane.list.visualRect(row)
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


@pytest.fixture
def told_of(sample_app: TestApp) -> list[Outcome]:
    """Return an idea of each of two sessions, in one a number and in both a citizen."""
    base = sample_app.base
    add_samples(base, sample_app.workspace.desk.clock)
    (series,) = [one for one in base.series.all() if "Nordby" in one.title]
    sessions = [one.id for one in base.sessions.of_series(series.id)]
    ideas = [one for key in sessions for one in base.outcomes.of_session(key)]
    first = next(one for one in ideas if one.kind is OutcomeKind.TRIAL)
    second = next(one for one in ideas if one.session_id != first.session_id and one.is_live)
    with base.atomic():
        base.outcomes.save(replace(first, text="Ring til Fatima, 070761-4285"))
        base.outcomes.save(replace(second, text="Fatima får en mentor", kind=OutcomeKind.ACTION))
    return [first, second]


def texts(app: TestApp, ideas: list[Outcome]) -> list[str]:
    found = [app.base.outcomes.get(one.id) for one in ideas]
    return [one.text for one in found if one is not None]


def open_list(app: TestApp, qtbot: QtBot) -> GateDialog:
    pane = home(app).series
    ask(pane, "på dansk")
    gate = pane.digest_writing.gate
    qtbot.waitUntil(lambda: gate.dialog is not None and bool(gate.dialog.page.cards))
    assert gate.dialog is not None
    return gate.dialog


def test_digest_waits_until_all_its_sessions_are_decided(
    sample_app: TestApp, told_of: list[Outcome], qtbot: QtBot
) -> None:
    dialog = open_list(sample_app, qtbot)
    assert dialog.page.sentence == "2 ting at tage stilling til, før filen skrives"
    cpr, name = dialog.page.cards
    assert cpr.accessibleName().startswith("Et CPR-nummer: 070761-4285.")
    assert len(name.concerns) == 2
    press(cpr, "gate_blank", qtbot)
    assert texts(sample_app, told_of)[0] == "Ring til Fatima, [CPR-nummer]"
    qtbot.waitUntil(lambda: len(dialog.page.cards) == 1)
    assert not list(documents_folder().glob("*"))
    pane = home(sample_app).series
    with qtbot.waitSignal(pane.digest_writing.written) as written:
        press(dialog.page.cards[0], "gate_citizen", qtbot)
    assert texts(sample_app, told_of) == [
        "Ring til borgeren, [CPR-nummer]",
        "Borgeren får en mentor",
    ]
    assert "Fatima" not in visible_text(Path(written.args[0]).read_bytes())
    assert pane.digest_writing.gate.dialog is None
    sample_app.workspace.undo()
    assert texts(sample_app, told_of)[1] == "Fatima får en mentor"


def test_what_stays_is_kept_in_the_session_it_stands_in(
    sample_app: TestApp, told_of: list[Outcome], qtbot: QtBot
) -> None:
    dialog = open_list(sample_app, qtbot)
    press(dialog.page.cards[0], "gate_blank", qtbot)
    qtbot.waitUntil(lambda: len(dialog.page.cards) == 1)
    press(dialog.page.cards[0], "gate_keep", qtbot)
    with qtbot.waitSignal(home(sample_app).series.digest_writing.written) as written:
        choose(qtbot, "Den, det gælder, har sagt ja")
    assert "Fatima" in visible_text(Path(written.args[0]).read_bytes())
    for one in told_of:
        (kept,) = sample_app.base.kept_traces.of_session(one.session_id)
        assert kept.audience is DIGEST_READERS


def test_an_idea_is_seen_in_its_session_while_the_list_stays(
    sample_app: TestApp, told_of: list[Outcome], qtbot: QtBot
) -> None:
    dialog = open_list(sample_app, qtbot)
    press(dialog.page.cards[0], "gate_more", qtbot)
    choose(qtbot, "Se noten")
    assert sample_app.workspace.session_id == told_of[0].session_id
    assert isinstance(sample_app.window.room, CompileRoom)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.page.cards[0].first_button(), Qt.Key.Key_Escape)
    assert message(home(sample_app).series) is None


def test_a_left_out_idea_is_not_in_the_digest(
    sample_app: TestApp, told_of: list[Outcome], qtbot: QtBot
) -> None:
    dialog = open_list(sample_app, qtbot)
    press(dialog.page.cards[0], "gate_leave_out", qtbot)
    left = sample_app.base.outcomes.get(told_of[0].id)
    assert left is not None
    assert left.left_out
    qtbot.waitUntil(lambda: len(dialog.page.cards) == 1)
    assert len(dialog.page.cards[0].concerns) == 1
    dialog.reject()


def test_making_says_how_far_it_is_and_is_cancelled(
    sample_app: TestApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Event()

    def endless(*_given: object) -> Iterator[None]:
        while True:
            begun.wait(0.005)
            yield

    monkeypatch.setattr("flipdesk.ui.rooms.home.digest_writing.digest_file_steps", endless)
    pane = home(sample_app).series
    jobs = sample_app.jobs
    ask(pane, "på dansk")
    qtbot.waitUntil(lambda: bool(jobs.percents))
    for title in jobs.percents:
        jobs.cancel(title)
    qtbot.waitUntil(lambda: not jobs.running)
    assert message(pane) is None
    assert not list(documents_folder().glob("*ideernes vej*.docx"))
    assert not sample_app.frame.messages.sentences
