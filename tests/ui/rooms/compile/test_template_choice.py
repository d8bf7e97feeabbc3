"""Word templates are taken in, chosen, replaced and removed in Bearbejd."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.word_template import TemplateScope
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.helpers.app import TestApp, sample_session_id
from tests.helpers.word_templates import template_file

OURS = "template_own"


@pytest.fixture
def pane(sample_app: TestApp) -> MinutesPane:
    return entered(sample_app)


@pytest.fixture
def nordby(tmp_path: Path) -> Path:
    return template_file(tmp_path / "nordby.docx", "Nordby Kommune hilser", "{{punkter}}")


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Return what makes the user choose a file."""

    def chosen(file: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(file), ""))

    return chosen


def entered(app: TestApp) -> MinutesPane:
    app.window.enter("compile")
    room = app.window.room
    assert isinstance(room, CompileRoom)
    return room.minutes_pane


def menus(pane: MinutesPane, qtbot: QtBot) -> QMenu:
    qtbot.mouseClick(pane.versions_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "template_menu")
    assert menu is not None
    return menu


def act(pane: MinutesPane, qtbot: QtBot, name: str, title: str = "") -> None:
    """Do something in the menu of a template, or in that of all."""
    menu = menus(pane, qtbot)
    if title:
        found = [one for one in menu.findChildren(QMenu) if one.title() == title]
        (menu,) = found
    action = menu.findChild(QAction, name)
    assert action is not None
    action.trigger()
    for one in pane.findChildren(QMenu):
        one.close()
    QApplication.processEvents()


def message(pane: MinutesPane, qtbot: QtBot, name: str = "template_message") -> InlineMessage:
    qtbot.waitUntil(lambda: pane.findChild(InlineMessage, name) is not None)
    found = pane.findChild(InlineMessage, name)
    assert isinstance(found, InlineMessage)
    return found


def press(qtbot: QtBot, told: InlineMessage, words: str) -> None:
    buttons = [one for one in told.findChildren(Button) if one.text() == words]
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def first_line(app: TestApp, pane: MinutesPane, qtbot: QtBot) -> str:
    with qtbot.waitSignal(pane.writing.written):
        pane.write()
    newest = app.base.minutes.of_session(sample_session_id())[0]
    document = docx.Document(io.BytesIO(app.base.minutes.document(newest.id)))
    return document.paragraphs[0].text


def uses(app: TestApp) -> set[TemplateScope]:
    return {subject.scope for subject in app.workspace.desk.word_templates.uses()}


def test_taken_in_used_and_put_away(
    sample_app: TestApp,
    pane: MinutesPane,
    qtbot: QtBot,
    nordby: Path,
    choose: Callable[[Path], None],
) -> None:
    choose(nordby)
    act(pane, qtbot, "template_add")
    told = message(pane, qtbot)
    assert told.text.startswith("nordby er gemt i vidensbasen; forløbets dokumenter skrives")
    assert "\n• Uden plads i skabelonen: titel" in told.text
    nordby.unlink()
    assert first_line(sample_app, pane, qtbot) == "Nordby Kommune hilser"
    act(pane, qtbot, "template_for_series", "FlipDesks eget udseende")
    assert first_line(sample_app, pane, qtbot) != "Nordby Kommune hilser"
    assert sample_app.workspace.desk.history.undo_label == "skriv i FlipDesks eget udseende"
    sample_app.workspace.undo()
    assert first_line(sample_app, pane, qtbot) == "Nordby Kommune hilser"


def test_used_for_more_by_the_message_and_the_menu(
    sample_app: TestApp,
    pane: MinutesPane,
    qtbot: QtBot,
    nordby: Path,
    choose: Callable[[Path], None],
) -> None:
    choose(nordby)
    act(pane, qtbot, "template_add")
    press(qtbot, message(pane, qtbot), "Også til Nordby Kommune")
    assert uses(sample_app) == {TemplateScope.SERIES, TemplateScope.ORGANISATION}
    act(pane, qtbot, "template_for_series", "nordby")
    assert uses(sample_app) == {TemplateScope.ORGANISATION}
    now = menus(pane, qtbot).actions()[0]
    assert (now.text(), now.isEnabled()) == ("Nu: nordby, valgt til Nordby Kommune", False)
    act(pane, qtbot, "template_for_everything", "nordby")
    assert uses(sample_app) == {TemplateScope.ORGANISATION, TemplateScope.EVERYTHING}
    act(pane, qtbot, "template_remove", "nordby")
    assert uses(sample_app) == set()
    sample_app.workspace.undo()
    assert uses(sample_app) == {TemplateScope.ORGANISATION, TemplateScope.EVERYTHING}


def test_looked_at_replaced_and_saved(
    sample_app: TestApp,
    pane: MinutesPane,
    qtbot: QtBot,
    nordby: Path,
    choose: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pane.template.add(nordby)
    press(qtbot, message(pane, qtbot), "Luk")
    act(pane, qtbot, "template_lacks", "nordby")
    qtbot.waitUntil(lambda: "Det mangler nordby" in message(pane, qtbot).text)
    choose(template_file(nordby.with_name("2027.docx"), "Nyt logo", "{{referat}}"))
    act(pane, qtbot, "template_replace", "nordby")
    qtbot.waitUntil(lambda: "udskiftet med 2027.docx" in message(pane, qtbot).text)
    assert first_line(sample_app, pane, qtbot) == "Nyt logo"
    copy = nordby.with_name("kopi.docx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(copy), ""))
    with qtbot.waitSignal(sample_app.workspace.information):
        act(pane, qtbot, "template_save", "nordby")
    assert docx.Document(str(copy)).paragraphs[0].text == "Nyt logo"


def test_what_is_no_template_is_refused_in_a_sentence(
    sample_app: TestApp, pane: MinutesPane, qtbot: QtBot, nordby: Path
) -> None:
    problems: list[str] = []
    sample_app.workspace.problem.connect(problems.append)
    nordby.write_bytes(b"%PDF-1.4")
    pane.template.add(nordby)
    qtbot.waitUntil(lambda: bool(problems))
    assert sample_app.workspace.desk.word_templates.all() == ()
    nordby.unlink()
    pane.template.add(nordby)
    qtbot.waitUntil(lambda: len(problems) > 1)
    assert "kan ikke læses" in problems[-1]


def test_the_template_of_an_older_laptop_is_offered(
    sample_app: TestApp, qtbot: QtBot, nordby: Path
) -> None:
    sample_app.preferences.keep("template", str(nordby))
    pane = entered(sample_app)
    offer = message(pane, qtbot, "template_offer")
    assert "nordby.docx" in offer.text
    press(qtbot, offer, "Optag den")
    told = message(pane, qtbot)
    assert told.text.startswith("nordby er gemt i vidensbasen. Nu: nordby, valgt til alle forløb.")
    assert uses(sample_app) == {TemplateScope.EVERYTHING}
    assert sample_app.preferences.kept("template") == ""
    assert first_line(sample_app, pane, qtbot) == "Nordby Kommune hilser"


def test_an_older_template_that_is_away_just_now_is_not_forgotten(
    sample_app: TestApp, qtbot: QtBot, nordby: Path
) -> None:
    problems: list[str] = []
    sample_app.workspace.problem.connect(problems.append)
    sample_app.preferences.keep("template", str(nordby))
    data = nordby.read_bytes()
    nordby.unlink()
    pane = entered(sample_app)
    press(qtbot, message(pane, qtbot, "template_offer"), "Optag den")
    qtbot.waitUntil(lambda: bool(problems))
    nordby.write_bytes(data)
    act(pane, qtbot, "template_take_in")
    message(pane, qtbot)
    assert uses(sample_app) == {TemplateScope.EVERYTHING}
    menu = menus(pane, qtbot)
    assert menu.findChild(QAction, "template_take_in") is None
