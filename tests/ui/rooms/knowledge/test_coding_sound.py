"""Coding passages of the recording in Viden, and outcomes beside what was said."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from flipdesk.domain.coding import CodedKind
from flipdesk.domain.ids import CoderId
from flipdesk.ui.rooms.knowledge.coding.coding_page import CodingPage
from flipdesk.ui.rooms.knowledge.coding.stretch_dialog import StretchDialog
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import add_recording, with_gap
from tests.ui.rooms.hearing import media
from tests.ui.rooms.knowledge.opened import open_page
from tests.ui.rooms.knowledge.test_coding_page import be
from tests.ui.rooms.reach import assert_reached_by_tab, nameless

__all__ = ["media"]


@pytest.fixture
def page(sample_app: TestApp, media: FakeMedia) -> CodingPage:
    add_recording(sample_app, with_gap())
    page = open_page(sample_app, CodingPage)
    be(page, "Anne Forsker")
    return page


def dialog_of(page: CodingPage) -> StretchDialog:
    dialog = page.findChild(StretchDialog)
    assert dialog is not None
    return dialog


def choose(page: CodingPage, qtbot: QtBot, begin: str, end: str) -> None:
    """Choose a stretch of the recording by its button."""
    qtbot.mouseClick(page.sound_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page)
    dialog.begin.setText(begin)
    dialog.end.setText(end)
    dialog.accept()
    qtbot.waitUntil(lambda: page.findChild(StretchDialog) is None)
    # There is no window manager here to give the window the keys back.
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


def heard(app: TestApp) -> str | None:
    return app.passage_player.passage_id


def stretches(app: TestApp) -> list[tuple[int | None, int | None, str]]:
    found = app.base.codings.of_session(sample_session_id())
    return [(one.from_ms, one.to_ms, one.code) for one in found]


def test_passage_is_chosen_coded_moved_and_undone(
    sample_app: TestApp, page: CodingPage, qtbot: QtBot
) -> None:
    choose(page, qtbot, "0:02", "0:00:05,5")
    assert page.subject is not None
    assert page.subject.text == "Optagelsen fra 0:02 til 0:05"
    qtbot.keyClick(page.pane.text, Qt.Key.Key_3)
    assert stretches(sample_app) == [(2_000, 5_500, "samtale")]
    assert page.pane.stretch_button.isVisible()
    qtbot.mouseClick(page.pane.stretch_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page)
    assert (dialog.begin.text(), dialog.end.text()) == ("00:00:02", "00:00:05.5")
    dialog.end.setText("0:09")
    dialog.accept()
    assert stretches(sample_app) == [(2_000, 9_000, "samtale")]
    assert page.subject is not None
    assert page.subject.stretch == (2_000, 9_000)
    assert page.pane.rows.rowCount() == 1
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    assert stretches(sample_app) == []


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        ("0:05", "0:05", "Stykket skal slutte, efter at det begynder."),
        ("snart", "0:05", "Skriv tider som timer:minutter:sekunder, fx 0:12:30."),
    ],
)
def test_dialog_says_what_a_stretch_lacks(
    page: CodingPage, qtbot: QtBot, begin: str, end: str, said: str
) -> None:
    qtbot.mouseClick(page.sound_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page)
    dialog.begin.setText(begin)
    dialog.end.setText(end)
    for press in (dialog.accept_button, dialog.hear_button):
        qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
        assert dialog.problem == said
    dialog.reject()


def test_space_hears_a_stretch_and_the_moment_of_a_text(
    sample_app: TestApp, page: CodingPage, qtbot: QtBot
) -> None:
    choose(page, qtbot, "0:02", "0:05")
    session = sample_session_id()
    qtbot.keyClick(page.pane.text, Qt.Key.Key_Space)
    assert heard(sample_app) == f"moment:{session}:2000-5000"
    qtbot.keyClick(page.pane.text, Qt.Key.Key_Space)
    assert heard(sample_app) is None
    said = next(
        one for one in sample_app.base.reflections.of_session(session) if "gåturen" in one.text
    )
    page.list.setFocus()
    page.list.setCurrentIndex(page.rows.index_of(said.id))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert heard(sample_app) == f"moment:{session}:{said.at_ms}"
    page.sound.stop()
    assert heard(sample_app) is None


def test_blind_coding_hides_the_passages_of_others(
    sample_app: TestApp, page: CodingPage, qtbot: QtBot
) -> None:
    desk = sample_app.workspace.desk.coding
    coder_id, step = desk.coder("Bo Forsker")
    sample_app.workspace.perform(lambda: step)
    give = partial(desk.code_sound, CoderId(coder_id), sample_session_id())
    sample_app.workspace.perform(lambda: give(1_000, 4_000, "potentials", "helhed"))
    assert [one.kind for one in page._subjects.values()][:1] == [CodedKind.SOUND]
    page.blind.setChecked(True)
    assert CodedKind.SOUND not in {one.kind for one in page._subjects.values()}
    page.blind.setChecked(False)
    assert CodedKind.SOUND in {one.kind for one in page._subjects.values()}


def test_outcomes_are_coded_too(sample_app: TestApp, page: CodingPage, qtbot: QtBot) -> None:
    agreed = sample_app.base.outcomes.of_session(sample_session_id())[0]
    page.list.setCurrentIndex(page.rows.index_of(agreed.id))
    page.pane.text.setFocus()
    qtbot.keyClick(page.pane.text, Qt.Key.Key_2)
    (coding,) = sample_app.base.codings.of_session(sample_session_id())
    assert (coding.outcome_id, coding.code) == (agreed.id, "helhed")


def test_session_without_a_recording_offers_no_sound(sample_app: TestApp) -> None:
    page = open_page(sample_app, CodingPage)
    assert not page.sound_button.isVisible()


def test_everything_about_sound_is_reached_and_named(
    sample_app: TestApp, page: CodingPage, qtbot: QtBot
) -> None:
    choose(page, qtbot, "0:02", "0:05")
    qtbot.keyClick(page.pane.text, Qt.Key.Key_3)
    assert nameless(page) == []
    assert_reached_by_tab(sample_app, qtbot)
