"""Papers from Forbered: asked for by button, menu or palette, written in a job, and shown."""

from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.ui.rooms.prepare.papers_bar import PapersBar
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.helpers.app import TestApp, close_app, open_app
from tests.helpers.word import visible_text
from tests.ui.rooms.prepare.desk import enter


@pytest.fixture
def bar(sample_app: TestApp) -> PapersBar:
    return enter(sample_app).run_sheet.papers


def dialog(bar: PapersBar) -> QFileDialog:
    found = bar.findChild(QFileDialog, "paper_save_as")
    assert isinstance(found, QFileDialog)
    return found


def save(bar: PapersBar, qtbot: QtBot, path: Path) -> None:
    """Say where, in the dialog that is open, and wait until the file is there."""
    asked = dialog(bar)
    with qtbot.waitSignal(bar.writing.written) as written:
        asked.fileSelected.emit(str(path))
    asked.close()
    asked.setParent(None)
    asked.deleteLater()
    assert written.args == [str(path)]


def message(app: TestApp) -> InlineMessage:
    (found,) = (
        one
        for one in enter(app).run_sheet.findChildren(InlineMessage, "paper_written")
        if not one.isHidden()
    )
    return found


def choice(told: InlineMessage, text: str) -> Button:
    return next(one for one in told.findChildren(Button, "message_choice") if one.text() == text)


def test_program_button_asks_with_a_good_name_and_writes(
    sample_app: TestApp, bar: PapersBar, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(bar.program_button, Qt.MouseButton.LeftButton)
    (proposed,) = dialog(bar).selectedFiles()
    assert Path(proposed).name == "2021-04-22 Samtaleflip 3 Nordby Kommune program.docx"
    target = tmp_path / "program.docx"
    save(bar, qtbot, target)
    assert "Program for Samtaleflip 3" in visible_text(target.read_bytes())
    assert message(sample_app).text == "Gemt: program.docx"


def test_what_was_written_can_be_opened_and_shown_in_its_folder(
    sample_app: TestApp, bar: PapersBar, qtbot: QtBot, tmp_path: Path
) -> None:
    opened: list[str] = []

    def remember(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) < 3

    bar.open_url = remember
    qtbot.mouseClick(bar.calendar_button, Qt.MouseButton.LeftButton)
    target = tmp_path / "flip.ics"
    save(bar, qtbot, target)
    (event,) = icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert str(event["location"]) == "Jobcenter Nordby, lokale 2.14"
    told = message(sample_app)
    for words in ("Åbn", "Vis i mappe", "Åbn"):
        qtbot.mouseClick(choice(told, words), Qt.MouseButton.LeftButton)
    assert opened == [str(target), str(tmp_path), str(target)]
    (sentence,) = sample_app.frame.messages.sentences
    assert sentence == f"Intet program åbner flip.ics. Filen ligger i {tmp_path}."
    qtbot.mouseClick(told.close_button, Qt.MouseButton.LeftButton)
    assert told.isHidden()


def test_menu_holds_the_other_papers_and_their_language(
    bar: PapersBar, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(bar.menu_button, Qt.MouseButton.LeftButton)
    actions = {one.objectName(): one for one in bar.menu.actions() if not one.isSeparator()}
    assert list(actions) == [
        *("papers.program", "papers.calendar", "papers.run_sheet"),
        *("papers.dimensions", "papers.ground_rules", "papers.lend_an_ear"),
        *("papers_in_da", "papers_in_en"),
    ]
    assert actions["papers_in_da"].isChecked()
    actions["papers_in_en"].trigger()
    actions["papers.run_sheet"].trigger()
    bar.menu.close()
    target = tmp_path / "sheet.docx"
    save(bar, qtbot, target)
    assert "Run sheet for Samtaleflip 3" in visible_text(target.read_bytes())
    qtbot.mouseClick(bar.menu_button, Qt.MouseButton.LeftButton)
    chosen = [one.objectName() for one in bar.menu.actions() if one.isChecked()]
    assert chosen == ["papers_in_en"]
    bar.menu.close()


def test_a_handout_needs_no_session_and_a_program_says_that_it_does(
    app: TestApp, qtbot: QtBot, tmp_path: Path
) -> None:
    bar = enter(app).run_sheet.papers
    app.commands.action("papers.program").trigger()
    (sentence,) = app.frame.messages.sentences
    assert sentence == "Ingen session er åben. Åbn først den, det handler om."
    app.commands.action("papers.ground_rules").trigger()
    target = tmp_path / "regler.docx"
    save(bar, qtbot, target)
    assert "Ingen bliver bedømt." in visible_text(target.read_bytes())


def test_a_place_that_cannot_be_written_is_told(
    sample_app: TestApp, bar: PapersBar, qtbot: QtBot, tmp_path: Path
) -> None:
    sample_app.commands.action("papers.lend_an_ear").trigger()
    asked = dialog(bar)
    with qtbot.waitSignal(bar.writing.refused):
        asked.fileSelected.emit(str(tmp_path / "væk" / "x.docx"))
    asked.close()
    (sentence,) = sample_app.frame.messages.sentences
    assert "findes ikke mere" in sentence or "væk" in sentence
    assert enter(sample_app).run_sheet.findChild(InlineMessage, "paper_written") is None


def test_a_session_that_is_opened_answers_the_complaint(
    sample_app: TestApp, bar: PapersBar
) -> None:
    session_id = sample_app.workspace.session_id
    sample_app.workspace.open_session(None)
    sample_app.commands.action("papers.calendar").trigger()
    assert list(sample_app.frame.messages.sentences)
    sample_app.workspace.open_session(session_id)
    assert list(sample_app.frame.messages.sentences) == []


def test_message_goes_with_its_session(
    sample_app: TestApp, bar: PapersBar, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(bar.program_button, Qt.MouseButton.LeftButton)
    save(bar, qtbot, tmp_path / "x.docx")
    told = message(sample_app)
    sample_app.workspace.open_session(None)
    assert told.isHidden()


def test_narrow_room_keeps_the_menu(qtbot: QtBot, tmp_path: Path) -> None:
    app = open_app(tmp_path, sample=True, text_scale=1.5)
    app.window.resize(853, 480)
    bar = enter(app).run_sheet.papers
    qtbot.waitUntil(lambda: not bar.program_button.isVisibleTo(bar))
    assert bar.menu_button.isVisibleTo(bar)
    assert bar.menu_button.geometry().right() <= bar.width()
    app.window.resize(1600, 900)
    qtbot.waitUntil(lambda: bar.program_button.isVisibleTo(bar))
    close_app(app)


@pytest.mark.parametrize("paper", ["papers.program", "papers.run_sheet", "papers.calendar"])
def test_a_paper_that_has_to_wait_says_why_and_goes_on_when_all_is_decided(
    sample_app: TestApp, bar: PapersBar, qtbot: QtBot, tmp_path: Path, paper: str
) -> None:
    record = sample_app.workspace.record
    assert record is not None
    about = replace(record.session, purpose="Vi hører om 070761-4285")
    sample_app.workspace.tell(sample_app.base.sessions.save(about))
    sample_app.commands.action(paper).trigger()
    assert bar.findChild(QFileDialog, "paper_save_as") is None
    asked = bar.gate.dialog
    assert asked is not None
    assert not asked.isModal()
    assert asked.page.sentence == "1 ting at tage stilling til, før filen skrives"
    (card,) = asked.page.cards
    hide = card.first_button()
    assert hide.hasFocus() or not asked.isActiveWindow()
    qtbot.keyClick(hide, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bar.gate.dialog is None)
    purpose = sample_app.base.record(record.session.id).session.purpose
    assert purpose == "Vi hører om [CPR-nummer]"
    target = tmp_path / ("ud.ics" if paper == "papers.calendar" else "ud.docx")
    save(bar, qtbot, target)
    assert target.is_file()


def test_nothing_is_written_when_nobody_wants_to_decide(
    sample_app: TestApp, bar: PapersBar, qtbot: QtBot
) -> None:
    record = sample_app.workspace.record
    assert record is not None
    about = replace(record.session, purpose="Vi hører om 070761-4285")
    sample_app.workspace.tell(sample_app.base.sessions.save(about))
    qtbot.mouseClick(bar.program_button, Qt.MouseButton.LeftButton)
    asked = bar.gate.dialog
    assert asked is not None
    qtbot.mouseClick(asked.page.back_button, Qt.MouseButton.LeftButton)
    assert bar.gate.dialog is None
    sample_app.workspace.tell(sample_app.base.sessions.save(record.session))
    assert bar.findChild(QFileDialog, "paper_save_as") is None
