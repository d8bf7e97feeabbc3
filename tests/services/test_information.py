"""Who was told what and when, and every answer with its moment; one undo takes each back."""

from datetime import timedelta

from flipdesk.domain.clock import ManualClock
from flipdesk.domain.consent_matrix import Matter
from flipdesk.domain.consent_note import NotedMatter, informed
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import Answer, ConsentWay
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.exchange.session_file_write import write_session
from flipdesk.services.capturing import Moment
from flipdesk.services.desk import Desk


def test_who_was_told_when_how_and_by_which_version(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    one, other = desk.base.participants.of_session(session_id)
    desk.information.note([one.id, other.id], ConsentWay.EMAIL, "Vi optager lyden.")
    clock.advance(hours=1)
    desk.information.note([other.id], ConsentWay.SPOKEN, "Vi optager lyden, og den slettes.")
    desk.information.note([one.id], ConsentWay.EMAIL, "Vi optager lyden. ")
    record = desk.base.record(session_id)
    assert [one.version for one in record.information_texts] == [1, 2]
    told = informed(record.consent_notes, other.id)
    assert told is not None
    assert (told.way, told.at) == (ConsentWay.SPOKEN, clock.now())
    assert told.text_id == record.information_texts[1].id
    first = informed(record.consent_notes, one.id)
    assert first is not None
    assert first.text_id == record.information_texts[0].id


def test_taking_back_leaves_what_was_noted(desk: Desk, session_id: SessionId) -> None:
    one, other = desk.base.participants.of_session(session_id)
    desk.information.note([one.id], ConsentWay.WRITTEN, "Vi optager.")
    desk.information.take_back([one.id, other.id])
    notes = desk.base.record(session_id).consent_notes
    assert informed(notes, one.id) is None
    assert [note.answer for note in notes] == [Answer.GIVEN, Answer.UNKNOWN]


def test_wording_is_that_of_the_program(desk: Desk, session_id: SessionId) -> None:
    text = desk.information.wording(session_id)
    assert "\n" in text
    assert text == desk.information.wording(session_id)


def test_every_answer_keeps_its_moment_and_the_text_before_it(
    desk: Desk, session_id: SessionId, clock: ManualClock
) -> None:
    (one, _other) = desk.base.participants.of_session(session_id)
    desk.information.note([one.id], ConsentWay.EMAIL, "Vi optager.")
    clock.advance(minutes=5)
    said_at = clock.now() - timedelta(seconds=30)
    desk.consents.say_on_recording([one.id], Moment(said_at, 1_000))
    clock.advance(days=200)
    desk.consents.answer([one.id], Matter.PART, Answer.WITHDRAWN)
    notes = desk.base.consent_notes.of_participant(one.id)
    told, part, recording, later, also = notes
    assert (part.matter, part.answer, part.at) == (NotedMatter.PART, Answer.GIVEN, said_at)
    assert (recording.matter, recording.way) == (NotedMatter.RECORDING, ConsentWay.RECORDING)
    assert recording.text_id == told.text_id is not None
    assert {later.matter, also.matter} == {NotedMatter.PART, NotedMatter.RECORDING}
    assert {later.answer, also.answer} == {Answer.WITHDRAWN}
    assert later.at == clock.now()
    stored = desk.base.participants.get(one.id)
    assert stored is not None
    assert stored.consent.on == clock.now().date()


def test_same_answer_again_notes_nothing(desk: Desk, session_id: SessionId) -> None:
    (one, _other) = desk.base.participants.of_session(session_id)
    desk.consents.answer([one.id], Matter.RECORDING, Answer.GIVEN)
    desk.consents.answer([one.id], Matter.RECORDING, Answer.GIVEN)
    desk.consents.describe([one.id], way=ConsentWay.WRITTEN)
    assert len(desk.base.consent_notes.of_participant(one.id)) == 1


def test_undo_takes_answer_and_note_back(desk: Desk, session_id: SessionId) -> None:
    (one, _other) = desk.base.participants.of_session(session_id)
    desk.history.record(desk.consents.answer([one.id], Matter.RECORDING, Answer.GIVEN))
    desk.history.undo()
    assert desk.base.consent_notes.of_participant(one.id) == ()
    desk.history.redo()
    (note,) = desk.base.consent_notes.of_participant(one.id)
    assert note.answer is Answer.GIVEN


def test_all_of_it_travels(desk: Desk, session_id: SessionId) -> None:
    (one, _other) = desk.base.participants.of_session(session_id)
    desk.information.note([one.id], ConsentWay.SPOKEN, "Vi optager.")
    desk.consents.answer([one.id], Matter.BY_NAME, Answer.GIVEN)
    record = desk.base.whole_record(session_id)
    assert len(record.consent_notes) == 3
    read = read_session(write_session(record).encode(), load_shipped("da"), "prøve")
    assert read.consent_notes == record.consent_notes
    assert read.information_texts == record.information_texts


def test_whoever_is_taken_away_takes_the_notes_along(desk: Desk, session_id: SessionId) -> None:
    (one, _other) = desk.base.participants.of_session(session_id)
    desk.information.note([one.id], ConsentWay.SPOKEN, "Vi optager.")
    desk.invitations.delete(one.id)
    assert desk.base.record(session_id).consent_notes == ()
