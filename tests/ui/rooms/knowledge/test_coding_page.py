"""Coding in Viden: by keyboard, blind, beside another coder."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import CoderId, ReflectionId
from flipdesk.ui.rooms.knowledge.coding.coding_page import CodingPage
from tests.helpers.app import TestApp, sample_session_id
from tests.ui.rooms.knowledge.opened import open_page
from tests.ui.rooms.reach import assert_reached_by_tab, nameless


@pytest.fixture
def said(sample_app: TestApp) -> list[ReflectionId]:
    return [one.id for one in sample_app.base.reflections.of_session(sample_session_id())]


@pytest.fixture
def page(sample_app: TestApp) -> CodingPage:
    page = open_page(sample_app, CodingPage)
    be(page, "Anne Forsker")
    return page


def be(page: CodingPage, name: str) -> None:
    """Say who codes."""
    page.coder.setCurrentText(name)
    edit = page.coder.lineEdit()
    assert edit is not None
    edit.editingFinished.emit()


def other_coder(app: TestApp, *reflections: ReflectionId, code: str = "samtale") -> CoderId:
    """Let somebody else give whole texts a code."""
    desk = app.workspace.desk.coding
    coder_id, step = desk.coder("Bo Forsker")
    app.workspace.perform(lambda: step)
    for one in reflections:
        app.workspace.perform(partial(desk.code_reflection, coder_id, one, "potentials", code))
    return coder_id


def codings(app: TestApp) -> list[tuple[str, str]]:
    found = app.base.codings.of_session(sample_session_id())
    return [(one.code, one.quote) for one in found]


def test_digit_codes_the_selected_words_and_undo_takes_it_back(
    sample_app: TestApp, page: CodingPage, said: list[ReflectionId], qtbot: QtBot
) -> None:
    page.list.setCurrentIndex(page.rows.index_of(said[3]))
    text = page.pane.text
    text.setFocus()
    text.select(0, 15)
    qtbot.keyClick(text, Qt.Key.Key_3)
    assert codings(sample_app) == [("samtale", "Hun sagde det j")]
    assert page.pane.rows.rowCount() == 1
    sample_app.workspace.undo()
    assert codings(sample_app) == []


def test_last_code_is_given_again_and_without_words_to_the_whole_text(
    sample_app: TestApp, page: CodingPage, said: list[ReflectionId], qtbot: QtBot
) -> None:
    text = page.pane.text
    for place, key in ((2, Qt.Key.Key_4), (4, Qt.Key.Key_R)):
        page.list.setCurrentIndex(page.rows.index_of(said[place]))
        text.setFocus()
        qtbot.keyClick(text, key)
    found = sample_app.base.codings.of_session(sample_session_id())
    assert [(one.code, one.is_whole, one.reflection_id) for one in found] == [
        ("inddragelse", True, said[2]),
        ("inddragelse", True, said[4]),
    ]


def test_code_is_found_by_typing_and_a_new_word_is_a_tag(
    sample_app: TestApp, page: CodingPage, qtbot: QtBot
) -> None:
    edit = page.pane.code.lineEdit()
    assert edit is not None
    for words in ("respekt", "kaffemaskinen"):
        edit.setFocus()
        edit.clear()
        qtbot.keyClicks(edit, words)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    found = sample_app.base.codings.of_session(sample_session_id())
    assert [(one.axis, one.code) for one in found] == [
        ("dimensions", "respekt"),
        ("tags", "kaffemaskinen"),
    ]


def test_letters_beyond_the_basic_plane_do_not_shift_a_code(
    sample_app: TestApp, page: CodingPage, said: list[ReflectionId], qtbot: QtBot
) -> None:
    desk = sample_app.workspace.desk
    note = sample_app.base.reflections.get(said[5])
    assert note is not None
    sample_app.workspace.perform(lambda: desk.capturing.change(note, text="Ja 👍👍 det gør vi"))
    page.list.setCurrentIndex(page.rows.index_of(said[5]))
    text = page.pane.text
    cursor = text.textCursor()
    cursor.setPosition(8)
    cursor.setPosition(11, cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    assert cursor.selectedText() == "det"
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_1)
    assert codings(sample_app) == [("strategi", "det")]


def test_blind_coding_hides_others_and_says_so(
    sample_app: TestApp, page: CodingPage, said: list[ReflectionId]
) -> None:
    other_coder(sample_app, said[0])
    page.list.setCurrentIndex(page.rows.index_of(said[0]))
    assert page.pane.rows.rowCount() == 1
    page.blind.click()
    assert page.pane.rows.rowCount() == 0
    assert page.hidden.text() == "1 koder er skjult"


def test_memo_is_written_and_shown(
    sample_app: TestApp, page: CodingPage, said: list[ReflectionId], qtbot: QtBot
) -> None:
    page.list.setCurrentIndex(page.rows.index_of(said[0]))
    text = page.pane.text
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_3)
    qtbot.keyClick(text, Qt.Key.Key_M)
    assert sample_app.window.focusWidget() is page.pane.memo
    qtbot.keyClicks(page.pane.memo, "Hører til gribning?")
    qtbot.keyClick(page.pane.memo, Qt.Key.Key_Return)
    (memo,) = sample_app.base.memos.of_session(sample_session_id())
    assert memo.text == "Hører til gribning?"
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_U)
    assert codings(sample_app) == []
    assert sample_app.base.memos.of_session(sample_session_id()) == ()


def test_two_coders_are_compared_and_a_difference_is_gone_to(
    sample_app: TestApp, page: CodingPage, said: list[ReflectionId], qtbot: QtBot
) -> None:
    other_coder(sample_app, said[0], said[1])
    desk = sample_app.workspace.desk.coding
    own, step = desk.coder("Anne Forsker")
    sample_app.workspace.perform(lambda: step)
    for one in (said[0], said[2]):
        sample_app.workspace.perform(
            partial(desk.code_reflection, own, one, "potentials", "samtale")
        )
    page.other.setCurrentText("Bo Forsker")
    page.other.activated.emit(page.other.currentIndex())
    assert page.compared.isVisible()
    cells = [page.compared.table.item(0, column) for column in range(7)]
    # 25 texts: both one, each one alone, 22 neither.
    assert [one.text() if one else "" for one in cells] == [
        *("Samtale", "1", "1", "1", "92 %", "0,46", "0,47"),
    ]
    assert page.compared.rows.rowCount() == 2
    page.compared.list.setFocus()
    page.compared.list.setCurrentIndex(page.compared.rows.index(0, 0))
    qtbot.keyClick(page.compared.list, Qt.Key.Key_Return)
    assert page.pane.isVisible()
    assert page.rows.key_at(page.list.currentIndex()) == said[2]


def test_without_a_name_nothing_is_coded(sample_app: TestApp, qtbot: QtBot) -> None:
    page = open_page(sample_app, CodingPage)
    be(page, "")
    problems: list[str] = []
    sample_app.workspace.problem.connect(problems.append)
    page.pane.text.setFocus()
    qtbot.keyClick(page.pane.text, Qt.Key.Key_3)
    assert codings(sample_app) == []
    assert problems == ["Skriv navnet på den, der koder."]


def test_everything_has_a_name_and_is_reached(
    sample_app: TestApp, page: CodingPage, qtbot: QtBot
) -> None:
    QApplication.processEvents()
    assert nameless(page) == []
    page.session.setFocus()
    assert_reached_by_tab(sample_app, qtbot)
