"""What has to be decided before minutes are written stands in place of the paper, and empties."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.vocabulary import Answer, Audience
from flipdesk.paths import documents_folder
from flipdesk.ui.dialogs.pseudonyms_dialog import PseudonymsDialog
from flipdesk.ui.rooms.compile import minutes_gate
from flipdesk.ui.rooms.compile.compile_room import CompileRoom
from flipdesk.ui.rooms.compile.gate_card import GateCard
from flipdesk.ui.rooms.compile.minutes_pane import MinutesPane
from flipdesk.ui.rooms.prepare.prepare_room import PrepareRoom
from flipdesk.ui.widgets.flow_text import FlowText
from tests.helpers.app import TestApp


@pytest.fixture
def room(sample_app: TestApp) -> CompileRoom:
    sample_app.window.enter("compile")
    room = sample_app.window.room
    assert isinstance(room, CompileRoom)
    return room


@pytest.fixture
def pane(room: CompileRoom) -> MinutesPane:
    """Return the pane with a citizen named in three notes, and a number in one of them."""
    let_say(room, 2, "Borgeren Fatima, 070761-4285, nævnte et bageri.")
    let_say(room, 4, "Fatima sagde det igen.")
    return room.minutes_pane


def let_say(room: CompileRoom, number: int, text: str) -> None:
    record = room.workspace.record
    assert record is not None
    note, desk = record.reflections[number], room.workspace.desk
    room.workspace.perform(lambda: desk.capturing.change(note, text=text))


def texts(room: CompileRoom) -> list[str]:
    record = room.workspace.record
    assert record is not None
    return [record.reflections[number].text for number in (2, 4)]


def press(card: GateCard, name: str, qtbot: QtBot) -> None:
    (button,) = (one for one in card.buttons if one.objectName() == name)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def choose(qtbot: QtBot, text: str) -> None:
    """Choose an entry of the menu that is open, by keyboard."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = (one for one in menu.actions() if one.text() == text)
    menu.setActiveAction(action)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def files() -> list[Path]:
    return list(documents_folder().glob("*.docx"))


def test_minutes_wait_until_the_list_is_empty_and_are_then_written(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    page = pane.gate.page
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    assert page.isVisibleTo(pane)
    assert not pane.view.isVisibleTo(pane)
    assert page.sentence == "2 ting at tage stilling til, før referatet skrives"
    cpr, name = page.cards
    assert cpr.accessibleName().startswith("Et CPR-nummer: 070761-4285.")
    assert len(name.concerns) == 2
    assert cpr.first_button().hasFocus()
    press(cpr, "gate_blank", qtbot)
    assert texts(room)[0] == "Borgeren Fatima, [CPR-nummer], nævnte et bageri."
    (left,) = page.cards
    assert left.first_button().hasFocus()
    assert files() == []
    with qtbot.waitSignal(pane.writing.written):
        press(left, "gate_citizen", qtbot)
    assert texts(room) == ["Borgeren, [CPR-nummer], nævnte et bageri.", "Borgeren sagde det igen."]
    assert len(files()) == 1
    assert pane.view.isVisibleTo(pane)
    assert not page.isVisibleTo(pane)
    room.workspace.undo()
    assert texts(room)[1] == "Fatima sagde det igen."


def test_the_list_comes_to_the_front_where_the_minutes_are_a_tab(
    sample_app: TestApp, room: CompileRoom, pane: MinutesPane
) -> None:
    sample_app.window.resize(853, 480)
    QApplication.processEvents()
    assert pane in room.columns.folded
    assert not pane.isVisible()
    room.commands.action("minutes.write").trigger()
    assert pane.gate.page.isVisible()


def test_what_may_stay_is_kept_with_a_reason(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    press(pane.gate.page.cards[0], "gate_blank", qtbot)
    press(pane.gate.page.cards[0], "gate_keep", qtbot)
    with qtbot.waitSignal(pane.writing.written):
        choose(qtbot, "Den, det gælder, har sagt ja")
    session_id = room.workspace.session_id
    assert session_id is not None
    kept = room.workspace.desk.base.kept_traces.of_session(session_id)
    assert {one.reason for one in kept} == {"agreed"}
    assert texts(room)[1] == "Fatima sagde det igen."


def test_esc_goes_back_to_the_paper_and_writes_nothing(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(pane.gate.page.cards[0].first_button(), Qt.Key.Key_Escape)
    assert pane.view.isVisibleTo(pane)
    let_say(room, 2, "Hun sagde det.")
    let_say(room, 4, "Og igen.")
    assert files() == []


def test_another_audience_puts_the_list_away(pane: MinutesPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    pane.choose(Audience.DECISIONS, "da")
    assert not pane.gate.page.isVisibleTo(pane)
    assert pane.gate.must == ()


def test_what_is_missing_leads_to_the_list(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    model = room.missing_pane.list.model()
    rows = [model.index(n, 0) for n in range(model.rowCount())]
    spoken = Qt.ItemDataRole.AccessibleTextRole
    (row,) = (one for one in rows if "2 navne i teksterne" in str(one.data(spoken)))
    room.missing_pane.list.setCurrentIndex(row)
    qtbot.keyClick(room.missing_pane.list, Qt.Key.Key_Return)
    assert pane.gate.page.isVisibleTo(pane)
    press(pane.gate.page.cards[0], "gate_blank", qtbot)
    press(pane.gate.page.cards[0], "gate_citizen", qtbot)
    # Nobody asked for the minutes: the list is empty, and nothing is written.
    assert pane.gate.page.sentence == "Der er ikke mere at tage stilling til."
    assert files() == []


def test_a_card_shows_its_note_and_leaves_it_out(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    press(pane.gate.page.cards[0], "gate_leave_out", qtbot)
    record = room.workspace.record
    assert record is not None
    assert record.reflections[2].left_out
    press(pane.gate.page.cards[0], "gate_more", qtbot)
    choose(qtbot, "Se noten")
    note = room.notes_pane.current_note()
    assert note is not None
    assert note.id == record.reflections[4].id


def test_every_part_has_a_name_and_can_be_reached_by_tab(pane: MinutesPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    reached: list[QWidget] = []
    start = pane.gate.page.cards[0].first_button()
    focused: QWidget | None = start
    while focused is not None and len(reached) < 30 and (not reached or focused is not start):
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
    wanted = [button for card in pane.gate.page.cards for button in card.buttons]
    assert [one for one in wanted if one not in reached] == []
    assert all(one.accessibleName() and one.objectName() for one in wanted)


def test_buttons_wrap_where_the_pane_is_narrow(pane: MinutesPane, qtbot: QtBot) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    for card in pane.gate.page.cards:
        assert card.width() <= pane.gate.page.area.viewport().width()
        assert all(one.geometry().right() <= card.width() for one in card.buttons)
        assert all(one.geometry().bottom() <= card.height() for one in card.buttons)


def test_long_minutes_are_read_bit_by_bit(
    room: CompileRoom, pane: MinutesPane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(minutes_gate, "AT_ONCE", 1)
    assert len(pane.gate.must) == 3
    let_say(room, 2, "Borgeren sagde det.")
    let_say(room, 4, "Vi så en, der hedder Zarina.")
    let_say(room, 5, "Hun bor på Nørregade 12.")
    with qtbot.waitSignal(pane.gate.looked):
        room.refresh()
    assert {words for one in pane.gate.must for words in one.words} == {"Zarina", "Nørregade 12"}


def test_asking_leads_to_the_consents(
    sample_app: TestApp, room: CompileRoom, pane: MinutesPane, qtbot: QtBot
) -> None:
    record = room.workspace.record
    karim = record.by_initials("KA") if record is not None else None
    assert karim is not None
    consents = room.workspace.desk.consents
    room.workspace.perform(lambda: consents.answer([karim.id], Matter.BY_NAME, Answer.DECLINED))
    let_say(room, 2, "Karim sagde det.")
    let_say(room, 4, "Ja.")
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    (card,) = pane.gate.page.cards
    press(card, "gate_more", qtbot)
    choose(qtbot, "Spørg om samtykke")
    prepare = sample_app.window.room
    assert isinstance(prepare, PrepareRoom)
    assert prepare.people.isVisibleTo(prepare)


def test_what_consent_did_by_itself_is_told_and_leads_to_the_answers(
    sample_app: TestApp, pane: MinutesPane, qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    told = [one.text() for one in pane.gate.page.findChildren(FlowText)]
    assert "Uden samtykke: 2 står uden navn." in told
    qtbot.mouseClick(pane.gate.page.consents_button, Qt.MouseButton.LeftButton)
    assert isinstance(sample_app.window.room, PrepareRoom)


def test_the_key_is_seen_and_forgotten_for_ever(
    sample_app: TestApp, room: CompileRoom, qtbot: QtBot
) -> None:
    session_id, desk = room.workspace.session_id, room.workspace.desk
    assert session_id is not None
    snapshot = desk.minutes.prepare(session_id, Audience.RESEARCHERS)
    desk.minutes.store(snapshot, desk.minutes.render(snapshot))
    sample_app.window.enter("prepare")
    sample_app.commands.action("people.pseudonyms").trigger()
    dialog = sample_app.window.findChild(PseudonymsDialog)
    assert dialog is not None
    shown = [dialog.names.item(row).text() for row in range(dialog.names.count())]
    assert "Sagsbehandler 1, Nordby: Mette Holm" in shown
    assert "pseudonyms.sqlite" in dialog.said.text()
    dialog.names.setCurrentRow(shown.index("Sagsbehandler 1, Nordby: Mette Holm"))
    qtbot.mouseClick(dialog.forget_button, Qt.MouseButton.LeftButton)
    assert dialog.forget_button.text() == "Glem for altid"
    assert len(desk.pseudonyms.lines()) == 9
    assert all(one.name for one in desk.pseudonyms.lines())
    qtbot.mouseClick(dialog.forget_button, Qt.MouseButton.LeftButton)
    assert [one.pseudonym.words for one in desk.pseudonyms.lines() if one.name is None] == [
        "Sagsbehandler 1, Nordby"
    ]
    assert not dialog.forget_button.isEnabled()
    qtbot.mouseClick(dialog.forget_all_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.forget_all_button, Qt.MouseButton.LeftButton)
    assert all(one.name is None for one in desk.pseudonyms.lines())
    dialog.accept()
