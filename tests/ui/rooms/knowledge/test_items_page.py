"""The page of knowledge items, by mouse and by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.knowledge_item import KnowledgeKind, Stance
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.knowledge.items.items_page import ItemsPage
from flipdesk.ui.rooms.knowledge.items.method_dialog import MethodDialog
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import CARDS
from tests.helpers.app import TestApp, close_app, open_app, sample_session_id
from tests.ui.rooms.knowledge.opened import open_page
from tests.ui.rooms.reach import assert_reached_by_tab, nameless


@pytest.fixture
def said(sample_app: TestApp) -> list[ReflectionId]:
    return [one.id for one in sample_app.base.reflections.of_session(sample_session_id())]


@pytest.fixture
def page(sample_app: TestApp, said: list[ReflectionId]) -> ItemsPage:
    desk = sample_app.workspace.desk
    item, _step = desk.knowledge_items.add("Gribning kræver timing", [said[0], said[2], said[8]])
    desk.knowledge_items.add_evidence(item.id, [said[4]], Stance.AGAINST)
    return open_page(sample_app, ItemsPage)


def act(menu_name: str, words: str, page: ItemsPage | SearchPage) -> None:
    menu = page.findChildren(QMenu, menu_name)[-1]
    next(one for one in menu.actions() if one.text() == words).trigger()
    menu.close()


def test_item_shows_what_stands_behind_it(page: ItemsPage) -> None:
    row = page.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert row == (
        "Gribning kræver timing, 3 belæg · 1 imod · 1 organisation, "
        "At udvikle tilgange til at kvalificere mødet mellem frontlinjemedarbejdere og borgere, "
        "At udvikle reel inddragelse af (og samskabelse) med borgerne."
    )
    assert page.item.rows.rowCount() == 4


def test_first_item_is_made_and_named_by_keyboard(sample_app: TestApp, qtbot: QtBot) -> None:
    page = open_page(sample_app, ItemsPage)
    assert page.new_button.hasFocus()
    qtbot.keyClick(page.new_button, Qt.Key.Key_Space)
    assert page.item.title.hasFocus()
    qtbot.keyClicks(page.item.title, "Stilhed virker")
    qtbot.keyClick(page.item.title, Qt.Key.Key_Tab)
    (item,) = sample_app.base.knowledge_items.all()
    assert item.title == "Stilhed virker"
    qtbot.keyClicks(page.item.text, "Fire sekunder.")
    sample_app.window.enter("home")
    (item,) = sample_app.base.knowledge_items.all()
    assert item.text == "Fire sekunder."


def test_what_is_typed_goes_to_the_item_it_was_typed_for(
    sample_app: TestApp, page: ItemsPage, qtbot: QtBot
) -> None:
    desk = sample_app.workspace.desk
    sample_app.workspace.perform(lambda: desk.knowledge_items.add("Åbenhed smitter")[1])
    page.list.setCurrentIndex(page.rows.index(0, 0))
    page.item.text.setFocus()
    qtbot.keyClicks(page.item.text, "Til den første")
    page.list.setCurrentIndex(page.rows.index(1, 0))
    texts = {one.title: one.text for one in sample_app.base.knowledge_items.all()}
    assert texts == {"Gribning kræver timing": "Til den første", "Åbenhed smitter": ""}


def test_evidence_is_weighed_taken_away_and_undone(
    sample_app: TestApp, page: ItemsPage, qtbot: QtBot
) -> None:
    evidence = page.item.evidence
    evidence.setCurrentIndex(page.item.rows.index(3, 0))
    assert page.item.weigh_button.text() == "Taler for"
    qtbot.mouseClick(page.item.weigh_button, Qt.MouseButton.LeftButton)
    (item,) = sample_app.base.knowledge_items.all()
    stances = [one.stance for one in sample_app.base.evidence.of_item(item.id)]
    assert stances == [Stance.FOR] * 4
    qtbot.mouseClick(page.item.away_button, Qt.MouseButton.LeftButton)
    assert page.item.rows.rowCount() == 3
    sample_app.workspace.undo()
    sample_app.workspace.undo()
    stances = [one.stance for one in sample_app.base.evidence.of_item(item.id)]
    assert stances == [Stance.FOR] * 3 + [Stance.AGAINST]
    assert page.item.rows.rowCount() == 4


def test_enter_goes_to_what_was_said(
    sample_app: TestApp, page: ItemsPage, said: list[ReflectionId], qtbot: QtBot
) -> None:
    page.item.evidence.setFocus()
    page.item.evidence.setCurrentIndex(page.item.rows.index(1, 0))
    qtbot.keyClick(page.item.evidence, Qt.Key.Key_Return)
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    notes = room.notes_pane.list
    note = notes.notes.note(notes.currentIndex())
    assert note is not None
    assert note.id == said[2]


def test_delete_takes_the_item_and_undo_brings_it_back(
    sample_app: TestApp, page: ItemsPage, qtbot: QtBot
) -> None:
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert sample_app.base.knowledge_items.all() == ()
    assert page.new_button.hasFocus()
    sample_app.workspace.undo()
    assert page.item.rows.rowCount() == 4


def test_delete_takes_the_chosen_evidence_away(
    sample_app: TestApp, page: ItemsPage, qtbot: QtBot
) -> None:
    page.item.evidence.setFocus()
    page.item.evidence.setCurrentIndex(page.item.rows.index(3, 0))
    qtbot.keyClick(page.item.evidence, Qt.Key.Key_Delete)
    (item,) = sample_app.base.knowledge_items.all()
    stances = [one.stance for one in sample_app.base.evidence.of_item(item.id)]
    assert stances == [Stance.FOR] * 3


def test_where_the_item_is_a_tab_enter_and_a_new_item_bring_it_to_the_front(
    sample_app: TestApp, page: ItemsPage, qtbot: QtBot
) -> None:
    sample_app.window.resize(640, 480)
    page.on_entered()
    assert page.list.hasFocus()
    assert not page.item.isVisible()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.item.title.hasFocus()
    page.on_entered()
    qtbot.keyClick(page.new_button, Qt.Key.Key_Space)
    assert page.item.title.hasFocus()
    assert page.item.title.selectedText() == "Nyt vidensbidrag"


def test_a_low_window_scrolls_instead_of_laying_one_field_over_another(tmp_path: Path) -> None:
    app = open_app(tmp_path, sample=True, text_scale=1.5)
    try:
        app.window.resize(853, 480)
        app.workspace.desk.knowledge_items.add("Gribning kræver timing")
        item = open_page(app, ItemsPage).item
        assert item.title.height() >= item.title.minimumSizeHint().height()
        assert item.text.height() >= item.text.minimumHeight()
        assert item.text.y() > item.title.geometry().bottom()
        assert item.evidence.y() > item.text.geometry().bottom()
    finally:
        close_app(app)


def test_scene_is_drafted_and_says_what_stays_out(sample_app: TestApp, page: ItemsPage) -> None:
    said: list[str] = []
    sample_app.workspace.information.connect(said.append)
    page.item.more_button.click()
    act("item_menu", "Lav et udkast til en scene af belæggene", page)
    scene = next(
        one for one in sample_app.base.knowledge_items.all() if one.kind is KnowledgeKind.SCENE
    )
    assert scene.title == "Scene: Gribning kræver timing"
    assert page.chosen == scene.id
    assert page.item.text.toPlainText().startswith("Det er formiddag.")
    assert said == ["1 refleksion må ikke komme ud af rummet og er ikke med i scenen."]


def test_hit_becomes_evidence_in_its_menu(sample_app: TestApp, page: ItemsPage) -> None:
    search = open_page(sample_app, SearchPage)
    search.bar.views.choose(CARDS)
    search.search.field.setText("to etager")
    search.search.timer.timeout.emit()
    view = search.results.cards.list
    view.setCurrentIndex(search.results.cards.hits.index(0, 0))
    view.customContextMenuRequested.emit(view.rect().center())
    act("evidence_for", "Gribning kræver timing", search)
    (item,) = sample_app.base.knowledge_items.all()
    assert len(sample_app.base.evidence.of_item(item.id)) == 5
    view.customContextMenuRequested.emit(view.rect().center())
    act("evidence_for", "Nyt vidensbidrag", search)
    titles = {one.title for one in sample_app.base.knowledge_items.all()}
    assert "Vi sidder på to etager med hver vores halvdel…" in titles


def test_method_paragraph_counts_no_example_and_is_copied(
    sample_app: TestApp, page: ItemsPage
) -> None:
    page.method_button.click()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MethodDialog))
    assert dialog.text.toPlainText().startswith("Det empiriske grundlag er 1 medarbejder-FLIP")
    dialog.language.setCurrentIndex(1)
    assert dialog.text.toPlainText().startswith("The empirical material is 1 employee FLIP")
    dialog.accept()
    assert QGuiApplication.clipboard().text().startswith("The empirical material")


def test_everything_has_a_name_and_is_reached(
    sample_app: TestApp, page: ItemsPage, qtbot: QtBot
) -> None:
    assert nameless(page) == []
    page.list.setFocus()
    assert_reached_by_tab(sample_app, qtbot)
