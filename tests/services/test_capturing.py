"""Capturing: lines become notes, and notes are changed, converted and deleted in single steps."""

from datetime import UTC, datetime, timedelta

import pytest

from flipdesk.domain.ids import SessionId
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Pattern, Reflection
from flipdesk.domain.vocabulary import OutcomeKind, OutcomeStatus, ReflectionKind, Uptake
from flipdesk.errors import KnownError
from flipdesk.services.capturing import Moment, held_at
from flipdesk.services.desk import Desk
from flipdesk.services.drafts import Draft
from tests.helpers.nordby import nordby

NOON = datetime(2021, 4, 22, 9, 5, 30, tzinfo=UTC)
THEN = Moment(NOON, 5_730_000)


@pytest.fixture
def session_id(desk: Desk) -> SessionId:
    record = nordby()
    with desk.base.atomic():
        desk.base.add_record(record)
    return record.session.id


def _reflection(desk: Desk, session_id: SessionId, line: str) -> Reflection:
    desk.history.record(desk.capturing.commit(session_id, line, THEN))
    return desk.base.reflections.of_session(session_id)[-1]


def _outcome(desk: Desk, session_id: SessionId, line: str) -> Outcome:
    desk.history.record(desk.capturing.commit(session_id, line, THEN))
    return desk.base.outcomes.of_session(session_id)[-1]


def test_line_is_stored_with_everything_understood(desk: Desk, session_id: SessionId) -> None:
    note = _reflection(desk, session_id, "MH: hun tøver #3 #4 #resp #grib- #obs #privat")
    record = desk.base.record(session_id)
    speaker = record.participant(note.speaker_id)
    assert speaker is not None
    assert speaker.name == "Mette Holm"
    assert note.text == "hun tøver"
    assert note.kind is ReflectionKind.OBSERVATION
    assert note.potentials == ("samtale", "inddragelse")
    assert note.dimensions == ("responsivitet",)
    assert note.pattern == Pattern("gribning", Uptake.OVERHEARD)
    assert note.is_private
    assert (note.said_at, note.at_ms) == (NOON, 5_730_000)


def test_note_belongs_to_the_item_that_was_held_when_it_was_begun(
    desk: Desk, session_id: SessionId
) -> None:
    note = _reflection(desk, session_id, "ord")
    item = desk.base.record(session_id).agenda_item(note.agenda_item_id)
    assert item is not None
    assert item.title == "Lån et øre: tre klip"


def test_nothing_is_held_before_the_session(desk: Desk, session_id: SessionId) -> None:
    agenda = desk.base.agenda.of_session(session_id)
    assert held_at(agenda, NOON - timedelta(days=1)) is None


def test_empty_line_is_a_marker(desk: Desk, session_id: SessionId) -> None:
    before = desk.base.markers.of_session(session_id)
    step = desk.capturing.commit(session_id, "  ", THEN)
    assert step.label == "sæt mærke"
    after = desk.base.markers.of_session(session_id)
    assert len(after) == len(before) + 1
    assert after[-1].at_ms == 5_730_000


def test_moment_earlier_never_lies_before_the_recording() -> None:
    assert Moment(NOON, 4_000).earlier(10_000) == Moment(NOON - timedelta(seconds=10), 0)
    assert Moment(NOON).earlier(10_000).at_ms is None


def test_line_can_be_stored_as_a_decision(desk: Desk, session_id: SessionId) -> None:
    step = desk.capturing.commit(session_id, "vi venter #3 #resp", THEN, kind=OutcomeKind.DECISION)
    decision = desk.base.outcomes.of_session(session_id)[-1]
    assert step.label == "tilføj beslutning"
    assert decision.kind is OutcomeKind.DECISION
    assert decision.status is OutcomeStatus.MADE
    assert decision.potentials == ("samtale",)
    assert decision.text == "vi venter #resp"


def test_committing_lets_go_of_the_draft(desk: Desk, session_id: SessionId) -> None:
    desk.drafts.keep(session_id, Draft("ord", NOON, 1))
    desk.capturing.commit(session_id, "ord", THEN)
    assert desk.drafts.of(session_id) == Draft()


def test_tagging_is_named_after_the_code(desk: Desk, session_id: SessionId) -> None:
    note = _reflection(desk, session_id, "ord")
    step = desk.capturing.toggle_potential(note, "strategi")
    assert step.label == "mærk som Strategi"
    tagged = desk.base.reflections.get(note.id)
    assert tagged is not None
    assert tagged.potentials == ("strategi",)
    step = desk.capturing.toggle_potential(tagged, "strategi")
    assert step.label == "fjern Strategi"


def test_parking_moves_the_note_with_its_moment(desk: Desk, session_id: SessionId) -> None:
    note = _reflection(desk, session_id, "MH: ventetid #3 #resp")
    step = desk.capturing.park(note)
    parked = desk.base.outcomes.of_session(session_id)[-1]
    assert step.label == "parkér note"
    assert desk.base.reflections.get(note.id) is None
    assert parked.kind is OutcomeKind.PARKED
    assert parked.text == "ventetid #resp"
    assert (parked.said_at, parked.at_ms) == (note.said_at, note.at_ms)
    assert parked.owner_id == note.speaker_id
    assert parked.agenda_item_id == note.agenda_item_id
    desk.history.record(step)
    desk.history.undo()
    assert desk.base.reflections.get(note.id) == note


def test_private_note_cannot_be_parked(desk: Desk, session_id: SessionId) -> None:
    note = _reflection(desk, session_id, "kun til mig #privat")
    with pytest.raises(KnownError, match="privat"):
        desk.capturing.park(note)
    assert desk.base.reflections.get(note.id) == note


def test_kind_within_reflections_keeps_all_else(desk: Desk, session_id: SessionId) -> None:
    note = _reflection(desk, session_id, "MH: ord #3 #resp")
    desk.capturing.set_kind(note, ReflectionKind.INSIGHT)
    changed = desk.base.reflections.get(note.id)
    assert changed is not None
    assert changed.kind is ReflectionKind.INSIGHT
    assert changed.dimensions == note.dimensions


def test_kind_of_an_outcome_brings_a_status_that_fits(desk: Desk, session_id: SessionId) -> None:
    action = _outcome(desk, session_id, "+ FL sender artiklen")
    desk.capturing.set_kind(action, OutcomeKind.TRIAL)
    trial = desk.base.outcomes.get(action.id)
    assert trial is not None
    assert trial.status is OutcomeStatus.PROPOSED
    assert trial.owner_id == action.owner_id


def test_outcome_becomes_a_reflection(desk: Desk, session_id: SessionId) -> None:
    outcome = _outcome(desk, session_id, "* MH: ventetid #3")
    desk.capturing.set_kind(outcome, ReflectionKind.REFLECTION)
    note = desk.base.reflections.of_session(session_id)[-1]
    assert desk.base.outcomes.get(outcome.id) is None
    assert note.text == "ventetid"
    assert note.speaker_id == outcome.owner_id


def test_rewriting_changes_words_speaker_and_tags(desk: Desk, session_id: SessionId) -> None:
    note = _reflection(desk, session_id, "ord #3")
    captured = desk.capturing.understood(session_id, 'TG: "andre ord #4')
    desk.history.record(desk.capturing.rewrite(note, captured))
    changed = desk.base.reflections.get(note.id)
    assert changed is not None
    assert changed.text == "andre ord"
    assert changed.kind is ReflectionKind.QUOTE
    assert changed.potentials == ("inddragelse",)
    assert changed.said_at == note.said_at
    desk.history.undo()
    assert desk.base.reflections.get(note.id) == note


def test_deleting_is_undone_and_redone(desk: Desk, session_id: SessionId) -> None:
    for note in (
        _reflection(desk, session_id, "MH: ord #3"),
        _outcome(desk, session_id, "! ja #4"),
        desk.base.markers.of_session(session_id)[0],
    ):
        before = desk.base.record(session_id)
        step = desk.capturing.delete(note)
        assert step.label == "slet note"
        desk.history.record(step)
        after = desk.base.record(session_id)
        assert after != before
        desk.history.undo()
        assert desk.base.record(session_id) == before
        desk.history.redo()
        assert desk.base.record(session_id) == after
