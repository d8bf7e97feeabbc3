"""What came back: taken in, shown beside what it concerns, decided with keys, and undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from flipdesk.domain.reflection import Reflection
from flipdesk.domain.returned import By, Span
from flipdesk.domain.vocabulary import Audience
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.place_dialog import PlaceDialog
from flipdesk.ui.rooms.compile.review_pane import ReviewPane
from flipdesk.ui.rooms.compile.word_drop import WordDrop
from tests.helpers.app import TestApp
from tests.helpers.returned import WordEdit

METTE = By("Mette Holm", "2026-11-24T10:15:00")


@pytest.fixture
def room(sample_app: TestApp) -> CompileRoom:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    return room


@pytest.fixture
def pane(room: CompileRoom) -> ReviewPane:
    return room.review_pane


@pytest.fixture
def returned(room: CompileRoom, tmp_path: Path) -> Path:
    """A copy with one comment, one tracked change and one new paragraph."""
    session_id = room.workspace.session_id
    assert session_id is not None
    desk = room.workspace.desk
    snapshot = desk.minutes.prepare(session_id, Audience.PARTICIPANTS)
    _minutes, changes = desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    room.workspace.tell(changes)
    edit = WordEdit(desk.base.minutes.document(_minutes.id))
    said = reflection(room)
    paragraph = edit.paragraph("r", said.id)
    spans = (Span("De unge", deleted=METTE), Span("Vi", inserted=METTE), Span(said.text[7:]))
    edit.rewrite(paragraph, spans)
    edit.comment(paragraph, "Åse Bjerre", "Passer det <også> her?")
    paragraph.addnext(edit.new_paragraph("Noget helt nyt."))
    path = tmp_path / "retur.docx"
    path.write_bytes(edit.data())
    return path


def reflection(room: CompileRoom) -> Reflection:
    record = room.workspace.record
    assert record is not None
    return next(one for one in record.reflections if "gåturen" in one.text)


def take_in(room: CompileRoom, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.review_import.taken_in):
        room.review_import.import_file(str(path))


def choose(pane: ReviewPane, beginning: str) -> None:
    model = pane.list.model()
    for place in range(model.rowCount()):
        index = model.index(place, 0)
        if str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith(beginning):
            pane.list.setFocus()
            pane.list.setCurrentIndex(index)
            return
    raise AssertionError(f"no row begins with {beginning}")


def test_a_dropped_file_is_taken_in_and_shown(
    room: CompileRoom, pane: ReviewPane, returned: Path, qtbot: QtBot
) -> None:
    assert not pane.isVisible()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(returned))])
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, button, key)
    told: list[str] = []
    room.workspace.information.connect(told.append)
    with qtbot.waitSignal(room.review_import.taken_in):
        # Qt hands a drop on only while it drags something itself.
        taker = room.findChild(WordDrop)
        assert isinstance(taker, WordDrop)
        assert taker.eventFilter(room, drop)
    assert pane.isVisible()
    assert pane.list.model().rowCount() == 3
    assert told[0].startswith("Hentet: 1 kommentar, 1 ændring, 1 nyt afsnit, i udgave 1")


def test_a_change_shows_what_goes_and_comes_and_is_accepted_with_enter(
    room: CompileRoom, pane: ReviewPane, returned: Path, qtbot: QtBot
) -> None:
    before = reflection(room).text
    take_in(room, returned, qtbot)
    choose(pane, "Mette Holm")
    html = pane.detail.toHtml()
    assert "line-through" in html
    assert "underline" in html
    assert "De unge" in pane.detail.toPlainText()
    note = room.notes_pane.current_note()
    assert note is not None
    assert note.id == reflection(room).id
    qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert reflection(room).text == "Vi" + before[7:]
    assert pane.list.model().rowCount() == 2
    room.workspace.undo()
    assert reflection(room).text == before
    assert pane.list.model().rowCount() == 3


def test_a_text_of_one_s_own_is_written_with_f2(
    room: CompileRoom, pane: ReviewPane, returned: Path, qtbot: QtBot
) -> None:
    before = reflection(room).text
    take_in(room, returned, qtbot)
    choose(pane, "Mette Holm")
    qtbot.keyClick(pane.list, Qt.Key.Key_F2)
    assert pane.editor.toPlainText() == "Vi" + before[7:]
    pane.editor.setPlainText("Alle siger mere på gåturen.")
    qtbot.mouseClick(pane.edit_button, Qt.MouseButton.LeftButton)
    assert reflection(room).text == "Alle siger mere på gåturen."
    assert not pane.editor.isVisible()


def test_a_comment_is_read_whole_and_put_away_with_delete(
    room: CompileRoom, pane: ReviewPane, returned: Path, qtbot: QtBot
) -> None:
    take_in(room, returned, qtbot)
    choose(pane, "Åse Bjerre")
    assert "Passer det <også> her?" in pane.detail.toPlainText()
    assert not pane.edit_button.isEnabled()
    qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert pane.list.model().rowCount() == 2


def test_the_pane_goes_when_everything_is_decided(
    room: CompileRoom, pane: ReviewPane, returned: Path, qtbot: QtBot
) -> None:
    take_in(room, returned, qtbot)
    for _row in range(3):
        qtbot.mouseClick(pane.reject_button, Qt.MouseButton.LeftButton)
    assert not pane.isVisible()


def test_files_are_chosen_by_a_command_and_strangers_get_a_sentence(
    room: CompileRoom, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = tmp_path / "andet.docx"
    stranger.write_bytes(b"x")
    chosen = ([str(stranger)], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: chosen)
    with qtbot.waitSignal(room.workspace.problem) as problem:
        room.commands.action("review.import").trigger()
    assert problem.args is not None
    assert "Word-fil" in problem.args[0]


def test_what_could_not_be_placed_is_placed_by_keyboard(
    room: CompileRoom, pane: ReviewPane, returned: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    edit = WordEdit(returned.read_bytes())
    edit.comment(next(edit.paragraphs()), "Karen Sørensen", "Hvad med overskriften?")
    path = tmp_path / "retur 2.docx"
    path.write_bytes(edit.data())
    take_in(room, path, qtbot)
    choose(pane, "Mette Holm")
    assert pane.place_button.isHidden()
    choose(pane, "Karen Sørensen")
    qtbot.mouseClick(pane.place_button, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in QApplication.topLevelWidgets()
                 if isinstance(one, PlaceDialog) and one.isVisible()]  # fmt: skip
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert "Vælg først" in dialog.problem
    qtbot.keyClicks(dialog.search, "gåturen")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    (placed,) = [one for one in room.workspace.desk.reviewing.comments(reflection(room).session_id)
                 if one.said_by == "Karen Sørensen"]  # fmt: skip
    assert placed.reflection_id == reflection(room).id
    choose(pane, "Karen Sørensen")
    assert pane.place_button.isHidden()
