"""Lån et øre: a group goes through a clip with the guide, by keys alone and by mouse alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from flipdesk.domain.ear_round import EarStep
from flipdesk.domain.reflection import Pattern
from flipdesk.domain.vocabulary import Attendance, OutcomeKind, ReflectionKind, Uptake
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.services.capturing import Moment
from flipdesk.ui.rooms.run.ear_card import EarCard
from flipdesk.ui.rooms.run.ear_page import EarTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.entry_field import EntryField
from tests.helpers.app import TestApp
from tests.helpers.fake_media import FakeMedia
from tests.ui.rooms.compile.listening_room import add_recording, with_gap
from tests.ui.rooms.hearing import CLIP, block_of, give, media, next_session, run_room, said
from tests.ui.rooms.run.conftest import Running

__all__ = ["media", "said"]


@pytest.fixture
def group(sample_app: TestApp, qtbot: QtBot) -> Running:
    """Three people at the block of Lån et øre with a clip, and nothing is being recorded."""
    add_recording(sample_app, with_gap())
    give(sample_app, "Bageriet", CLIP)
    base, block = sample_app.base, block_of(sample_app)
    with base.atomic():
        for number, one in enumerate(base.participants.of_session(block.session_id)):
            here = Attendance.PRESENT if number < 3 else Attendance.REGRETS
            base.participants.save(replace(one, attendance=here, arrived=None, left=None))
        for item in base.agenda.of_session(block.session_id):
            now = sample_app.clock.now() if item.id == block.id else None
            base.agenda.save(replace(item, started=now, ended=None))
    sample_app.workspace.open_session(None)
    sample_app.workspace.open_session(block.session_id)
    run_room(sample_app)
    qtbot.waitUntil(sample_app.window.isActiveWindow)
    return Running(sample_app, qtbot)


def _card(run: Running) -> EarCard:
    return run.room.capture.ear


def _press(run: Running, name: str) -> None:
    button = _card(run).findChild(Button, name)
    assert button is not None
    assert button.isVisible()
    run.click(button)


def _step(run: Running) -> EarStep:
    return run.record.ear_rounds[-1].step


def _listen(run: Running, media: FakeMedia) -> None:
    run.qtbot.waitUntil(media.sounds)
    media.advance(12_000)


def test_guide_stands_there_in_its_block_and_leaves_the_capture_bar_its_focus(
    group: Running,
) -> None:
    assert _card(group).isVisible()
    assert group.room.capture.writes
    group.enter("En linje undervejs")
    assert group.record.reflections[-1].text == "En linje undervejs"
    assert not group.record.ear_rounds


def test_whole_round_by_mouse_alone(group: Running, media: FakeMedia) -> None:
    card, people = _card(group), group.record.participants[:3]
    card.framing.colleague.setCurrentIndex(1)
    card.framing.colleague.activated.emit(1)
    card.framing.question.setText("Hvad griber jeg?")
    _press(group, "ear_framed")
    _press(group, "ear_listen")
    _press(group, "ear_play")
    _listen(group, media)
    _press(group, "ear_mark")
    _press(group, "ear_play")
    assert not media.sounds()
    assert media.stream is not None
    _press(group, "ear_listened")
    _press(group, "ear_overheard")
    note = group.record.reflections[-1]
    assert note.pattern == Pattern("gribning", Uptake.OVERHEARD)
    assert (note.kind, note.text) == (ReflectionKind.OBSERVATION, "Overhørt")
    assert note.clip_ms == 12_000
    group.type("Bageriet ved havnen")
    _press(group, "ear_patterned")
    assert group.record.reflections[-1].text == "Bageriet ved havnen"
    assert group.app.passage_player.player.sound is None
    floor = group.room.people.floor
    assert floor.speaker_id == people[1].id
    card.heard.words.setText("Han siger det to gange")
    _press(group, "ear_said")
    assert group.record.reflections[-1].speaker_id == people[1].id
    assert floor.speaker_id == people[2].id
    before = len(group.record.reflections)
    _press(group, "ear_pass")
    assert len(group.record.reflections) == before
    assert floor.speaker_id == people[0].id
    card.taking.words.setText("Jeg venter med skemaet")
    _press(group, "ear_trial")
    trial = group.record.outcomes[-1]
    assert (trial.kind, trial.owner_id) == (OutcomeKind.TRIAL, people[0].id)
    _press(group, "ear_next_clip")
    assert group.record.ear_rounds[-1].is_over
    assert card.framing.isVisible()
    assert floor.speaker_id is None


def test_whole_round_by_keys_alone(group: Running, media: FakeMedia) -> None:
    card = _card(group)
    group.key(Qt.Key.Key_F6)
    assert group.has_focus(card.framing.colleague)
    group.key(Qt.Key.Key_Down)
    group.key(Qt.Key.Key_Tab)
    group.type("Hvad griber jeg?")
    group.key(Qt.Key.Key_Return)
    assert group.has_focus(card.choosing.list)
    group.key(Qt.Key.Key_Return)
    assert group.has_focus(card.listening.play)
    group.key(Qt.Key.Key_Space)
    _listen(group, media)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    group.key(Qt.Key.Key_M, modifiers)
    assert group.record.reflections[-1].clip_ms == 12_000
    group.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    group.key(Qt.Key.Key_Space)
    assert group.has_focus(card.patterns.words)
    group.type("Bageriet")
    group.key(Qt.Key.Key_Return)
    assert group.record.reflections[-1].text == "Bageriet"
    assert group.record.reflections[-1].pattern == Pattern("gribning", Uptake.TAKEN_UP)
    group.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    group.type("Han tøver")
    group.key(Qt.Key.Key_Return)
    group.key(Qt.Key.Key_Return)
    assert _step(group) is EarStep.TAKING
    group.type("Jeg spørger igen")
    group.key(Qt.Key.Key_Return)
    taken = group.record.reflections[-1]
    assert (taken.kind, taken.text) == (ReflectionKind.INSIGHT, "Jeg spørger igen")
    assert taken.speaker_id == group.record.participants[0].id
    group.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert _step(group) is EarStep.HEARD


def test_everything_is_undone_and_done_again(group: Running, media: FakeMedia) -> None:
    before = group.record
    test_whole_round_by_mouse_alone(group, media)
    after, history = group.record, group.app.workspace.desk.history
    steps = 0
    while group.record.ear_rounds:
        history.undo()
        steps += 1
    assert group.record == before
    for _number in range(steps):
        history.redo()
    assert group.record == after


def test_round_travels_in_the_session_file(group: Running, media: FakeMedia) -> None:
    test_whole_round_by_mouse_alone(group, media)
    record = group.record
    text = write_session(record)
    codebooks = {record.codebook.id: record.codebook}
    again = read_session(text.encode(), codebooks, "fil.json")
    assert again.ear_rounds == record.ear_rounds
    assert again.reflections == record.reflections
    assert again.passages == record.passages


def test_goes_on_without_sound_and_closes_for_the_block(group: Running) -> None:
    card = _card(group)
    _press(group, "ear_forward")
    _press(group, "ear_without")
    assert _step(group) is EarStep.PATTERNS
    _press(group, "ear_institutional_turn")
    assert group.record.reflections[-1].clip_ms is None
    _press(group, "ear_close")
    assert not card.isVisible()
    assert group.room.capture.writes
    group.room.refresh()
    assert not card.isVisible()
    group.room.commands.action("run.ear").trigger()
    QApplication.processEvents()
    assert card.patterns.isVisible()


def test_enter_in_the_question_does_not_press_the_button_that_comes(group: Running) -> None:
    card, base = _card(group), group.app.base
    base.passages.delete(group.record.passages[-1].id)
    card.framing.question.setFocus()
    group.type("Hvad griber jeg?")
    group.key(Qt.Key.Key_Return)
    assert _step(group) is EarStep.CHOOSING
    assert group.record.ear_rounds[-1].question == "Hvad griber jeg?"
    assert group.has_focus(card.choosing.without)


def _crash(run: Running) -> None:
    """Go on in a window that knows nothing but what is stored, as after a crash."""
    fresh = EarCard(
        EarTools(run.app.theme, run.app.workspace, run.app.passage_player, _moment, run.app.jobs)
    )
    run.qtbot.addWidget(fresh)
    fresh.show_record(run.record)
    fields = fresh.findChildren(EntryField)
    assert {field.objectName(): field.text() for field in fields} == {
        "ear_question": "Hvad grib",
        "ear_search": "",
        "ear_words": "Bageri",
        "ear_heard_words": "Han siger d",
        "ear_taken_words": "Jeg vente",
    }


def _moment() -> Moment:
    raise AssertionError("nothing is stored")


def test_words_that_are_not_stored_are_there_after_a_crash(group: Running) -> None:
    card, session_id = _card(group), group.record.session.id
    written = {
        card.framing.question: "Hvad grib",
        card.patterns.words: "Bageri",
        card.heard.words: "Han siger d",
        card.taking.words: "Jeg vente",
    }
    for field, words in written.items():
        QTest.keyClicks(field, words)
    drafts = group.app.workspace.desk.drafts

    def are_kept() -> bool:
        return all(
            drafts.of(session_id, field.objectName()).text == words
            for field, words in written.items()
        )

    group.qtbot.waitUntil(are_kept)
    _crash(group)


def test_stored_words_leave_no_draft_and_another_session_does_not_see_them(
    group: Running,
) -> None:
    card, session_id = _card(group), group.record.session.id
    drafts = group.app.workspace.desk.drafts
    QTest.keyClicks(card.framing.question, "Hvad griber jeg?")
    group.qtbot.waitUntil(lambda: bool(drafts.of(session_id, "ear_question").text))
    _press(group, "ear_framed")
    assert not drafts.of(session_id, "ear_question").text
    assert group.record.ear_rounds[-1].question == "Hvad griber jeg?"
    QTest.keyClicks(card.taking.words, "Jeg ve")
    next_session(group.app)
    assert not card.taking.words.text()
    group.app.workspace.open_session(session_id)
    assert card.taking.words.text() == "Jeg ve"
    QTest.keyClick(card.taking.words, Qt.Key.Key_Backspace)
    card.taking.words.clear()
    assert not drafts.of(session_id, "ear_taken_words").text


def test_first_step_is_seen_whole(group: Running) -> None:
    QApplication.processEvents()
    area = _card(group)._area
    assert area.verticalScrollBar().maximum() == 0
    button = _card(group).framing.next
    assert (
        area.viewport().rect().contains(button.mapTo(area.viewport(), button.rect().bottomRight()))
    )
