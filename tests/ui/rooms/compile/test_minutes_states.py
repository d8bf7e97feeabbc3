"""Minutes are sent round with a deadline, approved, archived and compared from Bearbejd."""

from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.minutes import Minutes
from flipdesk.domain.reflection import Reflection
from flipdesk.domain.vocabulary import MinutesState
from flipdesk.paths import documents_folder
from flipdesk.ui.rooms.compile.approve_dialog import ApproveDialog
from flipdesk.ui.rooms.compile.comparison_dialog import ComparisonDialog
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from flipdesk.ui.rooms.compile.send_dialog import SendDialog
from flipdesk.ui.rooms.compile.sent_message import SentMessage
from flipdesk.ui.widgets.form_area import FormArea
from tests.helpers.app import TestApp
from tests.helpers.word import opened

D = TypeVar("D", bound=QDialog)


@pytest.fixture
def room(sample_app: TestApp) -> CompileRoom:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    return room


@pytest.fixture
def pane(room: CompileRoom) -> MinutesPane:
    return room.minutes_pane


def versions(room: CompileRoom) -> tuple[Minutes, ...]:
    assert room.workspace.session_id is not None
    return room.workspace.desk.base.minutes.of_session(room.workspace.session_id)


def dialog(kind: type[D]) -> D:
    (found,) = [one for one in QApplication.topLevelWidgets()
                if isinstance(one, kind) and one.isVisible()]  # fmt: skip
    return found


def send(room: CompileRoom, qtbot: QtBot, deadline: str = "om 10 dage") -> Minutes:
    room.commands.action("minutes.send").trigger()
    asking = dialog(SendDialog)
    qtbot.waitUntil(asking.deadline.hasFocus)
    assert asking.deadline.selectedText() == asking.deadline.text()
    asking.deadline.clear()
    qtbot.keyClicks(asking.deadline, deadline)
    with qtbot.waitSignal(room.minutes_pane.writing.ended):
        qtbot.keyClick(asking.deadline, Qt.Key.Key_Return)
    return versions(room)[0]


def approve(room: CompileRoom, qtbot: QtBot) -> Minutes:
    room.commands.action("minutes.approve").trigger()
    asking = dialog(ApproveDialog)
    qtbot.waitUntil(asking.who.hasFocus)
    fields = asking.findChild(FormArea)
    assert isinstance(fields, FormArea)
    assert fields.verticalScrollBar().maximum() == 0
    with qtbot.waitSignal(room.minutes_pane.writing.ended):
        qtbot.keyClick(asking.who, Qt.Key.Key_Return)
    return versions(room)[0]


def plain(room: CompileRoom) -> Reflection:
    record = room.workspace.record
    assert record is not None
    return next(one for one in record.reflections if "gåturen" in one.text)


def test_sending_round_makes_the_version_and_sends_nothing(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    minutes = send(room, qtbot)
    today = room.workspace.now().date()
    assert (minutes.state, minutes.comments_by) == (
        MinutesState.COMMENTS,
        today + timedelta(days=10),
    )
    assert pane.versions_button.text() == "Til kommentering 1"
    message = pane.findChild(SentMessage)
    assert isinstance(message, SentMessage)
    assert message.text.startswith("Udgave 1 kan kommenteres til og med ")
    shown: list[QUrl] = []

    def show(url: QUrl) -> bool:
        shown.append(url)
        return True

    pane.writing.open_url = show
    qtbot.mouseClick(message.folder_button, Qt.MouseButton.LeftButton)
    assert shown == [QUrl.fromLocalFile(str(documents_folder()))]
    qtbot.mouseClick(message.copy_button, Qt.MouseButton.LeftButton)
    mail = QApplication.clipboard().text()
    assert mail.startswith("Kære alle\n\nHer er referatet af Samtaleflip 3, Nordby Kommune.")
    assert "tilbage senest " in mail
    room.workspace.undo()
    assert versions(room)[0].state is MinutesState.DRAFT
    assert pane.versions_button.text() == "Udkast 1"


def test_a_deadline_that_is_none_is_said_before_anything_is_written(
    room: CompileRoom, qtbot: QtBot
) -> None:
    room.commands.action("minutes.send").trigger()
    asking = dialog(SendDialog)
    qtbot.waitUntil(asking.deadline.hasFocus)
    assert asking.deadline.selectedText() == asking.deadline.text()
    asking.deadline.clear()
    qtbot.keyClicks(asking.deadline, "snart")
    assert "er ikke en dag" in asking.understood.text()
    qtbot.keyClick(asking.deadline, Qt.Key.Key_Return)
    assert asking.isVisible()
    assert "er ikke en dag" in asking.problem
    assert versions(room) == ()
    asking.reject()


def test_questions_go_along_when_they_are_wanted(room: CompileRoom, qtbot: QtBot) -> None:
    room.commands.action("minutes.send").trigger()
    asking = dialog(SendDialog)
    count = int(next(word for word in asking.questions.text().split() if word.isdigit()))
    asking.reject()
    minutes = send(room, qtbot)
    document = room.workspace.desk.base.minutes.document(minutes.id)
    assert len(opened(document).comments) == count > 0


def test_what_is_changed_after_the_approval_is_marked(
    sample_app: TestApp, room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    minutes = approve(room, qtbot)
    assert (minutes.state, minutes.approved_by) == (MinutesState.APPROVED, "deltagerne")
    assert pane.versions_button.text() == "Godkendt 1"
    pane.since.compare()
    qtbot.waitUntil(lambda: sample_app.jobs.running == ())
    assert pane.since.isHidden()
    note = plain(room)
    room.workspace.perform(lambda: room.workspace.desk.capturing.change(note, text="Nye ord."))
    assert pane.since.timer.isActive()
    pane.since.compare()
    qtbot.waitUntil(lambda: not pane.since.isHidden())
    assert "1 sted er ændret siden godkendelsen" in pane.since.text
    paper = pane.view.paper.toPlainText()
    place = paper.index("Nye ord.")
    assert "Ændret siden godkendelsen" in paper[place : place + 60]
    assert paper.count("Ændret siden godkendelsen") == 1
    room.workspace.undo()
    pane.since.compare()
    qtbot.waitUntil(pane.since.isHidden)
    assert "Ændret siden" not in pane.view.paper.toPlainText()


def test_versions_are_compared_place_by_place(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    send(room, qtbot)
    note = plain(room)
    changed = note.text.replace("gåturen", "spadsereturen")
    room.workspace.perform(lambda: room.workspace.desk.capturing.change(note, text=changed))
    send(room, qtbot, "fre")
    room.commands.action("minutes.compare").trigger()
    shown = dialog(ComparisonDialog)
    qtbot.waitUntil(lambda: "er ændret" in shown.told.text())
    assert shown.told.text() == "1 sted er ændret: 1 ord er nyt, 1 er udgået"
    text, html = shown.page.toPlainText(), shown.page.toHtml()
    assert "−gåturen" in text
    assert "+spadsereturen" in text
    assert "line-through" in html
    assert "underline" in html
    shown.newer.setCurrentIndex(0)
    shown.newer.activated.emit(0)
    qtbot.waitUntil(lambda: "sted" in shown.told.text())
    assert "spadsereturen" in shown.page.toPlainText()
    shown.older.setCurrentIndex(shown.older.findData(versions(room)[0].id))
    shown.older.activated.emit(0)
    qtbot.waitUntil(lambda: shown.told.text() == "Der er ingen forskelle.")
    assert not shown.next_button.isEnabled()
    shown.accept()


def test_the_menu_says_how_every_version_stands(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    out = send(room, qtbot)
    qtbot.mouseClick(pane.versions_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "versions_menu")
    assert isinstance(menu, QMenu)
    (entry,) = [one for one in menu.findChildren(QMenu) if one.objectName()[:8] == "version_"]
    assert entry.title().startswith("Til kommentering 1, frist ")
    offered = {one.text(): one for one in entry.actions()}
    assert f"Kontrolsum (SHA-256): {out.sha256[:12]}…" in offered
    assert "Sammenlign med udgaven før" not in offered
    offered["Arkivér"].trigger()
    menu.hide()
    assert versions(room)[0].state is MinutesState.ARCHIVED
    assert pane.versions_button.text() == "Arkiveret 1"


@pytest.mark.parametrize("command", ["minutes.send", "minutes.approve", "minutes.compare"])
def test_whatever_takes_the_focus_has_a_name(
    sample_app: TestApp, room: CompileRoom, command: str, qtbot: QtBot
) -> None:
    send(room, qtbot)
    room.commands.action(command).trigger()
    shown = dialog(QDialog)
    taking = [
        one
        for one in shown.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(shown)
    ]
    assert len(taking) > 2
    for one in taking:
        assert one.accessibleName(), one
        assert one.objectName(), one
    qtbot.waitUntil(lambda: sample_app.jobs.running == ())
    shown.reject()


def test_tab_goes_from_what_is_told_on_to_the_paper_and_the_focus_stays_there(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    send(room, qtbot)
    message = pane.findChild(SentMessage)
    assert isinstance(message, SentMessage)
    qtbot.waitUntil(message.isVisible)
    pane.write_button.setFocus()
    reached = []
    for _step in range(4):
        qtbot.keyClick(room.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(room.window().focusWidget())
    told = [message.folder_button, message.copy_button, message.close_button]
    assert reached == [*told, pane.view.paper]
    room.window().activateWindow()
    message.close_button.setFocus()
    qtbot.waitUntil(message.close_button.hasFocus)
    qtbot.keyClick(message.close_button, Qt.Key.Key_Space)
    assert pane.view.paper.hasFocus()
