"""The minutes: read before they are written, made, kept, saved and opened."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from flipdesk.domain.minutes import Minutes
from flipdesk.domain.vocabulary import Audience, OutcomeKind
from flipdesk.paths import documents_folder
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from flipdesk.ui.widgets.inline_message import InlineMessage
from tests.helpers.app import TestApp


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
    session_id = room.workspace.session_id
    assert session_id is not None
    return room.workspace.desk.base.minutes.of_session(session_id)


def make(pane: MinutesPane, qtbot: QtBot) -> Path:
    with qtbot.waitSignal(pane.writing.written) as written:
        qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    assert written.args is not None
    return Path(written.args[0])


def opening(opened: list[QUrl]) -> Callable[[QUrl], bool]:
    """Return a way to open files that only remembers which."""

    def remember(url: QUrl) -> bool:
        opened.append(url)
        return True

    return remember


def message(pane: MinutesPane) -> InlineMessage:
    found = pane.findChild(InlineMessage, "minutes_written")
    assert isinstance(found, InlineMessage)
    return found


def test_preview_says_what_the_minutes_will_say(pane: MinutesPane) -> None:
    text = pane.view.paper.toPlainText()
    assert "Referat af Samtaleflip 3, Nordby Kommune" in text
    assert "Gribning kræver tid, ro og et øre til." in text
    assert "Frist" in text or "30.4.2021" in text


def test_what_must_stay_out_is_shown_with_its_reason(pane: MinutesPane) -> None:
    text = pane.view.paper.toPlainText()
    kept = text.index("Klip 1: borgeren begynder")
    assert "Ikke med: Observationer bliver i rummet" in text[kept : kept + 250]
    unnamed = text.index("Når jeg hører lastbil")
    assert "vil ikke citeres" in text[unnamed : unnamed + 250]


def test_an_outcome_that_is_left_out_stands_at_its_section(
    room: CompileRoom, pane: MinutesPane
) -> None:
    record = room.workspace.record
    assert record is not None
    parked = next(one for one in record.outcomes if one.kind is OutcomeKind.PARKED)
    many = room.workspace.desk.many_notes
    room.workspace.perform(lambda: many.leave_out([parked]))
    pane.view.timer.timeout.emit()
    text = pane.view.paper.toPlainText()
    left = text.index(parked.text)
    assert "Noten er taget ud af referatet" in text[left : left + 250]
    parking, following = text.index("\nParkeret"), text.index("\nVidenønsker")
    assert parking < left < following


def test_preview_follows_every_change(room: CompileRoom, pane: MinutesPane) -> None:
    record = room.workspace.record
    assert record is not None
    note = record.reflections[0]
    room.workspace.perform(lambda: room.workspace.desk.capturing.change(note, text="Nye ord."))
    assert pane.view.timer.isActive()
    pane.view.timer.timeout.emit()
    assert "Nye ord." in pane.view.paper.toPlainText()


def test_word_file_is_made_kept_and_saved(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    path = make(pane, qtbot)
    (minutes,) = versions(room)
    assert path.parent == documents_folder()
    assert path.name == "2021-04-22 Samtaleflip 3 Nordby Kommune referat.docx"
    assert path.read_bytes() == room.workspace.desk.base.minutes.document(minutes.id)
    assert pane.versions_button.text() == "Udkast 1"
    assert message(pane).accessibleName().startswith("Referatet er skrevet: 2021-04-22")


def test_document_holds_what_the_preview_showed_but_for_what_stays_out(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    import docx

    document = docx.Document(io.BytesIO(make(pane, qtbot).read_bytes()))
    written = "\n".join(paragraph.text for paragraph in document.paragraphs)
    record = room.workspace.record
    assert record is not None
    out = ("Klip 1:", "Klip 2:")
    said = [one.text for one in record.reflections if not one.text.startswith(out)]
    shown = pane.view.paper.toPlainText()
    assert [text for text in said if text not in written or text not in shown] == []
    assert "Klip 1:" in shown
    assert "Klip 1:" not in written


def test_second_version_writes_over_nothing(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    first = make(pane, qtbot)
    before = first.read_bytes()
    second = make(pane, qtbot)
    assert first.read_bytes() == before
    assert second.name.endswith("referat udkast 2.docx")
    assert [one.version for one in versions(room)] == [2, 1]
    assert pane.versions_button.text() == "Udkast 2"


def test_key_makes_the_file_and_open_shows_it(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    opened: list[QUrl] = []
    pane.writing.open_url = opening(opened)
    with qtbot.waitSignal(pane.writing.written):
        qtbot.keyClick(room, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(message(pane).action_button, Qt.MouseButton.LeftButton)
    assert [Path(url.toLocalFile()).name for url in opened] == [
        "2021-04-22 Samtaleflip 3 Nordby Kommune referat.docx"
    ]


def test_without_a_program_for_word_files_one_is_told_where_the_file_lies(
    pane: MinutesPane, qtbot: QtBot, sample_app: TestApp
) -> None:
    pane.writing.open_url = lambda _url: False
    make(pane, qtbot)
    qtbot.mouseClick(message(pane).action_button, Qt.MouseButton.LeftButton)
    (sentence,) = sample_app.frame.messages.sentences
    assert str(documents_folder()) in sentence


def test_audience_and_language_change_preview_and_states(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.audience_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "audience_menu")
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.objectName() == "audience_1").trigger()
    menu.close()
    assert pane.audience is Audience.RESEARCHERS
    assert pane.audience_button.text() == "til forskere"
    text = pane.view.paper.toPlainText()
    assert "Mette Holm" not in text
    assert "Klip 1: borgeren begynder" in text
    pane.choose(Audience.PARTICIPANTS, "en")
    assert "Minutes of Samtaleflip 3" in pane.view.paper.toPlainText()
    assert pane.audience_button.text() == "til deltagere · på engelsk"


def test_save_as_asks_where(pane: MinutesPane, qtbot: QtBot, tmp_path: Path) -> None:
    pane.write_as()
    dialog = pane.findChild(QFileDialog, "minutes_save_as")
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / "mit referat.docx"
    with qtbot.waitSignal(pane.writing.written) as written:
        dialog.fileSelected.emit(str(target))
    dialog.close()
    assert written.args == [str(target)]
    assert target.exists()


def test_old_version_is_opened_from_the_list(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    opened: list[QUrl] = []
    pane.writing.open_url = opening(opened)
    path = make(pane, qtbot)
    path.unlink()
    qtbot.mouseClick(pane.versions_button, Qt.MouseButton.LeftButton)
    menu = pane.findChild(QMenu, "versions_menu")
    assert isinstance(menu, QMenu)
    entry = menu.findChild(QMenu, "version_1_participants_da")
    assert isinstance(entry, QMenu)
    assert entry.title().startswith("Udkast 1 · til deltagere · ")
    entry.actions()[0].trigger()
    menu.close()
    assert [url.toLocalFile() for url in opened] == [str(path)]
    assert path.exists()


def test_file_that_cannot_be_saved_is_kept_and_told(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot, sample_app: TestApp, tmp_path: Path
) -> None:
    record = room.workspace.record
    assert record is not None
    snapshot = room.workspace.desk.minutes.prepare(record.session.id, Audience.PARTICIPANTS)
    with qtbot.waitSignal(pane.writing.ended):
        pane.writing.write(snapshot, tmp_path / "borte" / "referat.docx")
    assert len(versions(room)) == 1
    assert len(sample_app.frame.messages.sentences) == 1
    assert pane.write_button.isEnabled()


def test_controls_get_a_line_of_their_own_where_there_is_little_room(
    pane: MinutesPane, sample_app: TestApp
) -> None:
    assert pane.audience_button.y() == pane.write_button.y()
    sample_app.window.resize(1190, 700)
    QApplication.processEvents()
    line = pane.audience_button.mapTo(pane, pane.audience_button.rect().topLeft()).y()
    assert line > pane.write_button.mapTo(pane, pane.write_button.rect().topLeft()).y()
    assert pane.write_button.isVisible()


def test_words_are_shown_as_they_were_written(room: CompileRoom, pane: MinutesPane) -> None:
    record = room.workspace.record
    assert record is not None
    odd = 'Hun sagde <b>nej</b> & "måske" <img src="x"/>\nog gik.'
    capturing = room.workspace.desk.capturing
    room.workspace.perform(lambda: capturing.change(record.reflections[0], text=odd))
    pane.view.draw()
    assert odd in pane.view.paper.toPlainText()


def test_minutes_that_were_being_made_are_not_kept_when_something_was_erased(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, record = room.workspace.desk, room.workspace.record
    assert record is not None
    monkeypatch.setattr(desk.minutes.gate, "refuse", lambda *_texts: None)
    snapshot = desk.minutes.prepare(record.session.id, Audience.PARTICIPANTS)
    person_id = record.participants[0].person_id
    with qtbot.waitSignal(pane.writing.ended):
        pane.writing.write(snapshot)
        desk.erasure.run(desk.erasure.erasing.find_person(person_id), {})
    assert versions(room) == ()
