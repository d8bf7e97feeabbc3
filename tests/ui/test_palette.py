"""The palette as a user types in it: both languages, people, items, notes, sessions, settings."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from flipdesk.domain.ids import ReflectionId, new_guid
from flipdesk.domain.offer import Kind
from flipdesk.services.capturing import Moment
from flipdesk.ui.delegates.roles import Role
from flipdesk.ui.dialogs.palette import Palette, caption
from flipdesk.ui.palette_offers import PaletteOffers
from flipdesk.ui.rooms.prepare.run_sheet_view import RunSheetView
from flipdesk.ui.rooms.run.people_column import PeopleColumn
from tests.helpers.app import TestApp

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def in_home(sample_app: TestApp) -> Iterator[TestApp]:
    sample_app.window.enter("home")
    yield sample_app
    for window in QApplication.topLevelWidgets():
        if window is not sample_app.window and window.isVisible():
            window.close()


def asked(app: TestApp, words: str) -> Palette:
    """Open the palette by its key and type words."""
    app.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(app.window, Qt.Key.Key_K, CTRL)
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, Palette)
    palette.field.insert(words)
    return palette


def do(app: TestApp, words: str) -> None:
    """Type words and press Enter on what is offered first."""
    palette = asked(app, words)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def first(palette: Palette) -> str:
    return str(palette.list.currentIndex().data(Role.ROW).text)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("parkér", "Parkér noten"),
        ("parker", "Parkér noten"),
        ("park the note", "Parkér noten"),
        ("parking lot", "Parkér noten"),
        ("undo", "Fortryd: slet note"),
        ("optag", "Start optagelse"),
        ("record", "Start optagelse"),
        ("huskeseddel", "Udskriv tasterne"),
        ("cheat sheet", "Udskriv tasterne"),
        ("make a backup", "Lav en sikkerhedskopi nu"),
        ("backup", "Lav en sikkerhedskopi nu"),
        ("giv ordet", "Giv ordet"),
        ("giv ordet åse", "Giv Åse Bjerre ordet"),
        ("giv ordet til Åse", "Giv Åse Bjerre ordet"),
        ("giv ordet ÅB", "Giv Åse Bjerre ordet"),
        ("give the floor åse", "Giv Åse Bjerre ordet"),
        ("gå til Mette", "Mette Holm"),
        ("go to mette", "Mette Holm"),
        ("samtaleflip 3", "Samtaleflip 3"),
        ("tre klip", "Lån et øre: tre klip"),
        ("mørk", "Udseende"),
        ("valg", "Valg"),
        ("tekststørrelse", "Tekststørrelse"),
        ("text size", "Tekststørrelse"),
        ("søg efter stilhed", "Søg i vidensbasen efter ”stilhed”"),
        ("search for stilhed", "Søg i vidensbasen efter ”stilhed”"),
        ("hun sagde det jo", "Hun sagde det jo"),
    ],
)
def test_words_of_both_languages_find_the_thing(in_home: TestApp, words: str, found: str) -> None:
    record = in_home.workspace.record
    assert record is not None
    note = record.outcomes[0]
    in_home.workspace.perform(lambda: in_home.workspace.desk.capturing.delete(note))
    assert first(asked(in_home, words)).startswith(found)


def test_every_command_is_found_by_its_title_and_its_english_one(in_home: TestApp) -> None:
    from flipdesk.ui.command_table import TABLE

    offers = PaletteOffers(in_home.workspace, in_home.commands, in_home.jobs, in_home.window)
    for room in ("prepare", "run", "compile", "knowledge", "home"):
        in_home.window.enter(room)
    offers.begin()
    for command in TABLE:
        action = in_home.commands.action(command.id)
        if command.id == "window.palette" or not (
            action.isEnabled() or in_home.commands.room_of(command.id)
        ):
            continue
        for words in (action.text(), command.title):
            found = [offer for group in offers.find(words) for offer in group.offers]
            titles = {offer.title for offer in found if offer.key.startswith("command:")}
            assert action.text() in titles, words


def test_the_floor_is_given_from_any_room(in_home: TestApp) -> None:
    do(in_home, "giv ordet åse")
    assert in_home.window.rail.current == "run"
    column = in_home.window.findChild(PeopleColumn)
    record = in_home.workspace.record
    assert column is not None
    assert record is not None
    speaker = record.participant(column.floor.speaker_id)
    assert speaker is not None
    assert speaker.name == "Åse Bjerre"


def test_an_agenda_item_is_gone_to(in_home: TestApp) -> None:
    do(in_home, "gå til parkeringspladsen")
    sheet = in_home.window.findChild(RunSheetView)
    assert in_home.window.rail.current == "prepare"
    assert sheet is not None
    assert "Parkeringspladsen" in str(sheet.model().index(sheet.currentIndex().row(), 3).data())


def test_a_note_is_gone_to(in_home: TestApp) -> None:
    do(in_home, "bageri tre gange")
    assert in_home.window.rail.current == "compile"
    note = in_home.window.room.notes_pane.current_note()  # type: ignore[union-attr]
    assert "bageri" in note.text


def test_a_session_is_opened(in_home: TestApp) -> None:
    in_home.workspace.open_session(None)
    do(in_home, "samtaleflip 3")
    assert in_home.workspace.session_id is not None


def test_a_setting_is_gone_to(in_home: TestApp) -> None:
    do(in_home, "tekststørrelse")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QComboBox)
    assert focused.objectName() == "settings_text_size"


def test_the_search_is_put_into_the_knowledge_room(in_home: TestApp) -> None:
    do(in_home, "søg efter stilhed")
    field = in_home.window.findChild(QLineEdit, "knowledge_search")
    assert field is not None
    assert field.text() == "stilhed"


def test_a_person_is_opened(in_home: TestApp) -> None:
    do(in_home, "gå til mette")
    (dialog,) = (
        one
        for one in QApplication.topLevelWidgets()
        if one.objectName() == "participant_dialog" and one.isVisible()
    )
    assert in_home.window.rail.current == "prepare"
    dialog.close()


def test_what_was_done_last_stands_first_the_next_time(in_home: TestApp) -> None:
    do(in_home, "lav en sikkerhedskopi")
    palette = asked(in_home, "")
    assert palette.captions[0] == "Seneste"
    assert first(palette) == "Lav en sikkerhedskopi nu"


def test_at_most_nine_rows_are_seen_and_the_keys_go_over_captions(in_home: TestApp) -> None:
    palette = asked(in_home, "e")
    assert palette.list.height() <= 9 * 36
    texts = []
    for _n in range(len(palette.rows)):
        texts.append(first(palette))
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert texts == [row.text for row in palette.rows]
    assert len(palette.captions) > 1


def test_every_kind_has_a_caption() -> None:
    assert all(caption(kind) for kind in Kind)


def test_in_english_danish_words_find_it_too(in_home: TestApp) -> None:
    from flipdesk.ui.command_table import TABLE
    from flipdesk.ui.command_words import names_of

    names = names_of(next(one for one in TABLE if one.id == "note.park"))
    assert {"Parkér noten", "Park the note", "parkér", "parking lot"} <= set(names)


def test_typing_stays_quick_with_two_thousand_notes(in_home: TestApp) -> None:
    record = in_home.workspace.record
    assert record is not None
    with in_home.base.atomic():
        for number in range(2000):
            note = replace(
                record.reflections[number % len(record.reflections)],
                id=ReflectionId(new_guid()),
                position=1000 + number,
            )
            in_home.base.reflections.add(note)
    session = in_home.workspace.session_id
    in_home.workspace.open_session(None)
    in_home.workspace.open_session(session)
    palette = asked(in_home, "")
    spans = []
    for letter in "giv ordet til åse":
        began = perf_counter()
        palette.field.insert(letter)
        spans.append(perf_counter() - began)
    # The median: what else this machine does in between is no concern of the palette.
    assert median(spans) < 0.05


def test_what_is_much_is_gathered_in_a_job_and_then_found(in_home: TestApp, qtbot: QtBot) -> None:
    record = in_home.workspace.record
    assert record is not None
    like = record.reflections[0]
    with in_home.base.atomic():
        for number in range(400):
            words = f"Kantinen nummer {number}"
            in_home.base.reflections.add(
                replace(like, id=ReflectionId(new_guid()), position=900 + number, text=words)
            )
    in_home.workspace.open_session(None)
    in_home.workspace.open_session(record.session.id)
    palette = asked(in_home, "kantinen nummer 399")
    qtbot.waitUntil(lambda: any("399" in row.text for row in palette.rows))
    palette.hide()
    capturing, moment = in_home.workspace.desk.capturing, Moment(in_home.clock.now(), None)
    in_home.workspace.perform(lambda: capturing.commit(record.session.id, "Trappen er ny", moment))
    assert any("Trappen er ny" in row.text for row in asked(in_home, "trappen").rows)
    assert any("399" in row.text for row in asked(in_home, "kantinen nummer 399").rows)
